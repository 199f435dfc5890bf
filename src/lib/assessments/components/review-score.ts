import * as v from 'valibot';
import { reviewKinds } from '#lib/reviews/review.ts';
import { fraction } from '#lib/shared/fraction.ts';
import { wilson } from '#lib/shared/proportion.ts';
import { addSums, meanOf, noSums } from '../mean.ts';
import { defineComponent, tooFew, type ReviewSums } from './define.ts';

/** Reviews by source and rubric: the mean of their scores, or the share of them at standard. */
export const reviewScore = defineComponent({
	params: v.strictObject({
		sources: v.pipe(v.array(v.picklist(reviewKinds)), v.minLength(1), v.maxLength(3)),
		/** Keys of rubrics; none named means all. */
		rubrics: v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(80))), v.maxLength(20)),
		by: v.picklist(['mean', 'share-at-standard'])
	}),
	standard: { params: { sources: [...reviewKinds], rubrics: [], by: 'mean' }, least: 5 },
	needs: ['reviews'],
	score({ sources, rubrics, by }, facts) {
		const counted = facts.reviews.filter(
			({ kind, rubricKey }) =>
				sources.includes(kind) && (rubrics.length === 0 || rubrics.includes(rubricKey))
		);
		const sums = counted.reduce(addSums, noSums);
		if (sums.n === 0) return tooFew(0);
		if (by === 'share-at-standard') return atStandard(counted, sums.n);
		const { interval } = meanOf(sums);
		return {
			n: sums.n,
			value: fraction(sums.sum, sums.n * 1000),
			interval: interval && [Math.round(interval[0] * 10), Math.round(interval[1] * 10)]
		};
	}
});

function atStandard(counted: readonly ReviewSums[], n: number) {
	const passed = counted.reduce((sum, one) => sum + one.passed, 0);
	const [low, high] = wilson(passed, n)!;
	const interval: [number, number] = [Math.round(low * 1000), Math.round(high * 1000)];
	return { n, value: fraction(passed, n), interval };
}
