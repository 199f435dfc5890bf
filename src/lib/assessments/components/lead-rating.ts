import * as v from 'valibot';
import { defineComponent } from './define.ts';
import { rated } from './rated.ts';

/** What the team's lead thinks of attitude and teamwork (house rule M17). */
export const leadRating = defineComponent({
	params: v.strictObject({}),
	standard: { params: {}, least: 1 },
	needs: ['leadRatings'],
	score: (_params, facts) => rated(facts.leadRatings)
});
