import { describe, expect, it } from 'vitest';
import { compareForms } from './comparison.ts';
import { reportForm } from './standard/report.ts';

const form = () => structuredClone(reportForm);
const said = (after: typeof reportForm) =>
	compareForms(reportForm, after).map(({ kind, part, key }) => `${kind} ${part} ${key}`);

describe('compareForms', () => {
	it('finds nothing between a form and itself, whatever the order of its fields', () => {
		const turned = Object.fromEntries(Object.entries(form()).toReversed());
		expect(said(turned as typeof reportForm)).toEqual([]);
	});

	it('names what was added and removed by key, with the place', () => {
		const after = form();
		const [greeting] = after.sections[0]!.items.splice(0, 1);
		after.sections[1]!.items.push({ ...greeting!, key: 'smile' });
		const section = structuredClone(after.sections[2]!);
		after.sections.push({
			...section,
			key: 'more',
			items: section.items.map((item) => ({ ...item, key: `more-${item.key}` }))
		});
		const changes = compareForms(reportForm, after);
		expect(changes.find(({ key }) => key === 'smile')).toMatchObject({
			kind: 'added',
			to: { section: 'read-back', place: 5 }
		});
		expect(changes.find(({ key }) => key === 'greeting')).toMatchObject({
			kind: 'removed',
			from: { section: 'opening', place: 1 }
		});
		expect(said(after)[0]).toBe('added section more');
	});

	it('calls one item moved, not all that it passed', () => {
		const after = form();
		const items = after.sections[1]!.items;
		items.push(...items.splice(0, 1));
		expect(said(after)).toEqual(['moved item read-back-problem']);
		const across = form();
		across.sections[3]!.items.unshift(...across.sections[0]!.items.splice(1, 1));
		expect(said(across)).toEqual(['moved item identity']);
		const sections = form();
		sections.sections.unshift(...sections.sections.splice(-1, 1));
		expect(said(sections)).toEqual(['moved section responsibility']);
	});

	it('shows each field before and after', () => {
		const after = form();
		after.passMark = 85;
		after.sections[0]!.weight = 15;
		const item = after.sections[0]!.items[0]!;
		Object.assign(item, { weight: 7, fatal: 'form', text: { ...item.text, en: 'Greets' } });
		delete item.selfCheck;
		expect(
			compareForms(reportForm, after).map(({ part, fields }) => [
				part,
				fields?.map(({ field, before, after }) => [field, before, after])
			])
		).toEqual([
			['form', [['passMark', 80, 85]]],
			['section', [['weight', 14, 15]]],
			[
				'item',
				expect.arrayContaining([
					['weight', 6, 7],
					['text', reportForm.sections[0]!.items[0]!.text, item.text],
					['selfCheck', true, undefined],
					['fatal', undefined, 'form']
				])
			]
		]);
	});
});
