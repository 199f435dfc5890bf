/** Keys of the editor. Nothing is taken while Chinese is being composed. */
import type { Edit } from '#lib/rubric/draft-edits.ts';
import type { DraftEditor } from './draft-editor.svelte.ts';

/** Ctrl+S saves; Alt with an arrow moves the row that has the focus, Alt+Enter adds an item below it. */
export function draftKeys(event: KeyboardEvent, editor: DraftEditor, save: () => void): void {
	if (event.isComposing || event.keyCode === 229) return;
	if ((event.ctrlKey || event.metaKey) && event.key === 's') {
		event.preventDefault();
		return save();
	}
	const edit = event.altKey ? editOf(event) : undefined;
	if (!edit) return;
	event.preventDefault();
	void editor.edit(edit);
}

function editOf({ key, target }: KeyboardEvent): Edit | undefined {
	const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
	const at = row?.dataset.row;
	if (at === undefined) return undefined;
	if (key === 'ArrowUp') return { deed: 'up', at };
	if (key === 'ArrowDown') return { deed: 'down', at };
	const [sections, section] = at.split('.');
	return key === 'Enter' ? { deed: 'add', at: `${sections}.${section}.items` } : undefined;
}
