import { describe, expect, it } from 'vitest';
import { aForm, counted, yesNo } from '../../../tests/fixtures/forms.ts';
import { scoreReview } from './scoring.ts';

const onlyIf = (item: string, ...is: string[]) => ({ shownIf: { item, is } });

describe('an item that is not asked', () => {
	const form = aForm([
		[60, [yesNo('a', 40), yesNo('b', 20, onlyIf('a', 'yes'))]],
		[40, [yesNo('c', 40, onlyIf('b', 'no'))]]
	]);
	it.each([
		['asked and failed', { a: 'yes', b: 'no', c: 'no' }, 400],
		['hidden: gives its weight to its section', { a: 'no', b: 'yes' }, 0],
		['the section after it hidden: all weight is with the first', { a: 'yes', b: 'yes' }, 1000],
		[
			'hidden with a hidden one, though its answer would show it',
			{ a: 'no', b: 'no', c: 'yes' },
			0
		],
		['hidden by N/A', { a: 'na', b: 'yes', c: 'yes' }, null]
	])('%s', (_name, answers, expected) => {
		expect(scoreReview(form, answers).rawTenths).toBe(expected);
	});
	it('is not open, and an asked one is', () => {
		expect(scoreReview(form, { a: 'no' }).open).toEqual([]);
		expect(scoreReview(form, { a: 'yes' }).open).toEqual(['b']);
		expect(scoreReview(form, {}).open).toEqual(['a']);
	});

	const grave = aForm([
		[
			100,
			[
				yesNo('a', 100),
				yesNo('b', 0, { ...onlyIf('a', 'no'), fatal: 'section', severe: 'address-wrong' }),
				{ ...counted('d', 'deduction', 10), ...onlyIf('a', 'no') }
			]
		]
	]);
	it('is neither fatal nor severe and takes no points, whatever was answered', () => {
		const score = scoreReview(grave, { a: 'yes', b: 'no', d: 3 });
		expect(score).toMatchObject({
			rawTenths: 1000,
			outcome: 'passed',
			criticalHits: [],
			severe: []
		});
		expect(score.sections[0]!.failed).toBe(false);
	});
	it('is all of that once it is asked', () => {
		expect(scoreReview(grave, { a: 'no', b: 'no', d: 3 })).toMatchObject({
			rawTenths: 0,
			outcome: 'failed',
			criticalHits: ['b'],
			severe: ['address-wrong']
		});
	});
});
