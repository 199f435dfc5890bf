import * as v from 'valibot';
import { defineCriterionKind, neverFails } from './define.ts';

const MOST = 2000;

/** Words of the reviewer, kept and never scored. */
export const text = defineCriterionKind({
	...neverFails,
	scores: 'kept',
	config: v.strictObject({
		/** Characters; 2000 when left out. */
		maxLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST)))
	}),
	answer: ({ maxLength = MOST }) =>
		v.pipe(
			v.string(),
			v.check((words) => words.trim() !== '' && !words.includes('\u0000'), 'no words'),
			v.maxLength(maxLength),
			v.notValue('na')
		),
	effect: () => ({ kind: 'kept' }),
	byDigit: () => undefined,
	best: () => undefined,
	fromText: (_config, words) => words || undefined
});
