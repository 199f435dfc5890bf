import * as v from 'valibot';
import { achieved, indicatorKey } from '../indicator.ts';
import { defineComponent, meanOfShares, tooFew } from './define.ts';

/** Service indicators against their targets: the mean of how far each was reached. They count everything, so there is no interval. */
export const indicators = defineComponent({
	params: v.strictObject({
		/** Keys of indicators; none named means every one that has a value. */
		keys: v.pipe(v.array(indicatorKey), v.maxLength(50))
	}),
	standard: { params: { keys: [] }, least: 1 },
	needs: ['indicators'],
	score({ keys }, facts) {
		const counted = facts.indicators.filter(({ key }) => keys.length === 0 || keys.includes(key));
		if (counted.length === 0) return tooFew(0);
		return { n: counted.length, value: meanOfShares(counted.map(achieved)), interval: null };
	}
});
