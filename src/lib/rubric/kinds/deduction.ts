import {
	countAnswer,
	countByDigit,
	countConfig,
	countedPoints,
	countFault,
	countFromText
} from './count.ts';
import { defineCriterionKind } from './define.ts';

/** Points taken from the whole form for each occurrence; it carries no weight of its own. */
export const deduction = defineCriterionKind({
	scores: 'points',
	config: countConfig,
	fault: countFault,
	answer: countAnswer,
	effect: (config, count) => ({ kind: 'points', points: -countedPoints(config, count) }),
	failed: (_config, count) => count > 0,
	outcomes: () => ({ canFail: true, canPass: true }),
	byDigit: countByDigit,
	best: () => 0,
	fromText: countFromText
});
