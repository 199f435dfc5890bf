import { describe, expect, it } from 'vitest';
import { agentMonth, decidingReviews, severeItems, type CountedReview } from './month.ts';

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
});

describe('agentMonth', () => {
	const lin = {
		agentId: 'lin',
		staffNo: '1001',
		name: '林晓',
		teamId: null,
		team: null,
		departmentId: null
	};

	it('takes the audit’s score for a call that the lead had reviewed, and counts both as reviews', () => {
		const audited = { submittedAt: new Date('2026-03-09T01:00:00Z'), rawTenths: 500 };
		const reviews = [
			aReview({ reviewId: 'r1', severe: ['address-wrong'] }),
			aReview({ reviewId: 'r2', recordingId: 'c2', rawTenths: 800 }),
			aReview({ reviewId: 'r3', ...audited, severe: ['address-wrong'] })
		];
		expect(agentMonth(lin, reviews, { praise: 0, selfChecks: 0 }, steps)).toMatchObject({
			reviews: 3,
			scored: 2,
			meanScore: 65,
			severe: 1,
			amountFen: 1000
		});
	});

	it('counts a review that could not be scored, and leaves it out of the mean', () => {
		const reviews = [aReview(), aReview({ reviewId: 'r2', recordingId: 'c2', rawTenths: null })];
		expect(agentMonth(lin, reviews, { praise: 0, selfChecks: 0 }, steps)).toMatchObject({
			reviews: 2,
			scored: 1,
			meanScore: 90,
			interval: null,
			amountFen: 0,
			perItemFen: []
		});
	});
});
