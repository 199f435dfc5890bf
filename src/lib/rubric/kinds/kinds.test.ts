import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { kindNames, kindOf, type CriterionKindName } from './index.ts';

const text = { en: 'a', 'zh-CN': '甲' };
const option = (key: string, share: number, failed?: boolean) => ({
	key,
	text,
	share,
	...(failed && { failed })
});
const configs: Record<CriterionKindName, unknown> = {
	'yes-no': {},
	scale: { steps: [text, text], failUpTo: 1 },
	choice: { options: [option('full', 100), option('part', 62.5), option('none', 0, true)] },
	deduction: { points: 2, most: 3 },
	bonus: { points: 2, most: 3 },
	number: { min: 1, max: 10 },
	text: {},
	record: { field: 'number', min: 1, max: 10 }
};
const fits = (name: CriterionKindName, answer: unknown, config = configs[name]) =>
	v.is(kindOf(name).answer(config), answer);

describe('every kind', () => {
	it.each(kindNames)(
		'%s takes its config, and refuses N/A and nonsense as its own answer',
		(name) => {
			expect(v.is(kindOf(name).config, configs[name])).toBe(true);
			expect(v.is(kindOf(name).config, { nonsense: 1 })).toBe(false);
			for (const wrong of ['na', {}, null, -1, 1e9, 1.5, NaN, ''])
				expect(fits(name, wrong), JSON.stringify(wrong)).toBe(false);
		}
	);
	it.each(kindNames)('%s gives answers of its own by key and for a flawless call', (name) => {
		const kind = kindOf(name);
		const given = [1, 2, 10].map((digit) => kind.byDigit(configs[name], digit));
		for (const answer of [...given, kind.best(configs[name])].filter((one) => one !== undefined))
			expect(fits(name, answer)).toBe(true);
		expect(kind.fromText(configs[name], '')).toBeUndefined();
	});
	it.each(kindNames)('%s says truly whether it can fail', (name) => {
		const kind = kindOf(name);
		const answers = ['yes', 'no', 'full', 'none', 'words', 0, 1, 2].filter((one) =>
			fits(name, one)
		);
		const failing = answers.map((answer) => kind.failed(configs[name], answer));
		expect(kind.outcomes(configs[name])).toEqual({
			canFail: failing.includes(true),
			canPass: failing.includes(false)
		});
	});
});

describe('a choice', () => {
	it('earns the share of its option and fails where the option says so', () => {
		const { effect, failed, best } = kindOf('choice');
		expect(effect(configs.choice, 'part')).toEqual({
			kind: 'share',
			share: { earned: 62_500, of: 100_000 }
		});
		expect([failed(configs.choice, 'part'), failed(configs.choice, 'none')]).toEqual([false, true]);
		expect(best({ options: [option('a', 100, true), option('b', 40), option('c', 90)] })).toBe('c');
	});
	it.each([
		['one option', [option('a', 100)]],
		['eleven options', Array.from({ length: 11 }, (_, i) => option(`o${i}`, 1))],
		['more than the weight', [option('a', 100.5), option('b', 0)]],
		['four decimals', [option('a', 33.3333), option('b', 0)]]
	])('has no config with %s', (_name, options) => {
		expect(v.is(kindOf('choice').config, { options })).toBe(false);
	});
});

describe('a number', () => {
	const exact = { min: -1.5, max: 2, decimals: 2 };
	it.each([
		[-1.5, true],
		[2, true],
		[0.29, true],
		[0.295, false],
		[-1.51, false],
		[2.01, false]
	])('%d fits −1.5 … 2 with two decimals: %s', (figure, expected) => {
		expect(fits('number', figure, exact)).toBe(expected);
	});
	it('is whole where no decimals are named, and has bounds in order', () => {
		expect(fits('number', 1.5)).toBe(false);
		expect(v.is(kindOf('number').config, { min: 0, max: 1, decimals: 4 })).toBe(false);
	});
	it('reads full-width figures of a Chinese keyboard', () => {
		expect(kindOf('number').fromText(exact, ' １．５ ')).toBe(1.5);
		expect(fits('number', kindOf('number').fromText(exact, 'two'))).toBe(false);
	});
});

describe('words', () => {
	it.each([
		['a'.repeat(10), true],
		['a'.repeat(11), false],
		['  ', false],
		['a\u0000b', false]
	])('%j within ten characters: %s', (words, expected) => {
		expect(fits('text', words, { maxLength: 10 })).toBe(expected);
	});
});
