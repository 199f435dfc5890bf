import { defineComponent, perItem } from './define.ts';
import { eachTaken } from './each.ts';

/** Who knew and did not report (house rule M10), as a person ruled: each takes a share of the weight. */
export const concealment = defineComponent({
	params: eachTaken,
	standard: { params: { each: 500 }, least: 0 },
	needs: ['concealed'],
	score: ({ each }, { concealed: n }) => ({ n, value: perItem(n, each, 1), interval: null }),
	counts: ({ concealed }) => ({ n: concealed, selfReported: 0 })
});
