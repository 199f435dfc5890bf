import { describe, expect, it } from 'vitest';
import { aForm, counted, yesNo } from '../../../tests/fixtures/forms.ts';
import { scoreReview } from './scoring.ts';

describe('outcome, critical hits and severe items', () => {
	const form = aForm(
		[
			[90, [yesNo('a', 80), yesNo('b', 10, { fatal: 'section' })]],
			[10, [yesNo('c', 5, { fatal: 'form', severe: 'x' }), yesNo('d', 5, { severe: 'x' })]]
		],
		80
	);
	const fine = { a: 'yes', b: 'yes', c: 'yes', d: 'yes' };
	it('leave the raw score as it is', () => {
		expect(scoreReview(form, { ...fine, c: 'no' })).toMatchObject({
			rawTenths: 950,
			outcome: 'failed',
			criticalHits: ['c'],
			severe: ['x']
		});
	});
	it('mark the section whose fatal item failed', () => {
		const score = scoreReview(form, { ...fine, b: 'no' });
		expect(score).toMatchObject({ outcome: 'failed', criticalHits: ['b'], severe: [] });
		expect(score.sections.map((section) => section.failed)).toEqual([true, false]);
	});
	it('count a severe code once a call, and nothing for N/A', () => {
		expect(scoreReview(form, { ...fine, c: 'no', d: 'no' }).severe).toEqual(['x']);
		expect(scoreReview(form, { ...fine, c: 'na', d: 'na' }).severe).toEqual([]);
	});
	it('fail below the pass mark and pass exactly on it', () => {
		const scored = (points: number) =>
			scoreReview(aForm([[100, [yesNo('a', points), yesNo('b', 100 - points)]]], 80), {
				a: 'yes',
				b: 'no'
			}).outcome;
		expect([79.9, 80].map(scored)).toEqual(['failed', 'passed']);
	});
	it('name the items still open', () => {
		expect(scoreReview(form, { a: 'yes' }).open).toEqual(['b', 'c', 'd']);
	});
	it('take an occurrence for a finding', () => {
		const counting = aForm([
			[100, [yesNo('a', 100), { ...counted('d', 'deduction', 5), fatal: 'form', severe: 'rude' }]]
		]);
		expect(scoreReview(counting, { a: 'yes', d: 3 })).toMatchObject({
			rawTenths: 850,
			outcome: 'failed',
			criticalHits: ['d'],
			severe: ['rude']
		});
		expect(scoreReview(counting, { a: 'yes', d: 0 })).toMatchObject({
			outcome: 'passed',
			criticalHits: [],
			severe: []
		});
	});
	it('are told beside the score of a call that cannot be scored', () => {
		const kept = aForm([[100, [yesNo('a', 100), yesNo('c', 0, { fatal: 'form', severe: 'x' })]]]);
		expect(scoreReview(kept, { a: 'na', c: 'no' })).toMatchObject({
			rawTenths: null,
			outcome: 'failed',
			criticalHits: ['c'],
			severe: ['x']
		});
	});
});
