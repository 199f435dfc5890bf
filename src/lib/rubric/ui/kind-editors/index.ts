/** The config editor of every kind; svelte-check fails when a kind has none. */
import type { Component } from 'svelte';
import type { CriterionKindName } from '#lib/rubric/kinds/index.ts';
import ChoiceEditor from './ChoiceEditor.svelte';
import CountEditor from './CountEditor.svelte';
import NumberEditor from './NumberEditor.svelte';
import type { KindEditorProps } from './props.ts';
import RecordEditor from './RecordEditor.svelte';
import ScaleEditor from './ScaleEditor.svelte';
import TextEditor from './TextEditor.svelte';
import YesNoEditor from './YesNoEditor.svelte';

export const kindEditors = {
	'yes-no': YesNoEditor,
	scale: ScaleEditor,
	choice: ChoiceEditor,
	deduction: CountEditor,
	bonus: CountEditor,
	number: NumberEditor,
	text: TextEditor,
	record: RecordEditor
} satisfies Record<CriterionKindName, Component<KindEditorProps>>;
