import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { decidePhrase, filled, phraseFault, phraseInput } from './phrase.ts';
import { standardForms } from './standard/index.ts';
import { standardWords } from './standard/phrases.ts';
import { itemsOf } from './form.ts';

const both = (en: string, zh = '您好') => ({ en, 'zh-CN': zh });

describe('phraseFault', () => {
	it.each([
		['plain words', both('Hello'), undefined],
		['every slot', both('{greeting} {company} {staffNo}'), undefined],
		['an unknown slot', both('Hello {name}'), { fault: 'unknown-slot', found: '{name}' }],
		['a slot in other letters', both('{StaffNo}'), { fault: 'unknown-slot', found: '{StaffNo}' }],
		['an empty slot', both('{}'), { fault: 'unknown-slot', found: '{}' }],
		['a brace that stays open', both('{greeting'), { fault: 'stray-brace', found: '{' }],
		['a brace too many', both('Hello', '{greeting}}'), { fault: 'stray-brace', found: '}' }],
		['one language', both('Hello', ' '), { fault: 'one-language', found: '' }]
	])('of %s', (_name, words, expected) => {
		expect(phraseFault(words)).toEqual(expected);
	});
});

describe('phraseInput', () => {
	it('takes no words for calls of no kind of their own: nobody would ever be shown them', () => {
		const typed = { itemKey: 'greeting', en: 'Hello', zh: '您好', fromDay: '2026-03-02' };
		expect(v.is(phraseInput, { ...typed, callKind: 'report' })).toBe(true);
		expect(v.is(phraseInput, { ...typed, callKind: 'other' })).toBe(false);
	});
});

describe('decidePhrase', () => {
	const standing = { today: 20_260_302, standing: both('Hello') };
	it.each([
		['today', { words: both('Hi'), fromDay: 20_260_302 }, true],
		['the end of what is prescribed', { words: null, fromDay: 20_260_303 }, true],
		['yesterday', { words: both('Hi'), fromDay: 20_260_301 }, 'day-past'],
		['the words that stand', { words: both('Hello'), fromDay: 20_260_302 }, 'unchanged']
	])('on words from %s', (_name, wanted, expected) => {
		const decision = decidePhrase(wanted, standing);
		expect(decision.ok || decision.refusal).toBe(expected);
	});
});

describe('filled', () => {
	const values = {
		greeting: both('Hello'),
		company: both('A {staffNo}', '甲'),
		staffNo: both('1', '1')
	};
	it('fills each slot once, in its language, and fills nothing inside what was filled in', () => {
		expect(filled(both('{company}/{staffNo}/{staffNo}', '{company}{greeting}'), values)).toEqual({
			en: 'A {staffNo}/1/1',
			'zh-CN': '甲您好'
		});
	});
});

describe('the standard words', () => {
	it('have no fault and stand for items of the standard forms, once each', () => {
		expect(standardWords.flatMap(({ words }) => phraseFault(words) ?? [])).toEqual([]);
		for (const { callKind, itemKey } of standardWords) {
			const { form } = standardForms.find((one) => one.form.callKind === callKind)!;
			expect(itemsOf(form).map(({ key }) => key)).toContain(itemKey);
		}
		const places = standardWords.map(({ callKind, itemKey }) => `${callKind} ${itemKey}`);
		expect(new Set(places).size).toBe(places.length);
	});
});
