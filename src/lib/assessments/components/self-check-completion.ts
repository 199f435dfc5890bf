import * as v from 'valibot';
import { fraction } from '#lib/shared/fraction.ts';
import { defineComponent, tooFew } from './define.ts';

const permille = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000));

/** The day's listening workload (house rule M11): tasks done of those due. All are counted, none sampled: no interval. */
export const selfCheckCompletion = defineComponent({
	params: v.strictObject({
		/** What a task counts that looks perfunctory, and what one does that was done after its time. */
		perfunctory: permille,
		late: permille
	}),
	standard: { params: { perfunctory: 500, late: 1000 }, least: 1 },
	needs: ['checks'],
	score({ perfunctory, late }, { checks }) {
		if (checks.due === 0) return tooFew(0);
		const whole = checks.done - checks.late - checks.hasty;
		const counted = whole * 1000 + checks.hasty * perfunctory + checks.late * late;
		return { n: checks.due, value: fraction(counted, checks.due * 1000), interval: null };
	}
});
