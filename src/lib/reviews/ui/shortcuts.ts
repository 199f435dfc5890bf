import { m } from '#lib/i18n/paraglide/messages.js';
import { isComposed, isPressed, type Binding } from '#lib/ui/shell/key-map.ts';

/** What a key of the workbench does. The player's own keys are in its table. */
export type WorkbenchAction =
	| { does: 'move'; by: 1 | -1 }
	| { does: 'digit'; digit: number }
	| { does: 'not-applicable' }
	| { does: 'flawless' }
	| { does: 'pin' }
	| { does: 'highlight' }
	| { does: 'note' }
	/** Digits that follow are an item's number. */
	| { does: 'item' }
	| { does: 'comment' }
	| { does: 'save' }
	| { does: 'submit' }
	| { does: 'leave-field' }
	| { does: 'help' };

export interface Shortcut<Action> extends Binding {
	/** Works while typing, as keys with Ctrl do anyway. */
	typing?: boolean;
	/** With the one of the entry's usual keys that was pressed; with another one for a key of the reader's own. */
	action: (key: string) => Action;
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

/** Every key of the workbench, in the order in which help shows them: this table binds them. */
export const shortcuts: Shortcut<WorkbenchAction>[] = [
	{
		shown: '↑  ↓',
		label: m.workbench_key_move,
		keys: ['arrowup', 'arrowdown'],
		action: (key) => ({ does: 'move', by: key === 'arrowup' ? -1 : 1 })
	},
	{
		shown: '1 … 9, 0',
		label: m.workbench_key_digits,
		keys: digits,
		action: (key) => ({ does: 'digit', digit: digits.indexOf(key) + 1 })
	},
	{
		name: 'bench.not-applicable',
		shown: 'N',
		label: m.workbench_key_na,
		keys: ['n'],
		action: () => ({ does: 'not-applicable' })
	},
	{
		name: 'bench.flawless',
		shown: 'A',
		label: m.workbench_key_flawless,
		keys: ['a'],
		action: () => ({ does: 'flawless' })
	},
	{
		name: 'bench.pin',
		shown: 'E',
		label: m.workbench_key_pin,
		keys: ['e'],
		action: () => ({ does: 'pin' })
	},
	{
		name: 'bench.comment',
		shown: 'C',
		label: m.workbench_key_comment,
		keys: ['c'],
		action: () => ({ does: 'comment' })
	},
	{
		name: 'bench.highlight',
		shown: 'H',
		label: m.workbench_key_highlight,
		keys: ['h'],
		action: () => ({ does: 'highlight' })
	},
	{
		name: 'bench.note',
		shown: 'M',
		label: m.workbench_key_note,
		keys: ['m'],
		action: () => ({ does: 'note' })
	},
	{
		name: 'bench.item',
		shown: 'I',
		label: m.workbench_key_item,
		keys: ['i'],
		action: () => ({ does: 'item' })
	},
	{
		shown: 'Esc',
		label: m.workbench_key_leave,
		keys: ['escape'],
		typing: true,
		action: () => ({ does: 'leave-field' })
	},
	{
		name: 'bench.save',
		shown: 'Ctrl S',
		label: m.workbench_key_save,
		keys: ['s'],
		ctrl: true,
		action: () => ({ does: 'save' })
	},
	{
		name: 'bench.submit',
		shown: 'Ctrl Enter',
		label: m.workbench_key_submit,
		keys: ['enter'],
		ctrl: true,
		action: () => ({ does: 'submit' })
	},
	{ shown: '?', label: m.workbench_key_help, keys: ['?'], action: () => ({ does: 'help' }) }
];

/** What a key press asks for by `table`: nothing while a word is composed, or typed, unless the key is for that. */
export function actionIn<Action>(
	table: readonly Shortcut<Action>[],
	event: KeyboardEvent
): Action | undefined {
	if (event.defaultPrevented || isComposed(event)) return undefined;
	const typing = event.target instanceof Element && event.target.closest(TYPING) !== null;
	return table
		.find(
			(entry) => isPressed(entry, event) && (!typing || entry.ctrl || entry.alt || entry.typing)
		)
		?.action(event.key.toLowerCase());
}

const TYPING = `select, textarea, [contenteditable="true"], [role="textbox"], [data-player-slider],
	input:not([type="radio"], [type="checkbox"], [type="button"], [type="submit"])`;
