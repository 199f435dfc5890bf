import { defineComponent, perItem } from './define.ts';
import { eachTaken } from './each.ts';

/** Failed criteria that are not severe: each takes a share of the weight, those that the agent reported first none. */
export const violations = defineComponent({
	params: eachTaken,
	standard: { params: { each: 50 }, least: 0 },
	needs: ['violations'],
	score: ({ each }, { violations: { n, selfReported } }) => ({
		n,
		value: perItem(n - selfReported, each, 1),
		interval: null
	}),
	counts: (facts) => facts.violations
});
