import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { verifyChain } from '#lib/audit/server/verify.ts';
import { attributeAgain } from '#lib/ingest/server/attribute-again.ts';
import { schedule } from '#lib/jobs/server/schedule.ts';
import { systemActor } from '#lib/people/role.ts';
import { endpointAssignments, teamMemberships } from '#lib/people/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { addRecording, exampleCentre, zone } from '../fixtures/example-centre.ts';
import { place, wav } from '../fixtures/wav.ts';
import { commandLine } from '../support/command-line.ts';
import { testDatabase } from '../support/database.ts';
import { jobContext } from '../support/job-context.ts';
import { closeAnalyser, importBench } from '../support/imports.ts';

afterAll(closeAnalyser);

const at = (time: string) => new Date(`2026-11-20T${time}Z`);
const now = new Date('2026-11-21T04:00:00Z');
const contextOf = (db: Db) => ({ db, actor: systemActor('scheduler'), now, zone });
const again = (db: Db, since?: Date) => attributeAgain(contextOf(db), { since });

const used = (db: Db, endpoint: string, userId: string, from: Date, to: Date | null = null) =>
	db.tx((tx) =>
		tx
			.insert(endpointAssignments)
			.values({ id: newId(), kind: 'extension', endpoint, userId, from, to })
	);

type Given = Partial<typeof recordings.$inferInsert>;
const unknown = (db: Db, startedAt: Date, more: Given = {}) =>
	addRecording(db, {
		agentId: null,
		agentMethod: 'none',
		endpoint: '3301',
		issues: [{ code: 'A_UNRESOLVED', severity: 'warn', endpoint: '3301' }, noDetail],
		startedAt,
		...more
	});
const noDetail = { code: 'J_NO_CALL_DETAIL', severity: 'warn' };

async function row(db: Db, id: string) {
	const [found] = await db.read.select().from(recordings).where(eq(recordings.id, id));
	return found!;
}
const entries = (db: Db) =>
	db.read.select().from(auditEntries).where(eq(auditEntries.kind, 'recording.attributed'));

