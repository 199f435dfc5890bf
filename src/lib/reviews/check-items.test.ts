import { describe, expect, it } from 'vitest';
import { itemsOf, type Form, type Item } from '#lib/rubric/form.ts';
import { reportForm } from '#lib/rubric/standard/report.ts';
import { askedItems, checkItems, cleanAnswers, itemFaults, keptAnswers } from './check-items.ts';

const item = (key: string, more: Partial<Item> = {}): Item => ({
	...{ key, kind: 'yes-no', weight: 10, text: { en: key, 'zh-CN': key } },
	...{ naAllowed: true, selfCheck: true, config: {} },
	...more
});
const formOf = (...items: Item[]): Form => ({
	title: { en: 'Form', 'zh-CN': '表' },
	callKind: 'report',
	sections: [{ key: 'one', title: { en: 'One', 'zh-CN': '一' }, weight: 100, items }]
});

describe('checkItems', () => {
	it('takes the marked items, and drops a condition on one that is not asked', () => {
		const asked = checkItems(
			formOf(
				item('a'),
				item('b', { selfCheck: false }),
				item('c', { shownIf: { item: 'a', is: ['no'] } }),
				item('d', { shownIf: { item: 'b', is: ['no'] } })
			)
		);
		expect(asked.map(({ key, shownIf }) => [key, shownIf?.item])).toEqual([
			['a', undefined],
			['c', 'a'],
			['d', undefined]
		]);
		expect(askedItems(asked, { a: 'yes' }).map(({ key }) => key)).toEqual(['a', 'd']);
	});

	it('asks no more than the standard rubric marks', () => {
		expect(checkItems(reportForm).length).toBe(
			itemsOf(reportForm).filter(({ selfCheck }) => selfCheck).length
		);
	});
});

const items = [item('a'), item('b', { usual: 'na' }), item('words', { kind: 'text', weight: 0 })];

describe('answers of a clean call', () => {
	it('are what is usual where nothing was answered, and nothing where nothing may be assumed', () => {
		expect(cleanAnswers(items)).toEqual({ a: 'yes', b: 'na' });
		expect(cleanAnswers(items, { b: 'yes', words: 'calm' })).toEqual({
			...{ a: 'yes', b: 'yes', words: 'calm' }
		});
		expect(keptAnswers(items, {}, { clean: true })).toEqual({ a: 'yes', b: 'na' });
		expect(keptAnswers(items, { a: 'no' }, { clean: false })).toEqual({ a: 'no' });
	});
});

describe('itemFaults', () => {
	it.each([
		['nothing answered', {}, true, []],
		['an answer of another kind', { a: 'perhaps' }, false, ['not-an-answer']],
		['an item that is not asked', { z: 'yes' }, false, ['not-an-answer']],
		['a finding in a clean call', { a: 'no' }, true, ['not-clean']],
		['a finding in a call with a problem', { a: 'no' }, false, []]
	])('%s', (_what, answers, clean, faults) => {
		expect(itemFaults(items, answers, { clean })).toEqual(faults);
	});
});
