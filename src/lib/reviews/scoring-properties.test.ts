import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answers } from '#lib/rubric/answer.ts';
import { shownItems } from '#lib/rubric/condition.ts';
import { itemsOf, type Form, type Item } from '#lib/rubric/form.ts';
import { anyReview, answersInOrder, givableTo } from '../../../tests/fixtures/any-form.ts';
import { scoreReview } from './scoring.ts';

const raw = (form: Form, answers: Answers) => scoreReview(form, answers).rawTenths;

/** The item at `n` of those that others do not hang on: its answer changes no other item's being asked. */
function freeItem(form: Form, n: number, but?: Item): Item | undefined {
	const named = new Set(itemsOf(form).map((item) => item.shownIf?.item));
	const free = itemsOf(form).filter(
		(item) => !named.has(item.key) && item !== but && answersInOrder(item).length > 0
	);
	return free[n % Math.max(free.length, 1)];
}

describe('for any form and answers', () => {
	it('the raw score lies between 0 and 100 and is whole tenths, and so does that of each section', () => {
		fc.assert(
			fc.property(anyReview, ({ form, answers }) => {
				const { rawTenths, sections } = scoreReview(form, answers);
				for (const tenths of [rawTenths, ...sections.map((section) => section.rawTenths)])
					if (tenths !== null)
						expect(Number.isInteger(tenths) && tenths >= 0 && tenths <= 1000).toBe(true);
				const carried = sections.reduce((sum, section) => sum + section.weightTenths, 0);
				if (carried > 0) expect(Math.abs(carried - 1000)).toBeLessThanOrEqual(sections.length);
			})
		);
	});

	// An answer that other items hang on is left out: a better one may bring a failed item into the open.
	it('a better answer never lowers it', () => {
		fc.assert(
			fc.property(anyReview, fc.nat(), ({ form, answers }, n) => {
				const item = freeItem(form, n);
				fc.pre(item !== undefined);
				const scores = answersInOrder(item).map((answer) =>
					raw(form, { ...answers, [item.key]: answer })
				);
				const scorable = scores.filter((score) => score !== null);
				expect([0, scores.length]).toContain(scorable.length);
				expect(scorable).toEqual(scorable.toSorted((a, b) => a - b));
			})
		);
	});

	// The order may become a tie (both at 0 or 100, or within a rounding), never the other way round.
	it('N/A of an item never turns the order of two reviews that agree on the rest', () => {
		fc.assert(
			fc.property(
				anyReview,
				fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
				({ form, answers }, [n, m, one, other]) => {
					const differing = freeItem(form, n!);
					fc.pre(differing !== undefined);
					const dropped = itemsOf(form)[m! % itemsOf(form).length]!;
					fc.pre(dropped !== differing);
					const given = answersInOrder(differing);
					const first = { ...answers, [differing.key]: given[one! % given.length] };
					const second = { ...answers, [differing.key]: given[other! % given.length] };
					const order = (change: Answers) =>
						Math.sign(
							(raw(form, { ...first, ...change }) ?? 0) - (raw(form, { ...second, ...change }) ?? 0)
						);
					expect(order({}) * order({ [dropped.key]: 'na' })).toBeGreaterThanOrEqual(0);
				}
			)
		);
	});

	it('the answer to a hidden item never counts, and hidden is as N/A', () => {
		fc.assert(
			fc.property(anyReview, fc.nat(), ({ form, answers }, n) => {
				const shown = new Set(shownItems(form, answers).map(({ key }) => key));
				const hidden = itemsOf(form).filter(({ key }) => !shown.has(key));
				const others = hidden.map((item): [string, unknown] => {
					const givable = givableTo(item);
					return [item.key, givable[n % givable.length]];
				});
				const score = scoreReview(form, answers);
				expect(scoreReview(form, { ...answers, ...Object.fromEntries(others) })).toEqual(score);

				const na = Object.fromEntries(hidden.map(({ key }) => [key, 'na']));
				expect(scoreReview(unconditional(form), { ...answers, ...na })).toEqual(score);
			})
		);
	});

	it('fatal hits fail the call and leave the raw score, and a code is told once', () => {
		fc.assert(
			fc.property(anyReview, ({ form, answers }) => {
				const score = scoreReview(form, answers);
				const mild = scoreReview(harmless(form), answers);
				expect(mild.rawTenths).toBe(score.rawTenths);
				expect(score.outcome).toBe(score.criticalHits.length > 0 ? 'failed' : mild.outcome);
				expect(new Set(score.severe).size).toBe(score.severe.length);
			})
		);
	});
});

const withItems = (form: Form, change: (item: Item) => Item): Form => ({
	...form,
	sections: form.sections.map((section) => ({ ...section, items: section.items.map(change) }))
});
const unconditional = (form: Form) => withItems(form, (item) => ({ ...item, shownIf: undefined }));
const harmless = (form: Form) => withItems(form, (item) => ({ ...item, fatal: undefined }));