describe('a recording that was imported before the people', () => {
	it('gets its agent, and the team of that day, with an entry in the chain', async () => {
		const bench = await importBench('Asia/Shanghai');
		const { db } = bench;
		const name = 'in-3301-07700900123-20261120-100000-1795140000.77.wav';
		place(bench.tree, name, wav());
		const imported = await bench.run({ preset: 'freepbx' });
		expect(imported.item(name)).toMatchObject({ agent: null });
		expect(imported.item(name).codes).toContain('A_UNRESOLVED');
		expect(await again(db)).toEqual({ read: 1, attributed: 0, ambiguous: 0, unresolved: 1 });

		const { lin, north, south } = await exampleCentre(db);
		await db.tx(async (tx) => {
			const moved = new Date('2026-11-20T12:00:00Z');
			await tx.update(teamMemberships).set({ to: moved }).where(eq(teamMemberships.userId, lin.id));
			await tx
				.insert(teamMemberships)
				.values({ id: newId(), userId: lin.id, teamId: south.teamId, from: moved, to: null });
		});
		await used(db, '3301', lin.id, at('00:00:00'));
		expect(await again(db)).toEqual({ read: 1, attributed: 1, ambiguous: 0, unresolved: 0 });

		const [found] = await db.read.select().from(recordings);
		expect(found).toMatchObject({ agentId: lin.id, agentMethod: 'assignment', ...north });
		expect(found!.issues.map(({ code }) => code)).toEqual(['J_NO_CALL_DETAIL']);
		const [entry, ...more] = await entries(db);
		expect(more).toEqual([]);
		expect(entry).toMatchObject({ subject: `recording:${found!.id}`, actor: 'system:scheduler' });
		expect(JSON.parse(entry!.body)).toMatchObject({
			facts: { agent: lin.id, method: 'assignment', team: north.teamId }
		});
		expect(await again(db)).toMatchObject({ read: 0, attributed: 0 });
		const seen = await bench.run({ preset: 'freepbx' });
		expect(seen.item(name)).toMatchObject({
			state: 'same',
			agent: { id: 'A1', ref: '3301', method: 'assignment' }
		});
	});

	it('is judged by half-open intervals', async () => {
		const db = await testDatabase();
		const { lin, wei } = await exampleCentre(db);
		await used(db, '3301', lin.id, at('02:00:00'), at('03:00:00'));
		await used(db, '3301', wei.id, at('03:00:00'), at('04:00:00'));
		const cases: [time: string, agent: string | null][] = [
			['01:59:59', null],
			['02:00:00', lin.id],
			['02:59:59', lin.id],
			['03:00:00', wei.id],
			['04:00:00', null]
		];
		const ids = [];
		for (const [time] of cases) ids.push(await unknown(db, at(time)));
		expect(await again(db)).toEqual({ read: 5, attributed: 3, ambiguous: 0, unresolved: 2 });
		for (const [index, [time, agent]] of cases.entries())
			expect([time, (await row(db, ids[index]!)).agentId]).toEqual([time, agent]);
		expect((await row(db, ids[0]!)).issues[0]!.code).toBe('A_UNRESOLVED');
		// This call began with one and went on past the other's beginning.
		expect((await row(db, ids[2]!)).issues.map(({ code }) => code)).toEqual([
			'A_SPANS_HANDOVER',
			'J_NO_CALL_DETAIL'
		]);
	});

	it('stays without an agent when two had the telephone, and says so, until one of them is right', async () => {
		const db = await testDatabase();
		const { lin, wei } = await exampleCentre(db);
		await used(db, '3301', lin.id, at('00:00:00'));
		await used(db, '3301', wei.id, at('00:00:00'));
		const id = await unknown(db, at('02:00:00'));
		const told = { read: 1, attributed: 0, ambiguous: 1, unresolved: 0 };
		expect([await again(db), await again(db)]).toEqual([told, told]);
		const found = await row(db, id);
		expect(found).toMatchObject({ agentId: null, agentMethod: 'none', teamId: null });
		expect(found.issues).toEqual([
			{ code: 'A_AMBIGUOUS', severity: 'warn', endpoint: '3301', candidates: ['A1', 'A2'] },
			noDetail
		]);
		expect(await entries(db)).toEqual([]);
		await db.tx((tx) =>
			tx
				.update(endpointAssignments)
				.set({ to: at('01:00:00') })
				.where(eq(endpointAssignments.userId, wei.id))
		);
		expect(await again(db)).toMatchObject({ attributed: 1 });
		expect(await row(db, id)).toMatchObject({ agentId: lin.id, issues: [noDetail] });
	});

	it.each<[string, Given]>([
		['reviewed', { reviewState: 'reviewed' }],
		['drawn', { reviewState: 'assigned' }],
		['replaced by a newer revision', { current: false }],
		['without a telephone', { endpoint: null }],
		['named otherwise', { agentMethod: 'file-name' }]
	])('is left as it is when %s', async (_why, given) => {
		const db = await testDatabase();
		const { lin } = await exampleCentre(db);
		await used(db, '3301', lin.id, at('00:00:00'));
		const id = await unknown(db, at('02:00:00'), given);
		const before = await row(db, id);
		expect(await again(db)).toEqual({ read: 0, attributed: 0, ambiguous: 0, unresolved: 0 });
		expect(await row(db, id)).toEqual(before);
		expect(await entries(db)).toEqual([]);
	});

	it('is found page by page, those of one instant too', async () => {
		const db = await testDatabase();
		const { lin } = await exampleCentre(db);
		for (let n = 0; n < 501; n++)
			await unknown(db, at('02:00:00'), { endpoint: n < 499 ? '9' : '3301' });
		await used(db, '3301', lin.id, at('00:00:00'));
		expect(await again(db)).toEqual({ read: 501, attributed: 2, ambiguous: 0, unresolved: 499 });
		expect(await entries(db)).toHaveLength(2);
		expect(await verifyChain(db.read)).toMatchObject({ ok: true });
	});

	it('is looked for by the server among the newest 35 days, by the command among all', async () => {
		const db = await testDatabase();
		const { lin } = await exampleCentre(db);
		await used(db, '3301', lin.id, new Date('2026-01-01T00:00:00Z'));
		const day = 86_400_000;
		await unknown(db, new Date(now.getTime() - 35 * day - 1));
		const newer = await unknown(db, new Date(now.getTime() - 35 * day));
		const job = schedule.find(({ name }) => name === 'attribute-recordings')!;
		expect(await job.run(jobContext(contextOf(db)), now)).toMatchObject({ read: 1, attributed: 1 });
		expect(await row(db, newer)).toMatchObject({ agentId: lin.id });

		const data = mkdtempSync(path.join(tmpdir(), 'listenback-attribute-'));
		onTestFinished(() => rmSync(data, { recursive: true, force: true }));
		const env = { DATABASE_URL: db.url, LISTENBACK_DATA: data, LISTENBACK_ZONE: zone };
		const ran = await commandLine(env, ['recordings', 'attribute', '--json']);
		expect(ran.stderr).toBe('');
		expect(JSON.parse(ran.stdout)).toEqual({ read: 1, attributed: 1, ambiguous: 0, unresolved: 0 });
	});
});
