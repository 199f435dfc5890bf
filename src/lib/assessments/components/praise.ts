import { defineComponent, perItem } from './define.ts';
import { eachTaken } from './each.ts';

/** Praiseworthy passages that reviewers found: each gives a share of the weight. */
export const praise = defineComponent({
	params: eachTaken,
	standard: { params: { each: 200 }, least: 0 },
	needs: ['praise'],
	score: ({ each }, facts) => ({
		n: facts.praise,
		value: perItem(facts.praise, each, 0),
		interval: null
	}),
	counts: (facts) => ({ n: facts.praise, selfReported: 0 })
});
