import { describe, expect, it } from 'vitest';
import type { Answers } from '#lib/rubric/answer.ts';
import type { Form } from '#lib/rubric/form.ts';
import { aForm, counted, yesNo } from '../../../tests/fixtures/forms.ts';
import { scoreReview } from './scoring.ts';

const raw = (form: Form, answers: Answers) => scoreReview(form, answers).rawTenths;

describe('points per occurrence', () => {
	it('start at 100 in a form without weights and stop at 0', () => {
		const form = aForm([[0, [counted('d', 'deduction', 30)]]]);
		expect([0, 1, 3, 4].map((count) => raw(form, { d: count }))).toEqual([1000, 700, 100, 0]);
		expect(raw(form, { d: 'na' })).toBeNull();
	});
	it('are taken from the weighted score, never more often than allowed', () => {
		const form = aForm([
			[100, [yesNo('a', 80), yesNo('b', 20), counted('d', 'deduction', 2.5, 2)]]
		]);
		expect(raw(form, { a: 'yes', b: 'no', d: 1 })).toBe(775);
		expect(raw(form, { a: 'yes', b: 'no', d: 7 })).toBe(750);
	});
	it('cannot make a score where every weighted item is N/A', () => {
		const form = aForm([[100, [yesNo('a', 100), counted('d', 'deduction', 10)]]]);
		expect(scoreReview(form, { a: 'na', d: 1 })).toMatchObject({
			rawTenths: null,
			outcome: 'not-scorable'
		});
	});
	it('add as a bonus, never above 100', () => {
		const form = aForm([[100, [yesNo('a', 90), yesNo('b', 10), counted('p', 'bonus', 5)]]]);
		expect([0, 1, 2, 3].map((p) => raw(form, { a: 'yes', b: 'no', p }))).toEqual([
			900, 950, 1000, 1000
		]);
	});
	it('are counted exactly, and rounded with the rest', () => {
		const form = aForm([[100, [yesNo('a', 1), yesNo('b', 2), counted('d', 'deduction', 0.1, 9)]]]);
		expect(raw(form, { a: 'no', b: 'yes', d: 3 })).toBe(664);
		const bonus = aForm([[100, [yesNo('a', 2), yesNo('b', 1), counted('p', 'bonus', 0.05)]]]);
		expect(raw(bonus, { a: 'yes', b: 'no', p: 1 })).toBe(667);
	});
	it('of a bonus and of a deduction meet before the bounds do', () => {
		const both = aForm([
			[100, [yesNo('a', 100), counted('p', 'bonus', 20), counted('d', 'deduction', 15)]]
		]);
		expect(raw(both, { a: 'yes', p: 1, d: 1 })).toBe(1000);
		expect(raw(both, { a: 'no', p: 1, d: 1 })).toBe(50);
		expect(raw(both, { a: 'no', p: 0, d: 1 })).toBe(0);
	});
	it('are not taken for N/A', () => {
		const form = aForm([[100, [yesNo('a', 100), counted('d', 'deduction', 10)]]]);
		expect(raw(form, { a: 'yes', d: 'na' })).toBe(1000);
	});
});
