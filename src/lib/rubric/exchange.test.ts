import { describe, expect, it } from 'vitest';
import { FORM_SCHEMA, faultLine, formFile, pathText, readFormFile } from './exchange.ts';
import { standardForms } from './standard/index.ts';

const { form } = standardForms[0]!;

describe('the file of a form', () => {
	it.each(standardForms)('gives $key back, and the same bytes again', ({ form }) => {
		const text = formFile(form);
		const read = readFormFile(text);
		expect(read).toEqual({ ok: true, form, sums: [] });
		expect(read.ok && formFile(read.form)).toBe(text);
		expect(JSON.parse(text)).toMatchObject({ $schema: FORM_SCHEMA });
	});

	it('is read without the name of its schema, and with a byte order mark', () => {
		expect(readFormFile(`\uFEFF${JSON.stringify(form)}`)).toMatchObject({ ok: true });
	});

	it.each([
		['', 'no-json'],
		['[]', 'no-json'],
		['null', 'no-json'],
		['{"$schema":"urn:listenback:rubric:2"}', 'other-format'],
		['{}', 'faults']
	])('refuses %j as %s', (text, fault) => {
		expect(readFormFile(text)).toMatchObject({ ok: false, fault });
	});

	it('names errors by path, and lets sums be off', () => {
		const wrong = structuredClone(form);
		Object.assign(wrong.sections[1]!.items[2]!, { weight: 'six' });
		const read = readFormFile(JSON.stringify(wrong));
		expect(!read.ok && read.faults.map(({ path }) => pathText(path))).toEqual([
			'sections[1].items[2].weight'
		]);
		expect(!read.ok && faultLine(read.faults[0]!)).toMatch(/^sections\[1\]\.items\[2\]\.weight: /);
		const off = structuredClone(form);
		off.sections[0]!.items[0]!.weight = 1;
		expect(readFormFile(JSON.stringify(off))).toMatchObject({
			ok: true,
			sums: [{ fault: 'section-sum' }]
		});
	});
});
