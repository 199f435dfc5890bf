import * as v from 'valibot';
import { fraction } from '#lib/shared/fraction.ts';
import { defineComponent, tooFew } from './define.ts';

/** Events of the month that the person reported, of those there were to report. */
export const events = defineComponent({
	params: v.strictObject({}),
	standard: { params: {}, least: 1 },
	needs: ['events'],
	score(_params, { events: { reported, omitted } }) {
		const n = reported + omitted;
		return n === 0 ? tooFew(0) : { n, value: fraction(reported, n), interval: null };
	},
	counts: (facts) => ({ n: facts.events.reported, selfReported: 0 })
});
