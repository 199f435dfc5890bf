import { describe, expect, it } from 'vitest';
import type { Answers } from '#lib/rubric/answer.ts';
import type { Form } from '#lib/rubric/form.ts';
import { aForm, choice, scale, yesNo } from '../../../tests/fixtures/forms.ts';
import { scoreReview } from './scoring.ts';

const raw = (form: Form, answers: Answers) => scoreReview(form, answers).rawTenths;

describe('weights', () => {
	const form = aForm([
		[60, [yesNo('a', 40), yesNo('b', 20)]],
		[40, [yesNo('c', 40)]]
	]);
	it.each([
		['all yes', { a: 'yes', b: 'yes', c: 'yes' }, 1000],
		['all no', { a: 'no', b: 'no', c: 'no' }, 0],
		['b no', { a: 'yes', b: 'no', c: 'yes' }, 800],
		['b N/A gives to a, inside its section', { a: 'no', b: 'na', c: 'yes' }, 400],
		['the first section N/A gives all to the second', { a: 'na', b: 'na', c: 'no' }, 0],
		['one item left of the whole form', { a: 'na', b: 'yes', c: 'na' }, 1000],
		['everything N/A is not scorable', { a: 'na', b: 'na', c: 'na' }, null],
		['nothing answered yet', {}, null]
	])('%s', (_name, answers, expected) => {
		expect(raw(form, answers)).toBe(expected);
	});
	it('says what each section carries now', () => {
		expect(scoreReview(form, { a: 'no', b: 'yes', c: 'na' }).sections).toEqual([
			{ key: 's1', rawTenths: 333, weightTenths: 1000, failed: false },
			{ key: 's2', rawTenths: null, weightTenths: 0, failed: false }
		]);
	});
	it('gives the weight of an empty section to the others in proportion', () => {
		const three = aForm([
			[50, [yesNo('a', 50)]],
			[30, [yesNo('b', 30)]],
			[20, [yesNo('c', 20)]]
		]);
		const score = scoreReview(three, { a: 'na', b: 'yes', c: 'no' });
		expect(score.rawTenths).toBe(600);
		expect(score.sections.map((section) => section.weightTenths)).toEqual([0, 600, 400]);
	});
});

describe('rounding', () => {
	it.each([
		['82.25 goes up to 82.3', 82.25, 823],
		['0.05 goes up to 0.1', 0.05, 1],
		['82.249 stays 82.2', 82.249, 822],
		['one third is 33.3', 100 / 3, 333]
	])('%s', (_name, points, expected) => {
		const weight = Math.round(points * 1000) / 1000;
		expect(
			raw(aForm([[100, [yesNo('a', weight), yesNo('b', 100 - weight)]]]), { a: 'yes', b: 'no' })
		).toBe(expected);
	});
	it('rounds once: thirds of thirds sum exactly', () => {
		const form = aForm([
			[33.333, [scale('a', 1, 4)]],
			[33.333, [scale('b', 1, 4)]],
			[33.334, [scale('c', 1, 4)]]
		]);
		expect(raw(form, { a: 4, b: 4, c: 4 })).toBe(1000);
		expect(raw(form, { a: 2, b: 2, c: 2 })).toBe(333);
	});
});

describe('shares of the weight', () => {
	it('follow the option of a choice and the step of a scale', () => {
		const form = aForm([[100, [choice('a', 60, [100, 62.5, 0]), scale('b', 40, 5)]]]);
		expect(raw(form, { a: 'o2', b: 4 })).toBe(675);
		expect(raw(form, { a: 'o3', b: 1 })).toBe(0);
	});
	it('are nothing for answers that are only kept, and these take no weight', () => {
		const kept = [
			{ ...yesNo('n', 0), kind: 'number' as const, config: { min: 0, max: 9 } },
			{ ...yesNo('t', 0), kind: 'text' as const }
		];
		const form = aForm([[100, [yesNo('a', 75), yesNo('b', 25), ...kept]]]);
		expect(raw(form, { a: 'yes', b: 'no', n: 3, t: 'words' })).toBe(750);
		expect(raw(form, { a: 'na', b: 'na', n: 3, t: 'words' })).toBeNull();
	});
	it('ignore how sections and items are numbered: weights are proportions', () => {
		const form = aForm([
			[5, [yesNo('a', 7), yesNo('b', 21)]],
			[15, [yesNo('c', 1)]]
		]);
		expect(raw(form, { a: 'no', b: 'yes', c: 'yes' })).toBe(938);
	});
});
