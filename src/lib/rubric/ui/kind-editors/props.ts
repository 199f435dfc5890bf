import type { DraftItem } from '#lib/rubric/draft-form.ts';
import type { DraftEditor } from '../designer/draft-editor.svelte.ts';

/** What every kind's editor is given: the fields of `item.config` stand at `path`. */
export interface KindEditorProps {
	editor: DraftEditor;
	item: DraftItem;
	path: string;
}
