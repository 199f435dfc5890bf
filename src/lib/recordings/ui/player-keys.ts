import { m } from '#lib/i18n/paraglide/messages.js';
import { singleKeysOn } from '#lib/ui/shell/keys.svelte.ts';
import type { PlayerAction } from './player-actions.ts';

interface PlayerKey {
	/** Values of `KeyboardEvent.key`, letters in lower case; with `alt`, of `KeyboardEvent.code`. */
	keys: string[];
	shift?: boolean;
	/** With Alt held it works in text fields too. */
	alt?: boolean;
	/** Only with the focus inside the player: elsewhere the page scrolls by these. */
	inside?: boolean;
	/** As printed on the key caps, for the help dialog. */
	shown: string;
	label: () => string;
	action: PlayerAction;
}

/** Every key of the player, in the order in which help shows them. Digits are answers, never places. */
export const playerKeys: PlayerKey[] = [
	{ keys: [' '], shown: 'Space', label: m.player_key_toggle, action: { does: 'toggle' } },
	{
		keys: ['j'],
		shift: true,
		shown: 'Shift J',
		label: m.player_key_previous_turn,
		action: { does: 'turn', step: -1 }
	},
	{
		keys: ['l'],
		shift: true,
		shown: 'Shift L',
		label: m.player_key_next_turn,
		action: { does: 'turn', step: 1 }
	},
	{
		keys: ['j', 'arrowleft'],
		shown: 'J  ←',
		label: m.player_key_back_five,
		action: { does: 'nudge', ms: -5000 }
	},
	{
		keys: ['l', 'arrowright'],
		shown: 'L  →',
		label: m.player_key_forward_five,
		action: { does: 'nudge', ms: 5000 }
	},
	{
		keys: ['arrowleft'],
		shift: true,
		shown: 'Shift ←',
		label: m.player_key_back_one,
		action: { does: 'nudge', ms: -1000 }
	},
	{
		keys: ['arrowright'],
		shift: true,
		shown: 'Shift →',
		label: m.player_key_forward_one,
		action: { does: 'nudge', ms: 1000 }
	},
	{ keys: [','], shown: ',', label: m.player_key_slower, action: { does: 'speed', step: -1 } },
	{ keys: ['.'], shown: '.', label: m.player_key_faster, action: { does: 'speed', step: 1 } },
	{ keys: ['['], shown: '[', label: m.player_key_loop_start, action: { does: 'loop-start' } },
	{ keys: [']'], shown: ']', label: m.player_key_loop_end, action: { does: 'loop-end' } },
	{ keys: ['\\'], shown: '\\', label: m.player_key_loop_clear, action: { does: 'loop-clear' } },
	{ keys: ['+', '='], shown: '+', label: m.player_key_zoom_in, action: { does: 'zoom', step: 1 } },
	{ keys: ['-'], shown: '−', label: m.player_key_zoom_out, action: { does: 'zoom', step: -1 } },
	{
		keys: ['pageup'],
		inside: true,
		shown: 'Page Up',
		label: m.player_key_back_thirty,
		action: { does: 'nudge', ms: -30_000 }
	},
	{
		keys: ['pagedown'],
		inside: true,
		shown: 'Page Down',
		label: m.player_key_forward_thirty,
		action: { does: 'nudge', ms: 30_000 }
	},
	{
		keys: ['home'],
		inside: true,
		shown: 'Home',
		label: m.player_key_start,
		action: { does: 'seek', to: 'start' }
	},
	{
		keys: ['end'],
		inside: true,
		shown: 'End',
		label: m.player_key_end,
		action: { does: 'seek', to: 'end' }
	},
	{
		keys: ['KeyK'],
		alt: true,
		shown: 'Alt K',
		label: m.player_key_toggle_typing,
		action: { does: 'toggle' }
	},
	{
		keys: ['KeyJ'],
		alt: true,
		shown: 'Alt J',
		label: m.player_key_back_typing,
		action: { does: 'nudge', ms: -5000 }
	},
	{
		keys: ['KeyL'],
		alt: true,
		shown: 'Alt L',
		label: m.player_key_forward_typing,
		action: { does: 'nudge', ms: 5000 }
	}
];

/** What a key press asks of the player: nothing while text is typed or composed, or when the focused control has its own use for the key. */
export function actionFor(event: KeyboardEvent): PlayerAction | undefined {
	// 229 marks a key that an input method has taken; some browsers set nothing else.
	if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return undefined;
	if (event.ctrlKey || event.metaKey) return undefined;
	const target = event.target instanceof Element ? event.target : undefined;
	return playerKeys.find((key) => pressed(key, event) && free(key, target))?.action;
}

function pressed(key: PlayerKey, event: KeyboardEvent): boolean {
	if (event.altKey !== (key.alt ?? false)) return false;
	if (key.alt) return key.keys.includes(event.code);
	const arrows = event.key.startsWith('Arrow');
	if ((key.shift ?? false) !== event.shiftKey && (arrows || key.shift)) return false;
	return key.keys.includes(event.key.toLowerCase());
}

/** Whether the key is the player's while the focus is on `target`. */
function free(key: PlayerKey, target: Element | undefined): boolean {
	if (key.alt || !target) return true;
	if (target.closest('[data-player-slider]')) return true;
	const inside = target.closest('[data-player]') !== null;
	if (!inside && (key.inside || target.closest('dialog') || !singleKeysOn())) return false;
	if (target.closest(TYPING)) return false;
	const named = key.keys.some((name) => name === ' ' || name.length > 1);
	return !(named && target.closest(key.keys.includes(' ') ? PRESSED_BY_SPACE : MOVED_BY_KEYS));
}

const CHOICES = 'input[type="radio"], input[type="checkbox"]';
const TYPING = `select, textarea, [contenteditable=""], [contenteditable="true"], [role="textbox"],
	input:not([type="radio"], [type="checkbox"], [type="button"], [type="submit"], [type="range"])`;
const PRESSED_BY_SPACE = `button, a[href], summary, [role="button"], [role="option"], [role="tab"],
	[role="menuitem"], [role="switch"], ${CHOICES}, input[type="button"], input[type="submit"]`;
const MOVED_BY_KEYS = `input[type="radio"], input[type="range"], [role="slider"], [role="tab"],
	[role="radio"], [role="menuitem"], [role="listbox"], [role="option"]`;
