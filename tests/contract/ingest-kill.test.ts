/** kill -9 in the middle of an import, at points spread over everything it does: then one more run must give what an undisturbed one gives. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { asc } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { checkLink } from '#lib/audit/chain.ts';
import { sha256Text } from '#lib/audit/server/append.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { importItems } from '#lib/ingest/server/schema.ts';
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { migrate } from '#lib/platform/server/db/migrate.ts';
import { calls, recordings } from '#lib/recordings/server/schema.ts';
import { engine } from '../support/database.ts';
import { place, wav } from '../fixtures/wav.ts';

const root = path.resolve(import.meta.dirname, '../..');
const POINTS = 32;

/** The command line in a process of its own, on a data folder of its own. */
async function run(data: string, tree: string, extra: Record<string, string> = {}) {
	const child = spawn(
		process.execPath,
		[
			...['--import', path.join(root, 'tests/support/kill-at.mjs'), 'src/cli.ts'],
			...[
				'import',
				tree,
				'--source',
				'pbx',
				'--preset',
				'generic',
				'--zone',
				'Asia/Shanghai',
				'--json'
			]
		],
		{
			cwd: root,
			stdio: ['ignore', 'pipe', 'ignore'],
			env: {
				...process.env,
				DATABASE_URL: `file:${data}/test.db`,
				LISTENBACK_DATA: data,
				LISTENBACK_LOG: 'silent',
				LISTENBACK_DECODER: 'node-av',
				...extra
			}
		}
	);
	let stdout = '';
	child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
	// A killed process leaves its audio workers to end by themselves, with the pipe in their hands.
	const end = extra.KILL_AT ? 'exit' : 'close';
	const [status, signal] = (await once(child, end)) as [number | null, string | null];
	return { status, signal, report: status === 0 ? (JSON.parse(stdout) as object) : undefined };
}

/** Everything that an import leaves, without ids and times. */
async function facts(data: string) {
	const db = await openDatabase(`file:${data}/test.db`);
	try {
		const rows = await db.read.select().from(recordings).orderBy(asc(recordings.key));
		const entries = await db.read.select().from(auditEntries).orderBy(asc(auditEntries.seq));
		entries.forEach((entry, index) =>
			expect(checkLink(sha256Text, entries[index - 1], entry)).toBeUndefined()
		);
		const blobs = readdirSync(path.join(data, 'recordings'), {
			recursive: true,
			withFileTypes: true
		})
			.filter((entry) => entry.isFile())
			.map(({ name }) => name)
			.sort();
		for (const { sha256, peaksSha256, playbackSha256 } of rows)
			for (const hash of [sha256, peaksSha256, playbackSha256])
				if (hash) expect(blobs).toContain(hash);
		return {
			recordings: rows.map(({ key, sha256, peaksSha256, durationMs, revision, current }) => ({
				key,
				sha256,
				peaksSha256,
				durationMs,
				revision,
				current
			})),
			calls: await db.read.$count(calls),
			items: await db.read.$count(importItems),
			entries: entries.map(({ kind }) => kind).sort(),
			blobs,
			left: readdirSync(path.join(data, 'recordings/tmp'))
		};
	} finally {
		await db.close();
	}
}

describe.skipIf(engine !== 'sqlite')('an import that is killed', () => {
	it(`loses and doubles nothing at ${POINTS} points`, { timeout: 900_000 }, async () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'listenback-kill-'));
		try {
			const tree = path.join(folder, 'tree');
			for (const n of [1, 2, 3])
				place(tree, `20260303-10150${n}.wav`, wav({ seconds: 0.5, seed: n }));
			const empty = path.join(folder, 'empty');
			await migrate(`file:${empty}/test.db`);
			const whole = path.join(folder, 'whole');
			cpSync(empty, whole, { recursive: true });
			const count = path.join(folder, 'count');
			expect((await run(whole, tree, { KILL_COUNT: count })).report).toMatchObject({ new: 3 });
			const wanted = await facts(whole);
			expect(wanted).toMatchObject({ calls: 3, items: 3, left: [] });
			const steps = Number(readFileSync(count, 'utf8'));
			expect(steps).toBeGreaterThan(POINTS);
			let killed = 0;
			const killOnce = async (point: number) => {
				const data = path.join(folder, `kill-${point}`);
				cpSync(empty, data, { recursive: true });
				const at = 1 + Math.floor((point * (steps - 1)) / (POINTS - 1));
				if ((await run(data, tree, { KILL_AT: String(at) })).signal === 'SIGKILL') killed += 1;
				const again = await run(data, tree);
				expect([at, again.status]).toEqual([at, 0]);
				expect([at, await facts(data)]).toEqual([at, wanted]);
				rmSync(data, { recursive: true });
			};
			const points = Array.from({ length: POINTS }, (_, point) => point).values();
			const worker = async () => {
				for (const point of points) await killOnce(point);
			};
			await Promise.all([worker(), worker()]);
			// The order of parallel work differs from run to run: the last points may come too late.
			expect(killed).toBeGreaterThanOrEqual(30);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});
});
