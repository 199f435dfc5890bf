/** The answer field of every kind; svelte-check fails when a kind has none. */
import type { Component } from 'svelte';
import type { CriterionKindName } from '#lib/rubric/kinds/index.ts';
import ChoiceField from './ChoiceField.svelte';
import CountField from './CountField.svelte';
import type { FieldProps } from './field.ts';
import NumberField from './NumberField.svelte';
import RecordField from './RecordField.svelte';
import ScaleField from './ScaleField.svelte';
import TextField from './TextField.svelte';
import YesNoField from './YesNoField.svelte';

export const kindFields = {
	'yes-no': YesNoField,
	scale: ScaleField,
	choice: ChoiceField,
	deduction: CountField,
	bonus: CountField,
	number: NumberField,
	text: TextField,
	record: RecordField
} satisfies Record<CriterionKindName, Component<FieldProps>>;
