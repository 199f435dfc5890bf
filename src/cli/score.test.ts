import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '#lib/platform/server/config.ts';
import { reportForm } from '#lib/rubric/standard/report.ts';
import { formFile } from '#lib/rubric/exchange.ts';
import { aForm, scale, yesNo } from '../../tests/fixtures/forms.ts';
import { UsageError } from './command.ts';
import { score } from './score.ts';

const folder = mkdtempSync(path.join(process.env.TMPDIR ?? '/tmp', 'listenback-score-'));
afterAll(() => rmSync(folder, { recursive: true }));

const written = (name: string, content: unknown) => {
	const file = path.join(folder, name);
	writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
	return file;
};

/** What the command prints as JSON, and its exit code. */
async function scored(rubric: unknown, answers: unknown) {
	const files: Record<string, string> = {
		rubric: written('form.json', rubric),
		answers: written('answers.json', answers)
	};
	let printed: unknown;
	const code = await score.run({
		positionals: [],
		text: (name) => files[name],
		flag: () => false,
		config: () => readConfig({}),
		runtime: () => Promise.reject(new Error('no database is needed')),
		print: () => undefined,
		answer: (value) => (printed = value)
	});
	return { code, printed };
}

const form = aForm([
	[70, [yesNo('a', 50), yesNo('b', 20, { shownIf: { item: 'a', is: ['no'] } })]],
	[30, [{ ...scale('c', 30, 4), naAllowed: false, severe: 'own-code', fatal: 'form' }]]
]);

describe('listenback score', () => {
	it('prints the figures of the contract', async () => {
		expect(await scored(form, { a: 'yes', c: 1 })).toEqual({
			code: 0,
			printed: {
				raw: 70,
				outcome: 'failed',
				criticalHits: 1,
				severe: ['own-code'],
				sections: [
					{ key: 's1', raw: 100, weight: 70 },
					{ key: 's2', raw: 0, weight: 30 }
				],
				scorable: true
			}
		});
	});
	it('says when nothing can be scored', async () => {
		const open = aForm([[100, [yesNo('a', 100)]]]);
		expect((await scored(open, { a: 'na' })).printed).toEqual({
			raw: null,
			outcome: 'not-scorable',
			criticalHits: 0,
			severe: [],
			sections: [{ key: 's1', raw: null, weight: 0 }],
			scorable: false
		});
	});
	it('reads an exported form and answers under their own key, with a byte order mark', async () => {
		const answers = `\uFEFF${JSON.stringify({ answers: { a: 'yes', c: 4 } })}`;
		expect((await scored(formFile(form), answers)).printed).toMatchObject({ raw: 100 });
	});
	it.each([
		['an unknown item', { z: 'yes' }, 'answers: no item "z" in the rubric'],
		[
			'an answer of another type',
			{ c: '4' },
			'answers: c: "4" is not an answer to this item (scale)'
		],
		['a step beyond the last', { c: 5 }, 'answers: c: 5 is not an answer to this item (scale)'],
		['N/A where it is not allowed', { c: 'na' }, 'answers: c: N/A is not allowed'],
		['no answer at all', { c: null }, 'answers: c: null is not an answer to this item (scale)']
	])('rejects %s', async (_name, change, line) => {
		expect(await scored(form, { a: 'yes', c: 4, ...change })).toEqual({
			code: 3,
			printed: { rejected: [line] }
		});
	});
	it('misses what is asked, not what is hidden or only kept', async () => {
		expect((await scored(form, { a: 'yes' })).printed).toEqual({
			rejected: ['answers: c: missing']
		});
		expect((await scored(form, { a: 'no', c: 4 })).printed).toEqual({
			rejected: ['answers: b: missing']
		});
	});
	it('rejects a rubric with everything that is wrong in it', async () => {
		const wrong = structuredClone(form);
		wrong.sections[0]!.items[1]!.shownIf = { item: 'z', is: ['no'] };
		Object.assign(wrong.sections[1]!.items[0]!, { kind: 'dial' });
		const { code, printed } = await scored(wrong, {});
		expect(code).toBe(3);
		expect(printed).toMatchObject({
			rejected: [
				expect.stringContaining('sections[1].items[0].kind: malformed'),
				expect.stringContaining('sections[0].items[1].shownIf.item: condition-unknown-item')
			]
		});
	});
	it('takes weights as proportions', async () => {
		const light = structuredClone(reportForm);
		for (const section of light.sections) section.weight /= 2;
		expect((await scored(light, {})).code).toBe(3);
		expect(
			(await scored(aForm([[7, [yesNo('a', 3), yesNo('b', 1)]]]), { a: 'yes', b: 'no' })).printed
		).toMatchObject({ raw: 75 });
	});
	it.each([
		['text that is no JSON', '{"a', {}],
		['answers that are no object', form, '[1]']
	])('stops at %s', async (_name, rubric, answers) => {
		await expect(scored(rubric, answers)).rejects.toThrow(UsageError);
	});
	it('stops where a file is missing or not named', async () => {
		const run = (text: (name: string) => string | undefined) =>
			score.run({
				positionals: [],
				text,
				flag: () => false,
				config: () => readConfig({}),
				runtime: () => Promise.reject(new Error('no database is needed')),
				print: () => undefined,
				answer: () => undefined
			});
		await expect(run(() => path.join(folder, 'none.json'))).rejects.toThrow('none.json');
		await expect(run(() => undefined)).rejects.toThrow('--rubric FILE is needed');
	});
});
