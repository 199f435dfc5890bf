import * as v from 'valibot';
import { defineCriterionKind } from './define.ts';

/** Done or not done: all of the weight or none of it. */
export const yesNo = defineCriterionKind({
	scores: 'share',
	config: v.strictObject({}),
	answer: () => v.picklist(['yes', 'no']),
	effect: (_config, answer) => ({
		kind: 'share',
		share: { earned: answer === 'yes' ? 1 : 0, of: 1 }
	}),
	failed: (_config, answer) => answer === 'no',
	outcomes: () => ({ canFail: true, canPass: true }),
	byDigit: (_config, digit) => (['yes', 'no'] as const)[digit - 1],
	best: () => 'yes' as const,
	fromText: (_config, text) => text || undefined
});
