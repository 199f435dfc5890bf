import { describe, expect, it } from 'vitest';
import { itemsOf, parseForm, weightFaults } from './form.ts';
import { standardForms } from './standard/index.ts';

describe.each(standardForms)('the standard form $key', ({ form }) => {
	it('is a form of 100 points whose sections sum up', () => {
		expect(parseForm(JSON.parse(JSON.stringify(form)))).toEqual(form);
		expect(weightFaults(form)).toEqual([]);
		expect(itemsOf(form).reduce((sum, item) => sum + item.weight, 0)).toBe(100);
	});
	it('says everything in both languages, differently', () => {
		const texts = [
			form.title,
			...form.sections.map((section) => section.title),
			...itemsOf(form).flatMap((item) => [
				item.text,
				item.guidance ?? item.text,
				...(item.rootCauses ?? []).map((cause) => cause.text),
				...[...(item.examples?.good ?? []), ...(item.examples?.bad ?? [])].flatMap(
					(example) => example.words ?? []
				)
			])
		];
		for (const text of texts) {
			expect(text.en).toMatch(/^[\p{Script=Latin}\p{P}\d\s?,]+$/u);
			expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
		}
	});
});

describe('severe items', () => {
	const codes = (index: number) =>
		itemsOf(standardForms[index]!.form)
			.flatMap((item) => item.severe ?? [])
			.sort();
	it('stand once each in the report form', () => {
		expect(codes(0)).toEqual(['address-wrong', 'invalid-promise', 'station-wrong']);
	});
	it('hold the invalid promise in the call-back form', () => {
		expect(codes(1)).toEqual(['invalid-promise']);
	});
});

describe('the form of incoming reports', () => {
	it('has each read-back as its own item', () => {
		const section = standardForms[0]!.form.sections.find(({ key }) => key === 'read-back')!;
		expect(section.items.map(({ key }) => key)).toEqual([
			'read-back-problem',
			'read-back-address',
			'read-back-name',
			'read-back-telephone'
		]);
	});
});

describe('parseForm', () => {
	const form = () => structuredClone(standardForms[0]!.form);
	it('refuses what no form may be', () => {
		const repeated = form();
		repeated.sections[1]!.key = repeated.sections[0]!.key;
		expect(() => parseForm(repeated)).toThrow('section keys repeat');
		const twice = form();
		twice.sections[1]!.items[0]!.key = 'greeting';
		expect(() => parseForm(twice)).toThrow('item keys repeat');
		const oneStep = form();
		Object.assign(oneStep.sections[0]!.items[0]!, {
			kind: 'scale',
			config: { steps: [], failUpTo: 1 }
		});
		expect(() => parseForm(oneStep)).toThrow('config does not fit scale');
		const unknownKey = { ...form(), colour: 'red' };
		expect(() => parseForm(unknownKey)).toThrow();
		const fine = form();
		fine.sections[0]!.items[0]!.weight = 0.0001;
		expect(() => parseForm(fine)).toThrow('three decimals');
	});
	it('names sums that are off', () => {
		const off = form();
		off.sections[0]!.items[0]!.weight = 6.5;
		off.sections[1]!.weight = 30;
		expect(weightFaults(off)).toEqual([
			{ fault: 'section-sum', section: 'opening', sum: 14.5, weight: 14 },
			{ fault: 'section-sum', section: 'read-back', sum: 24, weight: 30 },
			{ fault: 'form-sum', sum: 106 }
		]);
	});
});
