import { countAnswer, countByDigit, countConfig, countedPoints, countFromText } from './count.ts';
import { defineCriterionKind } from './define.ts';

/** Points added to the whole form for each occurrence, never above 100; it carries no weight. */
export const bonus = defineCriterionKind({
	config: countConfig,
	answer: countAnswer,
	effect: (config, count) => ({ kind: 'points', points: countedPoints(config, count) }),
	failed: () => false,
	byDigit: countByDigit,
	best: () => 0,
	fromText: countFromText
});
