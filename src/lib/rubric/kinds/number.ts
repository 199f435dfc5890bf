import * as v from 'valibot';
import { formText } from '../text.ts';
import { defineCriterionKind, figureFromText, neverFails } from './define.ts';

const bound = v.pipe(v.number(), v.minValue(-1e9), v.maxValue(1e9));

const isExact = (figure: number, decimals: number): boolean =>
	Number(figure.toFixed(decimals)) === figure;

/** A figure between two bounds, both included, with at most so many decimals; kept, never scored. */
export const number = defineCriterionKind({
	...neverFails,
	scores: 'kept',
	config: v.strictObject({
		min: bound,
		max: bound,
		/** None when left out: whole figures only. */
		decimals: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3))),
		/** What is counted, such as minutes. */
		unit: v.optional(formText)
	}),
	fault: ({ min, max }) => (min < max ? undefined : 'bounds'),
	answer: ({ min, max, decimals = 0 }) =>
		v.pipe(
			v.number(),
			v.minValue(min),
			v.maxValue(max),
			v.check((figure) => isExact(figure, decimals), 'too many decimals')
		),
	effect: () => ({ kind: 'kept' }),
	byDigit: ({ min, max }, digit) => (digit >= min && digit <= max ? digit : undefined),
	best: () => undefined,
	fromText: (_config, text) => figureFromText(text)
});
