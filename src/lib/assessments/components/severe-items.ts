import { defineComponent, perItem } from './define.ts';
import { eachTaken } from './each.ts';

/** Severe items that stand: each takes a share of the weight. What they cost in money is the ledger's matter. */
export const severeItems = defineComponent({
	params: eachTaken,
	standard: { params: { each: 250 }, least: 0 },
	needs: ['severe'],
	score: ({ each }, { severe: { n } }) => ({ n, value: perItem(n, each, 1), interval: null }),
	counts: ({ severe }) => severe
});
