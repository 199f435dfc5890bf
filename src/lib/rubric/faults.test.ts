import { describe, expect, it } from 'vitest';
import { formFaults, scoringFaults } from './faults.ts';
import { standardForms } from './standard/index.ts';

const text = { en: 'x', 'zh-CN': '某' };
type Loose = Record<string, unknown>;
const item = (key: string, extra: Loose = {}): Loose => ({
	key,
	kind: 'yes-no',
	weight: 50,
	text,
	naAllowed: false,
	config: {},
	...extra
});
const form = (...items: Loose[]): Loose => ({
	title: text,
	callKind: 'report',
	sections: [{ key: 's', title: text, weight: 100, items }]
});
const named = (value: unknown) => formFaults(value).map(({ fault, path }) => `${fault} ${path}`);
const first = 'sections.0.items.0';
const second = 'sections.0.items.1';

describe('formFaults', () => {
	it.each(standardForms)('finds none in the standard form $key', (standard) => {
		expect(formFaults(standard.form)).toEqual([]);
	});

	it('lists everything at once, each with its place', () => {
		const value = form(
			item('a', { weight: 60, severe: 'money', kind: 'bonus', config: { points: 2, most: 1 } }),
			item('a', { text: { en: ' ', 'zh-CN': '某' }, colour: 'red' })
		);
		expect(named(value)).toEqual([
			`carries-no-weight ${first}.weight`,
			`missing ${second}.text.en`,
			`unknown-field ${second}.colour`,
			`item-key-repeated ${second}.key`
		]);
	});

	it.each([
		['an empty form', {}, ['missing title', 'missing callKind', 'missing sections']],
		['nothing at all', null, ['malformed ']],
		['a number for its sections', { ...form(), sections: 7 }, ['malformed sections']],
		['a section without items', form(), ['missing sections.0.items']],
		[
			'a config of another kind',
			form(item('a', { weight: 100, kind: 'scale', config: { steps: [text], failUpTo: 0 } })),
			[`missing ${first}.config.steps`]
		],
		[
			'twelve steps',
			form(
				item('a', {
					weight: 100,
					kind: 'scale',
					config: { steps: Array.from({ length: 12 }, () => text), failUpTo: 1 }
				})
			),
			[`too-long ${first}.config.steps`]
		],
		[
			'a scale on which every step fails',
			form(item('a', { weight: 100, kind: 'scale', config: { steps: [text, text], failUpTo: 2 } })),
			[`cannot-pass ${first}.config`]
		],
		['more than 100 points', form(item('a', { weight: 101 })), [`out-of-bounds ${first}.weight`]],
		[
			'what is usual and not allowed',
			form(item('a', { weight: 100, usual: 'na' })),
			[`usual-not-allowed ${first}.usual`]
		],
		[
			'a cause named twice',
			form(item('a', { weight: 100, rootCauses: [1, 2].map(() => ({ key: 'haste', text })) })),
			[`cause-key-repeated ${first}.rootCauses.1.key`]
		],
		[
			'only answers that are kept',
			form(item('a', { weight: 0, kind: 'text' })),
			['section-sum sections.0.weight', 'nothing-scored ']
		]
	])('names %s', (_name, value, expected) => {
		expect(named(value)).toEqual(expected);
	});

	it('names sums that are off, with the figures', () => {
		const value = form(item('a'), item('b', { weight: 40.5 }));
		expect(formFaults(value)).toEqual([
			{
				fault: 'section-sum',
				path: 'sections.0.weight',
				facts: { section: 's', sum: 90.5, weight: 100 }
			}
		]);
		expect(scoringFaults(value)).toEqual([]);
	});

	it('lets a form count occurrences alone, from 100 down', () => {
		const value = {
			...form(),
			sections: [
				{
					key: 's',
					title: text,
					weight: 0,
					items: [item('d', { weight: 0, kind: 'deduction', config: { points: 5, most: 9 } })]
				}
			]
		};
		expect(formFaults(value)).toEqual([]);
	});

	it.each(['severe', 'fatal', 'rootCauses'])('names %s of an item that cannot fail', (field) => {
		const marks: Loose = { severe: 'x', fatal: 'form', rootCauses: [{ key: 'x', text }] };
		const value = form(
			item('a', { weight: 100 }),
			item('b', { weight: 0, kind: 'text', [field]: marks[field] })
		);
		const name = field === 'rootCauses' ? 'causes' : field;
		expect(named(value)).toEqual([`${name}-cannot-fail ${second}.${field}`]);
	});
});

describe('conditions', () => {
	const faults = (shownIf: unknown, onFirst = false) =>
		named(form(item('a', onFirst ? { shownIf } : {}), item('b', onFirst ? {} : { shownIf })));
	it('may name an earlier item and its answers', () => {
		expect(faults({ item: 'a', is: ['no'] })).toEqual([]);
	});
	it.each([
		['an item that is not there', { item: 'z', is: ['no'] }, 'condition-unknown-item', 'item'],
		['itself', { item: 'b', is: ['no'] }, 'condition-not-earlier', 'item'],
		['an answer of another kind', { item: 'a', is: ['no', 3] }, 'condition-not-an-answer', 'is.1'],
		['N/A that is not allowed', { item: 'a', is: ['na'] }, 'condition-not-an-answer', 'is.0'],
		['no answer', { item: 'a', is: [] }, 'missing', 'is']
	])('must not name %s', (_name, shownIf, fault, at) => {
		expect(faults(shownIf)).toEqual([`${fault} ${second}.shownIf.${at}`]);
	});
	it('must not name a later item, so that they make no circle', () => {
		expect(faults({ item: 'b', is: ['no'] }, true)).toEqual([
			`condition-not-earlier ${first}.shownIf.item`
		]);
	});
});

describe('options and bounds', () => {
	const option = (key: string, share?: number) => ({
		key,
		text,
		...(share !== undefined && { share })
	});
	const one = (kind: string, config: Loose, weight: number) =>
		named(form(item('y', { weight: 100 - weight }), item('x', { kind, config, weight })));
	it.each([
		['choice', { options: [option('a', 100), option('a', 0)] }, 50, 'option-key-repeated'],
		['choice', { options: [option('a', 100), option('na', 0)] }, 50, 'option-is-na'],
		['choice', { options: [option('a', 99), option('b', 0)] }, 50, 'no-full-share'],
		['record', { field: 'choice', options: [option('a'), option('a')] }, 0, 'option-key-repeated'],
		['record', { field: 'number', min: 3, max: 3 }, 0, 'bounds'],
		['number', { min: 3, max: 2 }, 0, 'bounds'],
		['deduction', { points: 0.0005, most: 2 }, 0, 'too-many-decimals']
	])('of %s with %j', (kind, config, weight, fault) => {
		expect(one(kind, config, weight)).toEqual([`${fault} ${second}.config`]);
	});
	it('a choice without weight may earn less than all', () => {
		expect(one('choice', { options: [option('a', 99), option('b', 0)] }, 0)).toEqual([]);
	});
});
