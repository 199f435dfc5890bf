import {
	countAnswer,
	countByDigit,
	countConfig,
	countedPoints,
	countFault,
	countFromText
} from './count.ts';
import { defineCriterionKind, neverFails } from './define.ts';

/** Points added to the whole form for each occurrence, never above 100; it carries no weight. */
export const bonus = defineCriterionKind({
	...neverFails,
	scores: 'points',
	config: countConfig,
	fault: countFault,
	answer: countAnswer,
	effect: (config, count) => ({ kind: 'points', points: countedPoints(config, count) }),
	byDigit: countByDigit,
	best: () => 0,
	fromText: countFromText
});
