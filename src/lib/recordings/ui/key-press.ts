/** Whether a key press is meant for the player: it may be another control's, or text. */
import { isComposed, isPressed } from '#lib/ui/shell/key-map.ts';
import { singleKeysOn } from '#lib/ui/shell/keys.svelte.ts';
import type { PlayerAction } from './player-actions.ts';
import type { PlayerKey } from './player-keys.ts';

/** What a key press asks of the player by `table`: nothing while text is typed or composed, or when the focused control has its own use for the key. */
export function actionFor(
	table: readonly PlayerKey[],
	event: KeyboardEvent
): PlayerAction | undefined {
	if (event.defaultPrevented || isComposed(event)) return undefined;
	const target = event.target instanceof Element ? event.target : undefined;
	return table.find((key) => isPressed(key, event) && free(key, target))?.action;
}

/** The page scrolls by these: they are the player's only with the focus inside it. */
const SCROLLING = ['pageup', 'pagedown', 'home', 'end', 'arrowup', 'arrowdown'];

/** Whether the key is the player's while the focus is on `target`. */
function free({ keys, alt, ctrl }: PlayerKey, target: Element | undefined): boolean {
	if (alt || !target) return true;
	if (target.closest('[data-player-slider]')) return true;
	const inside = target.closest('[data-player]') !== null;
	const scrolls = keys.some((key) => SCROLLING.includes(key));
	if (!inside && (scrolls || target.closest('dialog') || !(ctrl || singleKeysOn()))) return false;
	if (target.closest(TYPING)) return false;
	const named = keys.some((name) => name === ' ' || name.length > 1);
	return !(named && target.closest(keys.includes(' ') ? PRESSED_BY_SPACE : MOVED_BY_KEYS));
}

const CHOICES = 'input[type="radio"], input[type="checkbox"]';
const TYPING = `select, textarea, [contenteditable=""], [contenteditable="true"], [role="textbox"],
	input:not([type="radio"], [type="checkbox"], [type="button"], [type="submit"], [type="range"])`;
const PRESSED_BY_SPACE = `button, a[href], summary, [role="button"], [role="option"], [role="tab"],
	[role="menuitem"], [role="switch"], ${CHOICES}, input[type="button"], input[type="submit"]`;
const MOVED_BY_KEYS = `input[type="radio"], input[type="range"], [role="slider"], [role="tab"],
	[role="radio"], [role="menuitem"], [role="listbox"], [role="option"]`;
