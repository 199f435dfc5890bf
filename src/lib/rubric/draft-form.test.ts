import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#lib/shared/canonical-json.ts';
import { applyEdit, editText, parseEdit } from './draft-edits.ts';
import { emptyForm, fieldsOf, formOf, type DraftForm } from './draft-form.ts';
import { evenly, sumsOf } from './draft-sums.ts';
import { formFaults } from './faults.ts';
import { kindNames } from './kinds/index.ts';
import { treeOf } from './posted-form.ts';
import { standardForms } from './standard/index.ts';

/** The fields as a browser posts them: a ticked box says `on`, another one nothing. */
function posted(value: unknown, path: string[] = []): [string, string][] {
	if (typeof value === 'object' && value !== null)
		return Object.entries(value).flatMap(([key, part]) => posted(part, [...path, key]));
	if (typeof value === 'boolean') return value ? [[path.join('.'), 'on']] : [];
	return [[path.join('.'), String(value).replaceAll('\n', '\r\n')]];
}

describe('the fields of a form', () => {
	it.each(standardForms)('give $key back to the letter, in the page and posted', ({ form }) => {
		const text = canonicalJson(form);
		expect(canonicalJson(formOf(fieldsOf(form)))).toBe(text);
		expect(canonicalJson(formOf(fieldsOf(treeOf(posted(fieldsOf(form))))))).toBe(text);
	});

	it('keep what was typed, right or wrong', () => {
		const fields = fieldsOf(emptyForm('report'));
		applyEdit(fields, { deed: 'add', at: 'sections' });
		applyEdit(fields, { deed: 'add', at: 'sections.0.items' });
		Object.assign(fields.sections[0]!, { weight: '５０.5' });
		Object.assign(fields.sections[0]!.items[0]!, { weight: 'much', severe: 'money' });
		const form = formOf(fields);
		expect(form).toMatchObject({
			sections: [{ weight: 50.5, items: [{ weight: 'much', severe: 'money' }] }]
		});
		expect(formOf(fieldsOf(form))).toEqual(form);
		expect(formFaults(form).map(({ path }) => path)).toContain('sections.0.items.0.weight');
	});

	it('make a kind that there is not yes or no, so that nothing asks it for more', () => {
		const item = { kind: 'seconds', key: 'a', weight: '3', config: { steps: ['1'] } };
		const next = { kind: '', key: 'b', shownIf: { item: 'a', is: ['yes'] } };
		const fields = fieldsOf({ sections: [{ weight: '4', items: [item, next] }] });
		expect(fields.sections[0]!.items.map(({ kind }) => kind)).toEqual(['yes-no', 'yes-no']);
		expect(applyEdit(fields, { deed: 'distribute', at: 'sections.0' })).toBe('sections.0');
		expect(formOf(fields)).toMatchObject({
			sections: [{ items: [{ kind: 'yes-no', config: {} }, { shownIf: { is: ['yes'] } }] }]
		});
	});

	it('take answers of conditions as the other item gives them', () => {
		const form = structuredClone(standardForms[0]!.form);
		const scale = form.sections.flatMap(({ items }) => items).find(({ kind }) => kind === 'scale')!;
		const last = form.sections.at(-1)!.items.at(-1)!;
		last.shownIf = { item: scale.key, is: [1, 'na'] };
		expect(formOf(fieldsOf(form))).toEqual(form);
	});
});

describe('posted names', () => {
	it('close up holes, and pass over what is no path', () => {
		const names = [
			'a.3.b',
			'a.1.b',
			'__proto__.x',
			'a..b',
			'x'.repeat(99),
			'a.1.b.c.d.e.f.g.h.i.j'
		];
		expect(treeOf(names.map((name) => [name, name]))).toEqual({
			a: [{ b: 'a.1.b' }, { b: 'a.3.b' }]
		});
		expect(treeOf([['a', new File([], 'x')]])).toEqual({});
	});
});

describe('edits', () => {
	const draft = (): DraftForm => fieldsOf(standardForms[0]!.form);
	const keys = ({ sections }: DraftForm, at = 0) => sections[at]!.items.map(({ key }) => key);

	it('move an item in its section, and over its edge into the next', () => {
		const fields = draft();
		expect(applyEdit(fields, { deed: 'down', at: 'sections.0.items.0' })).toBe(
			'sections.0.items.1'
		);
		expect(keys(fields)).toEqual(['identity', 'greeting', 'asks-problem']);
		expect(applyEdit(fields, { deed: 'down', at: 'sections.0.items.2' })).toBe(
			'sections.1.items.0'
		);
		expect(keys(fields, 1)[0]).toBe('asks-problem');
		expect(applyEdit(fields, { deed: 'up', at: 'sections.0.items.0' })).toBeUndefined();
		expect(applyEdit(fields, { deed: 'up', at: 'sections.1' })).toBe('sections.0');
	});

	it('take out and add rows, with keys of their own, and say where the focus goes', () => {
		const fields = draft();
		expect(applyEdit(fields, { deed: 'remove', at: 'sections.0.items.2' })).toBe(
			'sections.0.items.1'
		);
		for (const kind of kindNames)
			expect(applyEdit(fields, { deed: 'add', at: 'sections.0.items', kind })).toBeDefined();
		expect(new Set(keys(fields)).size).toBe(keys(fields).length);
		const choice = keys(fields).length - kindNames.length + kindNames.indexOf('choice');
		const options = `sections.0.items.${choice}.config.options`;
		expect(applyEdit(fields, { deed: 'add', at: options })).toBe(`${options}.2`);
		expect(applyEdit(fields, { deed: 'add', at: 'sections.0.items.0.rootCauses' })).toBeDefined();
		for (const at of ['', 'sections.9.items', 'title', '__proto__', 'sections.0.items.0.text'])
			expect(applyEdit(fields, { deed: 'add', at })).toBeUndefined();
	});

	it('are said by buttons as they are read', () => {
		const edit = { deed: 'add', at: 'sections.0.items', kind: 'scale' } as const;
		expect(parseEdit(editText(edit))).toEqual(edit);
		expect(parseEdit('burn sections')).toBeUndefined();
	});

	it('spread points evenly, exactly', () => {
		expect(evenly(14, 3)).toEqual([5, 5, 4]);
		expect(evenly(1, 3)).toEqual([0.4, 0.3, 0.3]);
		for (const parts of [1, 3, 7, 11])
			for (const whole of [0, 0.001, 7.5, 33.333, 100])
				expect(evenly(whole, parts).reduce((sum, part) => sum + Math.round(part * 1000), 0)).toBe(
					Math.round(whole * 1000)
				);
		const fields = draft();
		fields.sections[0]!.weight = '20';
		applyEdit(fields, { deed: 'distribute', at: 'sections.0' });
		expect(sumsOf(fields).sections[0]).toEqual({ sum: 20, of: 20, missing: 0 });
		expect(sumsOf(fields).form.missing).toBe(-6);
	});
});
