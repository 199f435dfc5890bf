/** One engine's figures for the drill bench, as JSON. A process for each: dialect.ts chooses the engine when it is loaded. */
import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { sql } from 'drizzle-orm';
import { makeBackup } from '#lib/custody/server/backup.ts';
import { drillBackup } from '#lib/custody/server/drill.ts';
import { systemActor } from '#lib/people/role.ts';
import { readConfig } from '#lib/platform/server/config.ts';
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { given } from '#lib/platform/server/db/dialect.ts';
import { DumpRefused } from '#lib/platform/server/db/dump.ts';
import { migrate } from '#lib/platform/server/db/migrate.ts';
import { recordingStore } from '#lib/platform/server/files/local-store.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { openBare } from './draw-bare.ts';
import { generate, PER_DAY, ZONE } from './draw-rows.ts';

export interface DrillTimes {
	files: number;
	/** A backup of everything, another with nothing new, and the drill of it. */
	firstMs: number;
	secondMs: number;
	drillMs: number;
}

/** Why there are no figures: `pg_dump` is not here, or too old. */
export interface NotRun {
	notRun: string;
}

const BYTES = 2048;
const days = Math.ceil(Number(process.env.LISTENBACK_BENCH_ROWS ?? 100_000) / PER_DAY);

const url = process.env.DATABASE_URL!;
const folder = mkdtempSync(path.join(tmpdir(), 'listenback-drill-bench-'));
try {
	await migrate(url);
	const bare = await openBare(url);
	await generate(bare, days * PER_DAY);
	await bare.close();
	const answer: DrillTimes | NotRun = await measure().catch((error: unknown) => {
		if (error instanceof DumpRefused) return { notRun: error.message };
		throw error;
	});
	process.stdout.write(JSON.stringify(answer));
} finally {
	rmSync(folder, { recursive: true, force: true });
}

async function measure(): Promise<DrillTimes> {
	const dataDir = path.join(folder, 'data');
	const dir = path.join(folder, 'backups');
	const config = readConfig({ ...process.env, LISTENBACK_DATA: dataDir });
	const store = recordingStore(dataDir);
	const db = await openDatabase(url);
	const actor = systemActor('command-line');
	const context = () => ({ db, actor, now: new Date(), zone: ZONE, store, config });
	try {
		const ids = (await db.read.select({ id: recordings.id }).from(recordings)).map(({ id }) => id);
		const hashes = ids.map((id) => {
			const bytes = Buffer.alloc(BYTES, id);
			const sha256 = hash('sha256', bytes);
			const file = store.localPath(sha256)!;
			mkdirSync(path.dirname(file), { recursive: true });
			writeFileSync(file, bytes, { mode: 0o440 });
			return sha256;
		});
		const of = given({ id: [recordings.id, ids], sha256: [recordings.sha256, hashes] });
		await db.tx((tx) =>
			tx
				.update(recordings)
				.set({ bytes: BYTES, sha256: sql`given.sha256` })
				.from(of)
				.where(sql`${recordings.id} = given.id`)
		);
		const firstMs = await timed(() => makeBackup(context(), dir));
		const secondMs = await timed(() => makeBackup(context(), dir));
		const drilled = await drillBackup(context(), { dir, outside: [], keys: undefined, folder });
		if (!drilled.ok) throw new Error(drilled.refusal);
		const drillMs = drilled.value.tookMs;
		return { files: ids.length, firstMs, secondMs, drillMs };
	} finally {
		await db.close();
	}
}

/** Milliseconds that `work` took. */
async function timed(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return performance.now() - began;
}
