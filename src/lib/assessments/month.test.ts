import { describe, expect, it } from 'vitest';
import { decidingReviews, severeItems, type CountedReview } from './month.ts';

const steps = [
	{ from: 1, amountFen: 1000 },
	{ from: 4, amountFen: 6000 }
];

const aReview = (overrides: Partial<CountedReview> = {}): CountedReview => ({
	reviewId: 'r1',
	agentId: 'lin',
	recordingId: 'c1',
	callStartedAt: new Date('2026-03-02T09:00:00Z'),
	submittedAt: new Date('2026-03-04T01:00:00Z'),
	rawTenths: 900,
	severe: [],
	...overrides
});

describe('severeItems', () => {
	it('prices in the order of the calls, not of the reviews', () => {
		const later = aReview({ reviewId: 'r1', recordingId: 'c2', severe: ['station-wrong'] });
		later.callStartedAt = new Date('2026-03-03T09:00:00Z');
		const earlier = aReview({ reviewId: 'r2', severe: ['invalid-promise', 'address-wrong'] });
		expect(severeItems([later, earlier], steps).map(({ code }) => code)).toEqual([
			'address-wrong',
			'invalid-promise',
			'station-wrong'
		]);
	});

	it('prices a code once per call, as the newest review of it has it', () => {
		const lead = aReview({ reviewId: 'r2', severe: ['invalid-promise', 'station-wrong'] });
		const head = aReview({
			reviewId: 'r1',
			submittedAt: new Date('2026-03-09T01:00:00Z'),
			severe: ['invalid-promise', 'invalid-promise', 'address-wrong']
		});
		const other = aReview({ reviewId: 'r3', recordingId: 'c0', severe: ['invalid-promise'] });
		for (const reviews of [
			[lead, head, other],
			[other, head, lead]
		])
			expect(severeItems(reviews, steps).map(({ code, reviewId }) => [code, reviewId])).toEqual([
				['address-wrong', 'r1'],
				['invalid-promise', 'r1'],
				['invalid-promise', 'r3']
			]);
	});

	it('lets the higher id decide between reviews of the same instant', () => {
		const reviews = [aReview({ reviewId: 'r2' }), aReview({ severe: ['address-wrong'] })];
		expect(severeItems(reviews, steps)).toEqual([]);
		expect(decidingReviews(reviews).map(({ reviewId }) => reviewId)).toEqual(['r2']);
	});

	it('adds 50 yuan to each beyond the third: 10, 20, 30, 90, 150', () => {
		const reviews = [1, 2, 3, 4, 5].map((n) =>
			aReview({ reviewId: `r${n}`, recordingId: `c${n}`, severe: ['address-wrong'] })
		);
		expect(severeItems(reviews, steps).map(({ runningFen }) => runningFen)).toEqual([
			1000, 2000, 3000, 9000, 15_000
		]);
	});

	it('charges the centre’s share for what the agent reported first', () => {
		const reviews = [1, 2, 3, 4].map((n) =>
			aReview({ reviewId: `r${n}`, recordingId: `c${n}`, severe: ['address-wrong'] })
		);
		const reported = { share: 500, recordings: new Set(['c1', 'c4']) };
		expect(severeItems(reviews, steps, reported).map(({ amountFen }) => amountFen)).toEqual([
			500, 1000, 1000, 3000
		]);
	});
});
