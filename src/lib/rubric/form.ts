/**
 * The form of a rubric: sections of criteria ("items") with points. Mission §3's two standard
 * forms are in standard/. A published form is stored as canonical JSON and never changes.
 *
 * Points: the weights of the items of a section sum to the section's weight, those of the
 * sections to 100; scoring takes them as proportions, so that N/A can give weight away.
 */
import * as v from 'valibot';
import { callKinds } from '#lib/recordings/call.ts';
import { kindNames, kindOf } from './kinds/index.ts';
import { formText } from './text.ts';

export { text, type FormLocale, type FormText } from './text.ts';

const key = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,59}$/));
/** Points with at most three decimals, so that sums are exact. */
const points = v.pipe(
	v.number(),
	v.minValue(0),
	v.maxValue(100),
	v.check((value) => Math.round(value * 1000) / 1000 === value, 'at most three decimals')
);

const itemSchema = v.pipe(
	v.strictObject({
		key,
		kind: v.picklist(kindNames),
		weight: points,
		text: formText,
		/** One line on how to judge it. */
		guidance: v.optional(formText),
		/** Code of the severe item that a failed answer is; counted once a call and code. */
		severe: v.optional(key),
		/** A failed answer fails the whole form, or marks its section failed. */
		fatal: v.optional(v.picklist(['form', 'section'])),
		naAllowed: v.boolean(),
		/** What a flawless, ordinary call gets, when that is N/A rather than the best answer. */
		usual: v.optional(v.literal('na')),
		config: v.unknown(),
		/** Asked in the agent's own self-check too. */
		selfCheck: v.optional(v.boolean())
	}),
	v.rawCheck(({ dataset, addIssue }) => {
		if (!dataset.typed) return;
		const { kind, config, weight } = dataset.value;
		if (!v.is(kindOf(kind).config, config)) addIssue({ message: `config does not fit ${kind}` });
		if (weight > 0 && !['yes-no', 'scale'].includes(kind))
			addIssue({ message: `${kind} carries no weight` });
	})
);

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
	v.check((form) => isUnique(form.sections.map((section) => section.key)), 'section keys repeat'),
	v.check(
		(form) => isUnique(form.sections.flatMap(({ items }) => items.map((item) => item.key))),
		'item keys repeat'
	)
);

export type Form = v.InferOutput<typeof formSchema>;
export type Section = v.InferOutput<typeof sectionSchema>;
export type Item = v.InferOutput<typeof itemSchema>;

/** Reads a form as stored or as a file; throws a ValiError on anything that is not one. */
export const parseForm = (value: unknown): Form => v.parse(formSchema, value);

/** All items in the order of the form. */
export const itemsOf = (form: { sections: { items: Item[] }[] }): Item[] =>
	form.sections.flatMap((section) => section.items);

export type WeightFault =
	| { fault: 'form-sum'; sum: number }
	| { fault: 'section-sum'; section: string; sum: number; weight: number };

/** What keeps a form from publishing: sections that do not sum to 100, items that do not sum to their section. */
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
	return sum === 100 ? faults : [...faults, { fault: 'form-sum', sum }];
}

const sumPoints = (parts: { weight: number }[]): number =>
	parts.reduce((sum, part) => sum + Math.round(part.weight * 1000), 0) / 1000;

const isUnique = (keys: string[]): boolean => new Set(keys).size === keys.length;
