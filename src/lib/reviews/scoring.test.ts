import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerByDigit, flawlessAnswer, type Answers } from '#lib/rubric/answer.ts';
import { itemsOf, type Form, type Item } from '#lib/rubric/form.ts';
import { standardForms } from '#lib/rubric/standard/index.ts';
import { scoreReview } from './scoring.ts';

const text = { en: 'x', 'zh-CN': '某' };
const yesNo = (key: string, weight: number, extra: Partial<Item> = {}): Item => ({
	key,
	kind: 'yes-no',
	weight,
	text,
	naAllowed: true,
	config: {},
	...extra
});
const scale = (key: string, weight: number, steps: number): Item => ({
	...yesNo(key, weight),
	kind: 'scale',
	config: { steps: Array.from({ length: steps }, () => text), failUpTo: 1 }
});
const counted = (key: string, kind: 'deduction' | 'bonus', points: number, most = 9): Item => ({
	...yesNo(key, 0),
	kind,
	config: { points, most }
});
const aForm = (sections: [weight: number, items: Item[]][], passMark?: number): Form => ({
	title: text,
	callKind: 'report',
	passMark,
	sections: sections.map(([weight, items], index) => ({
		key: `s${index + 1}`,
		title: text,
		weight,
		items
	}))
});
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
});

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
});

const anyItem = (key: string): fc.Arbitrary<Item> =>
	fc.oneof(
		fc.integer({ min: 1, max: 40 }).map((weight) => yesNo(key, weight)),
		fc
			.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 2, max: 11 }))
			.map(([weight, steps]) => scale(key, weight, steps)),
		fc.integer({ min: 1, max: 30 }).map((points) => counted(key, 'deduction', points))
	);
const anyForm = fc
	.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 4 })), {
		minLength: 1,
		maxLength: 5
	})
	.chain((shape) =>
		fc.tuple(
			...shape.map(([weight, count], s) =>
				fc
					.tuple(...Array.from({ length: count }, (_, i) => anyItem(`i${s}-${i}`)))
					.map((items): [number, Item[]] => [weight, items])
			)
		)
	)
	.map((sections) => aForm(sections));
const anyAnswer = (item: Item): fc.Arbitrary<unknown> =>
	fc.oneof(
		fc.constant('na'),
		fc
			.integer({ min: 1, max: 10 })
			.map((digit) => answerByDigit(item, digit) ?? answerByDigit(item, 1))
	);
const anyReview = anyForm.chain((form) =>
	fc.tuple(...itemsOf(form).map(anyAnswer)).map((answers) => ({
		form,
		answers: Object.fromEntries<unknown>(itemsOf(form).map((item, i) => [item.key, answers[i]]))
	}))
);
/** Answers of an item from worst to best. */
const ranked = (item: Item) => {
	const all = Array.from({ length: 10 }, (_, i) => answerByDigit(item, i + 1)).filter(
		(answer) => answer !== undefined
	);
	return item.kind === 'scale' ? all : all.reverse();
};

describe('for any form and answers', () => {
	it('the raw score lies between 0 and 100 and is whole tenths', () => {
		fc.assert(
			fc.property(anyReview, ({ form, answers }) => {
				const { rawTenths, sections } = scoreReview(form, answers);
				if (rawTenths === null) return;
				expect(Number.isInteger(rawTenths) && rawTenths >= 0 && rawTenths <= 1000).toBe(true);
				const carried = sections.reduce((sum, section) => sum + section.weightTenths, 0);
				if (carried > 0) expect(Math.abs(carried - 1000)).toBeLessThanOrEqual(sections.length);
			})
		);
	});
	it('a better answer never lowers it', () => {
		fc.assert(
			fc.property(anyReview, fc.nat(), ({ form, answers }, n) => {
				const item = itemsOf(form)[n % itemsOf(form).length]!;
				const scores = ranked(item).map((answer) => raw(form, { ...answers, [item.key]: answer }));
				expect(scores).toEqual([...scores].sort((a, b) => (a ?? 0) - (b ?? 0)));
			})
		);
	});
	it('N/A of an item never turns the order of two reviews that differ in another', () => {
		fc.assert(
			fc.property(anyReview, fc.nat(), fc.nat(), ({ form, answers }, n, m) => {
				const items = itemsOf(form);
				const differing = items[n % items.length]!;
				const other = items[m % items.length]!;
				if (differing === other) return;
				const [worst, best] = [ranked(differing)[0], ranked(differing).at(-1)];
				const dropped = { ...answers, [other.key]: 'na' };
				const low = raw(form, { ...dropped, [differing.key]: worst });
				const high = raw(form, { ...dropped, [differing.key]: best });
				expect(high ?? 0).toBeGreaterThanOrEqual(low ?? 0);
			})
		);
	});
	it('scores an enquiry with the form for reports, without what only a reported fault needs', () => {
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

	it('every standard form gives 100 to a flawless call and 0 to the worst', () => {
		for (const { form } of standardForms) {
			const all = (pick: 0 | -1) =>
				Object.fromEntries(
					itemsOf(form)
						.filter((item) => item.kind !== 'record')
						.map((item) => [item.key, ranked(item).at(pick)])
				);
			expect([raw(form, all(-1)), raw(form, all(0))]).toEqual([1000, 0]);
		}
	});
});
