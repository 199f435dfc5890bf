import * as v from 'valibot';
import { formText } from '../text.ts';
import { defineCriterionKind, figureFromText } from './define.ts';

/** Two to eleven steps from worst (1, nothing of the weight) to best (all of it), evenly spaced. */
export const scale = defineCriterionKind({
	scores: 'share',
	config: v.strictObject({
		steps: v.pipe(v.array(formText), v.minLength(2), v.maxLength(11)),
		/** The highest step that still counts as failed. */
		failUpTo: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10))
	}),
	answer: (config) =>
		v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(config.steps.length)),
	effect: (config, answer) => ({
		kind: 'share',
		share: { earned: answer - 1, of: config.steps.length - 1 }
	}),
	failed: (config, answer) => answer <= config.failUpTo,
	outcomes: ({ steps, failUpTo }) => ({ canFail: failUpTo > 0, canPass: failUpTo < steps.length }),
	byDigit: (config, digit) => (digit <= config.steps.length ? digit : undefined),
	best: (config) => config.steps.length,
	fromText: (_config, text) => figureFromText(text)
});
