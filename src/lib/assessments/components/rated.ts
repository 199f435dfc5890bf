import { fraction } from '#lib/shared/fraction.ts';
import { meanScore } from '../mean.ts';
import { meanOfShares, tooFew, type RatedBy, type Scored } from './define.ts';

/** The mean over raters, each with the mean of the criteria. */
export function rated(raters: readonly RatedBy[]): Scored {
	const n = raters.length;
	if (n === 0) return tooFew(0);
	const value = meanOfShares(raters.map(({ sum, criteria }) => fraction(sum, criteria * 100)));
	const { interval } = meanScore(
		raters.map(({ sum, criteria }) => Math.round((sum * 10) / criteria))
	);
	return {
		n,
		value,
		interval: interval && [Math.round(interval[0] * 10), Math.round(interval[1] * 10)]
	};
}
