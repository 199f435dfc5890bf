/** The answer field of every kind; svelte-check fails when a kind has none. */
import type { Component } from 'svelte';
import type { CriterionKindName } from '#lib/rubric/kinds/index.ts';
import CountField from './CountField.svelte';
import type { FieldProps } from './field.ts';
import RecordField from './RecordField.svelte';
import ScaleField from './ScaleField.svelte';
import YesNoField from './YesNoField.svelte';

export const kindFields = {
	'yes-no': YesNoField,
	scale: ScaleField,
	deduction: CountField,
	bonus: CountField,
	record: RecordField
} satisfies Record<CriterionKindName, Component<FieldProps>>;
