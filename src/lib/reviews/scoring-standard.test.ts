import { describe, expect, it } from 'vitest';
import { flawlessAnswer, type Answers } from '#lib/rubric/answer.ts';
import { itemsOf, type Form } from '#lib/rubric/form.ts';
import { standardForms } from '#lib/rubric/standard/index.ts';
import { answersInOrder } from '../../../tests/fixtures/any-form.ts';
import { scoreReview } from './scoring.ts';

const raw = (form: Form, answers: Answers) => scoreReview(form, answers).rawTenths;

describe('the standard forms', () => {
	it('score an enquiry with the form for reports, without what only a reported fault needs', () => {
		const { form } = standardForms[0]!;
		const unasked = itemsOf(form).filter(
			({ key }) =>
				key === 'says-repairer-contacts' ||
				form.sections.some(
					(section) =>
						['read-back', 'registration'].includes(section.key) &&
						section.items.some((item) => item.key === key)
				)
		);
		expect(unasked).toHaveLength(8);
		expect(unasked.every(({ naAllowed }) => naAllowed)).toBe(true);
		const flawless: Answers = Object.fromEntries(
			itemsOf(form).map((item) => [item.key, flawlessAnswer(item)])
		);
		const enquiry = { ...flawless, ...Object.fromEntries(unasked.map(({ key }) => [key, 'na'])) };
		expect(raw(form, enquiry)).toBe(1000);
		expect(raw(form, { ...enquiry, greeting: 'no' })).toBe(900);
		expect(raw(form, { ...flawless, greeting: 'no' })).toBe(940);
		expect(scoreReview(form, { ...enquiry, 'no-invalid-promise': 'no' }).outcome).toBe('failed');
	});

	it('give 100 to a flawless call and 0 to the worst', () => {
		for (const { form } of standardForms) {
			const all = (pick: 0 | -1) =>
				Object.fromEntries(
					itemsOf(form)
						.filter((item) => answersInOrder(item).length > 0)
						.map((item) => [item.key, answersInOrder(item).at(pick)])
				);
			expect([raw(form, all(-1)), raw(form, all(0))]).toEqual([1000, 0]);
		}
	});
});
