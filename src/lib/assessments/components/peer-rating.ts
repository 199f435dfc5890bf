import * as v from 'valibot';
import { defineComponent } from './define.ts';
import { rated } from './rated.ts';

/** What colleagues of the team think; of fewer than three nobody could stay unnamed. */
export const peerRating = defineComponent({
	params: v.strictObject({}),
	standard: { params: {}, least: 3 },
	needs: ['peerRatings'],
	score: (_params, facts) => rated(facts.peerRatings)
});
