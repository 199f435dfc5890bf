/** What a database of an earlier edition holds of draws, after the migrations since. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openDatabase } from '#lib/platform/server/db/client.ts';
import { migrate } from '#lib/platform/server/db/migrate.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { draws } from '#lib/sampling/server/schema.ts';
import { emptyDatabase, engine } from '../support/database.ts';

/** Brings the database to the schema as it was after migration `last`, as an edition of then did. */
async function migrateTo(url: string, last: number) {
	const folder = mkdtempSync(path.join(tmpdir(), 'listenback-migrations-'));
	cpSync('drizzle', folder, { recursive: true });
	const file = path.join(folder, engine, 'meta', '_journal.json');
	const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { idx: number }[] };
	const entries = journal.entries.filter(({ idx }) => idx <= last);
	writeFileSync(file, JSON.stringify({ ...journal, entries }));
	vi.stubEnv('LISTENBACK_MIGRATIONS', folder);
	await migrate(url);
	vi.unstubAllEnvs();
	rmSync(folder, { recursive: true, force: true });
}

/** Runs the lines by the driver itself, no key being looked at: schemas of today know nothing of then. */
async function write(url: string, lines: readonly string[]) {
	if (engine === 'sqlite') {
		const { default: Database } = await import('better-sqlite3');
		const connection = new Database(url.replace(/^file:/, ''));
		connection.pragma('foreign_keys = OFF');
		for (const line of lines) connection.exec(line);
		connection.close();
		return;
	}
	const { default: pg } = await import('pg');
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	await client.query('set session_replication_role = replica');
	for (const line of lines) await client.query(line);
	await client.end();
}

it('a draw that did not say when it was due has it from its tasks, and may not be changed after', async () => {
	const url = await emptyDatabase();
	await migrateTo(url, 18);
	const due = new Date('2026-03-02T10:00:00Z');
	const at = engine === 'sqlite' ? `${due.getTime()}` : `'${due.toISOString()}'`;
	const [user, plan, version, draw, other] = [newId(), newId(), newId(), newId(), newId()];
	const drawn = (id: string, period: number) =>
		`insert into draws (id, plan_version_id, plan_id, period, algorithm, seed, candidates_sha256, candidate_count, candidates, unattributed, shares, drawn_at, drawn_by)
		values ('${id}', '${version}', '${plan}', ${period}, 'sha256-rank/1', '7f', '', 1, '', 0, '[]', ${at}, 'system:scheduler')`;
	await write(url, [
		`insert into users (id, staff_no, name, created_at) values ('${user}', 'A1', 'Lin', ${at})`,
		`insert into plans (id, key, created_at) values ('${plan}', 'daily', ${at})`,
		`insert into plan_versions (id, plan_id, version, rule, effective_from, created_at, created_by)
		values ('${version}', '${plan}', 1, '{}', 20260101, ${at}, 'system:set-up')`,
		drawn(draw, 20_260_301),
		drawn(other, 20_260_302),
		`insert into assignments (id, draw_id, recording_id, agent_id, reviewer_id, rank, due_at, created_at)
		values ('${newId()}', '${draw}', '${newId()}', '${user}', '${user}', 1, ${at}, ${at})`
	]);

	await migrate(url);
	const db = await openDatabase(url);
	onTestFinished(() => db.close());
	const rows = await db.read.select({ id: draws.id, dueAt: draws.dueAt }).from(draws);
	expect(new Map(rows.map(({ id, dueAt }) => [id, dueAt]))).toEqual(
		// One that chose nothing has nothing to be due.
		new Map<string, Date | null>([
			[draw, due],
			[other, null]
		])
	);
	await expect(db.tx((tx) => tx.update(draws).set({ dueAt: null }))).rejects.toThrow();
});
