/** The program of docs/audit.md, which shares nothing with us, agrees with what was exported, and finds every falsification. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { envelope } from '#lib/audit/checkpoint.ts';
import { signingKey } from '#lib/audit/server/checkpoint-key.ts';
import { eraseWords } from '#lib/audit/server/erasure.ts';
import { attacks, type Kept } from '../support/audit-attacks.ts';
import {
	actor,
	attackRange,
	began,
	grow,
	keyFile,
	sign,
	type Range
} from '../support/audit-trials.ts';
import { testDatabase } from '../support/database.ts';
import { commandLine } from '../support/command-line.ts';
import { seededRandom } from '#lib/shared/seeded-random.ts';

const program = path.resolve('docs/verify_audit.mjs');
const folder = mkdtempSync(path.join(tmpdir(), 'verify-audit-'));
const inside = (name: string) => path.join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the program in a folder where nothing of ours can be found. */
function check(text: string, ...options: string[]): { status: number | null; says: string } {
	writeFileSync(inside('export.jsonl'), text);
	const args = [program, 'export.jsonl', '--key', 'public.pem', ...options];
	const ran = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: folder });
	return { status: ran.status, says: ran.stdout + ran.stderr };
}

interface Line {
	seq?: number;
	[name: string]: unknown;
}
const linesOf = (text: string) =>
	text
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Line);
/** The lines with one member of entry `seq` changed; left out when the change is undefined. */
const changed = (lines: Line[], seq: number, name: string, value: unknown): Line[] =>
	lines.map((line) => (line.seq === seq ? { ...line, [name]: value } : line));
const textOf = (lines: Line[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

let whole: string;
let range: Range;

beforeAll(async () => {
	const db = await testDatabase();
	const file = keyFile();
	await grow(db, 20);
	await eraseWords({ db, actor, now: began }, { seq: 4, reason: 'asked for by the person' });
	await grow(db, 20, 50);
	await sign(db, file);
	await grow(db, 20, 100);
	await sign(db, file);
	const env = { DATABASE_URL: db.url, LISTENBACK_DATA: folder, LISTENBACK_CHECKPOINT_KEY: file };
	const made = await commandLine(env, ['audit', 'export', inside('whole.jsonl'), '--json']);
	expect(made.stderr).toBe('');
	expect(JSON.parse(made.stdout)).toMatchObject({ from: 1, to: 63 });
	await commandLine(env, ['audit', 'export', '--from', '10', '--to', '50', inside('part.jsonl')]);
	whole = readFileSync(inside('whole.jsonl'), 'utf8');
	writeFileSync(inside('public.pem'), signingKey(file).pem);
	writeFileSync(inside('other.pem'), signingKey(keyFile()).pem);
	await db.close();

	const other = await testDatabase();
	range = await attackRange(other);
	await other.close();
});

it('needs nothing but Node, and is short', () => {
	const text = readFileSync(program, 'utf8');
	expect(text.trim().split('\n').length).toBeLessThanOrEqual(300);
	const imports = [...text.matchAll(/from '([^']+)'|import\(|require\(/g)].map((match) => match[1]);
	expect(imports.every((name) => name?.startsWith('node:'))).toBe(true);
	expect(imports).toHaveLength(3);
});

it('finds an export right, a part of it too, and says what is not covered', () => {
	expect(check(whole)).toEqual({
		status: 0,
		says: expect.stringMatching(
			/^ok: entries 1 to 63, 2 checkpoints\nno note from outside/
		) as string
	});
	const part = check(readFileSync(inside('part.jsonl'), 'utf8'));
	expect(part.says).toMatch(/^ok: entries 10 to 50, 1 checkpoints\nentry 10 links to/);
	const [first] = linesOf(whole).filter((line) => line.checkpoint);
	writeFileSync(inside('notes.txt'), envelope(first!.checkpoint as never));
	expect(check(whole, '--checkpoint', 'notes.txt').says).toContain(
		'entries after 41 are not covered'
	);
	expect(check(whole, '--key', 'other.pem').says).toContain('signed with an unknown key');
});

it.each<[string, (lines: Line[]) => Line[], RegExp]>([
	['a missing entry', (all) => all.toSpliced(5, 1), /entry 6: follows entry 4/],
	[
		'a changed text',
		(all) => changed(all, 7, 'body', String(all[7]!.body).replace('user:', 'user:9')),
		/entry 7: its hash/
	],
	[
		'changed words',
		(all) => changed(all, 10, 'words', 'other'),
		/entry 10: its words were changed/
	],
	['words gone untold', (all) => changed(all, 10, 'words', null), /entry 10: its words are gone/],
	[
		'words left out',
		(all) => changed(all, 10, 'salt', undefined),
		/entry 10: its words are missing/
	],
	['the last line missing', (all) => all.slice(0, -1), /not complete/],
	[
		'a checkpoint missing',
		(all) => all.filter((line) => !JSON.stringify(line).includes('seq: 41')),
		/checkpoint of entry 41: the chain tells of it, but it is not there/
	],
	[
		'a tail cut off',
		(all) => all.filter((line) => (line.seq ?? 0) < 60),
		/ends at entry 59, not 63/
	]
])('names %s', (_, change, said) => {
	const { status, says } = check(textOf(change(linesOf(whole))));
	expect(says).toMatch(said);
	expect(status).toBe(1);
});

it('finds each of the nine attacks by the notes that were sent outside', () => {
	writeFileSync(inside('notes.txt'), range.outside.map(envelope).join('\n'));
	writeFileSync(inside('range.pem'), range.key.pem);
	const given = ['--key', 'range.pem', '--checkpoint', 'notes.txt'];
	expect(check(exportOf(range.kept), ...given)).toMatchObject({ status: 0 });
	const last = range.outside.at(-1)!.seq;
	for (const name of Object.keys(attacks)) {
		const falsified = attacks[name]!({ ...range, random: seededRandom(7), last });
		expect(check(exportOf(falsified), ...given), name).toMatchObject({ status: 1 });
	}
});

/** What an export of the falsified chain would be. */
function exportOf({ entries, words, checkpoints }: Kept): string {
	const beside = new Map(words.map((row) => [row.seq, row]));
	const to = entries.at(-1)?.seq ?? 0;
	const origin = entries[0]?.hash.slice(0, 16);
	const header = { format: 'listenback-audit-export', version: 1, origin, from: 1, to, head: to };
	return textOf([
		header,
		...entries.map(({ seq, prevHash, hash, body }) => ({
			...{ seq, prevHash, hash, body },
			...beside.get(seq)
		})),
		...checkpoints.map(({ note, signature }) => ({ checkpoint: { note, signature } })),
		{ end: { entries: entries.length, checkpoints: checkpoints.length } }
	]);
}
