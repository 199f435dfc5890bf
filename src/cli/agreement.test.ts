import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '#lib/platform/server/config.ts';
import type { Rating } from '#lib/reviews/ratings.ts';
import {
	cohen,
	fromCounts,
	fromRows,
	krippendorff2011,
	shroutFleiss1979,
	three
} from '../../tests/fixtures/ratings.ts';
import { agreement } from './agreement.ts';
import { UsageError } from './command.ts';

const folder = mkdtempSync(path.join(process.env.TMPDIR ?? '/tmp', 'listenback-agreement-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the command prints as JSON, and its exit code. */
async function judged(content: string | Buffer, scale = 'interval') {
	const file = path.join(folder, 'ratings.csv');
	writeFileSync(file, content);
	let printed: Record<string, unknown> = {};
	let words: string[] = [];
	const code = await agreement.run({
		positionals: [file],
		text: () => scale,
		flag: () => false,
		config: () => readConfig({}),
		runtime: () => Promise.reject(new Error('no database is needed')),
		print: () => undefined,
		answer: (value, lines) => {
			printed = value as typeof printed;
			words = lines();
		}
	});
	return { code, printed, words };
}

const csv = (ratings: Rating[]) =>
	['reviewer,subject,value', ...ratings.map((r) => `${r.reviewer},${r.subject},${r.value}`)].join(
		'\n'
	);

describe('listenback agreement', () => {
	it('prints the published figures under the keys of the contract', async () => {
		const { code, printed } = await judged(csv(fromRows(shroutFleiss1979)));
		expect(code).toBe(0);
		expect(Object.keys(printed)).toEqual([
			...['n', 'reviewers', 'percent', 'cohenKappa', 'weightedKappa', 'fleissKappa', 'alpha'],
			...['icc', 'intervals']
		]);
		expect(Object.keys(printed.icc as object)).toEqual(['1,1', '2,1', '3,1', '1,k', '2,k', '3,k']);
		expect(Object.values(printed.icc as Record<string, number>).map(three)).toEqual([
			0.166, 0.29, 0.715, 0.443, 0.62, 0.909
		]);
		const nominal = await judged(csv(fromCounts(cohen)), 'nominal');
		expect(nominal.printed).toMatchObject({ n: 200, percent: 70, weightedKappa: null });
		expect(three(nominal.printed.cohenKappa as number)).toBe(0.492);
	});

	it('takes an empty value as a missing rating, and what spreadsheets write', async () => {
		const gaps = krippendorff2011.flatMap((row, reviewer) =>
			row.map((value, subject) => `"r${reviewer}",s${subject}, ${value ?? ''},spare`)
		);
		const lines = ['Reviewer,SUBJECT,"Value",note', ...gaps, ',,,'];
		for (const content of [
			lines.join('\n'),
			`\uFEFF${lines.join('\r\n')}\r\n`,
			lines.join('\n').replaceAll(',', ';')
		]) {
			const { printed } = await judged(content, 'ordinal');
			expect(three(printed.alpha as number)).toBe(0.815);
		}
		const chinese = Buffer.from([0xd5, 0xc5]);
		const file = Buffer.concat([
			Buffer.from('reviewer,subject,value\n'),
			chinese,
			Buffer.from(',a,1\nb,a,1\n')
		]);
		expect((await judged(file)).printed).toMatchObject({ n: 1, reviewers: 2 });
	});

	it('rejects lines that cannot be ratings, each by its line', async () => {
		const { code, printed } = await judged(
			'reviewer,subject,value\nmei,a,1\nmei,a,2\n,b,1\nmei,c,much\nmei,d,1e999\nmei,e,1,2\nmei,f,0x10\n'
		);
		expect(code).toBe(3);
		expect(printed).toEqual({
			rejected: [
				'line 3: mei rates a twice',
				'line 4: reviewer or subject is missing',
				'line 5: "much" is no figure',
				'line 6: "1e999" is no figure',
				'line 7: more cells than headings',
				'line 8: "0x10" is no figure'
			]
		});
	});

	it('says what is wrong with a file or a call', async () => {
		await expect(judged('')).rejects.toThrow('no column "reviewer"');
		await expect(judged('reviewer,value\nmei,1\n')).rejects.toThrow('no column "subject"');
		await expect(judged('reviewer,subject,value,value\n')).rejects.toThrow('column "value" twice');
		await expect(judged('reviewer,subject,value\n"mei,a,1\n')).rejects.toThrow(UsageError);
		await expect(judged('reviewer,subject,value\n', 'ratio')).rejects.toThrow('--scale');
	});

	it('says null of what is not defined, and that ten calls are needed to say anything', async () => {
		const header = await judged('reviewer,subject,value\n');
		expect(header.printed).toMatchObject({ n: 0, reviewers: 0, percent: null, alpha: null });
		const one = await judged('reviewer,subject,value\nmei,a,1\nomar,a,1\n');
		expect(one.printed).toMatchObject({ n: 1, percent: 100, cohenKappa: null, alpha: null });
		expect(one.words[0]).toContain('too few to say');
		const many = await judged(csv(fromCounts(cohen)), 'nominal');
		expect(many.words[0]).toBe('200 subjects rated by two or more of 2 reviewers');
	});
});
