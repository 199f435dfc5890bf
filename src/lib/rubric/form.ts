/**
 * The form of a rubric: sections of criteria ("items") with points. Mission §3's two standard
 * forms are in standard/. A published form is stored as canonical JSON and never changes.
 *
 * Points: the weights of the items of a section sum to the section's weight, those of the
 * sections to 100; scoring takes them as proportions, so that N/A can give weight away.
 */
import * as v from 'valibot';
import { callKinds } from '#lib/recordings/call.ts';
import { itemSchema, key, type Item } from './item.ts';
import { points } from './kinds/define.ts';
import { KEYS_REPEAT } from './schema-fault.ts';
import { formText } from './text.ts';

export type { Demand, Example, Item } from './item.ts';
export { text, type FormLocale, type FormText } from './text.ts';

const sectionSchema = v.strictObject({
	key,
	title: formText,
	weight: points,
	items: v.pipe(v.array(itemSchema), v.minLength(1))
});

export const formSchema = v.pipe(
	v.strictObject({
		title: formText,
		callKind: v.picklist(callKinds),
		/** Raw score below which the outcome is failed; none when left out. */
		passMark: v.optional(points),
		sections: v.pipe(v.array(sectionSchema), v.minLength(1))
	}),
	v.check(
		(form) => isUnique(form.sections.map((section) => section.key)),
		`section ${KEYS_REPEAT}`
	),
	v.check(
		(form) => isUnique(form.sections.flatMap(({ items }) => items.map((item) => item.key))),
		`item ${KEYS_REPEAT}`
	)
);

export type Form = v.InferOutput<typeof formSchema>;
export type Section = v.InferOutput<typeof sectionSchema>;

/** Reads a form as stored or as a file; throws a ValiError on anything that is not one. */
export const parseForm = (value: unknown): Form => v.parse(formSchema, value);

/** All items in the order of the form. */
export const itemsOf = (form: { sections: { items: Item[] }[] }): Item[] =>
	form.sections.flatMap((section) => section.items);

type WeightFault =
	| { fault: 'form-sum'; sum: number }
	| { fault: 'section-sum'; section: string; sum: number; weight: number };

/**
 * Sections that do not sum to 100, items that do not sum to their section. A form in which nothing
 * carries weight has no sums: it starts at 100 and counts occurrences.
 */
export function weightFaults(form: Form): WeightFault[] {
	const faults: WeightFault[] = form.sections
		.map((section) => ({ section, sum: sumPoints(section.items) }))
		.filter(({ section, sum }) => sum !== section.weight)
		.map(({ section, sum }) => ({
			fault: 'section-sum',
			section: section.key,
			sum,
			weight: section.weight
		}));
	const sum = sumPoints(form.sections);
	const unweighted = sum === 0 && itemsOf(form).every((item) => item.weight === 0);
	return sum === 100 || unweighted ? faults : [...faults, { fault: 'form-sum', sum }];
}

const sumPoints = (parts: { weight: number }[]): number =>
	parts.reduce((sum, part) => sum + Math.round(part.weight * 1000), 0) / 1000;

const isUnique = (keys: string[]): boolean => new Set(keys).size === keys.length;
