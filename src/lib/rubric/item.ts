/** One criterion of a form: what it asks, what it is worth, and what its answers bring with them. */
import * as v from 'valibot';
import { points } from './kinds/define.ts';
import { isKindName, kindNames, kindOf } from './kinds/index.ts';
import { NO_FIT, NO_WEIGHT } from './schema-fault.ts';
import { formText } from './text.ts';

export const key = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,59}$/));
const ms = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1));

/** Words to say or to avoid, or a passage of a recording, by its id, with what is to be heard in it. */
const example = v.union([
	v.strictObject({ words: formText }),
	v.strictObject({
		clip: v.pipe(
			v.strictObject({
				recordingId: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
				fromMs: ms,
				toMs: ms
			}),
			v.check((clip) => clip.fromMs < clip.toMs, 'an empty clip')
		),
		words: v.optional(formText)
	})
]);
const examples = v.pipe(v.array(example), v.maxLength(9));

/** When words or a passage must come with an answer. */
const demand = v.picklist(['never', 'failed', 'always']);
export type Demand = v.InferOutput<typeof demand>;

export const conditionSchema = v.strictObject({
	item: key,
	is: v.pipe(v.array(v.union([v.string(), v.number()])), v.minLength(1), v.maxLength(20))
});

export const itemSchema = v.pipe(
	v.strictObject({
		key,
		kind: v.picklist(kindNames),
		weight: points,
		text: formText,
		/** How to judge it. */
		guidance: v.optional(formText),
		examples: v.optional(v.strictObject({ good: v.optional(examples), bad: v.optional(examples) })),
		/** Words for the agent and a passage; of failed answers when left out. */
		require: v.optional(
			v.strictObject({ comment: v.optional(demand), evidence: v.optional(demand) })
		),
		/** Why it went wrong, one of these: asked for, and needed, with a failed answer. */
		rootCauses: v.optional(
			v.pipe(v.array(v.strictObject({ key, text: formText })), v.minLength(1), v.maxLength(20))
		),
		/** Asked only where an earlier item has one of these answers (rubric/condition.ts). */
		shownIf: v.optional(conditionSchema),
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
		const { kind, config, weight } = dataset.value as Partial<Record<string, unknown>>;
		if (!isKindName(kind)) return;
		if (!v.is(kindOf(kind).config, config)) addIssue({ message: `config ${NO_FIT} ${kind}` });
		if (typeof weight === 'number' && weight > 0 && kindOf(kind).scores !== 'share')
			addIssue({ message: `${kind} ${NO_WEIGHT}` });
	})
);

export type Item = v.InferOutput<typeof itemSchema>;
export type Example = v.InferOutput<typeof example>;
