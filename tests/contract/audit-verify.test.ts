import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { appendAudit } from '#lib/audit/server/append.ts';
import { auditList } from '#lib/audit/server/queries.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { verifyChain } from '#lib/audit/server/verify.ts';
import { recordDenial } from '#lib/auth/server/denials.ts';
import { systemActor } from '#lib/people/role.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { isPostgres } from '#lib/platform/server/db/dialect.ts';
import { testDatabase } from '../support/database.ts';

const actor = systemActor('command-line');
const now = new Date('2026-03-02T09:00:00Z');

async function withEntries(count: number) {
	const db = await testDatabase();
	await db.tx((tx) =>
		appendAudit(
			{ tx, actor, now },
			...Array.from({ length: count }, (_, n) => ({
				kind: 'signed-in' as const,
				subject: `user:${n + 1}`
			}))
		)
	);
	return db;
}

/** What somebody does who has the database itself, and no triggers in the way. */
async function tamper(db: Db, statement: string) {
	const off = isPostgres
		? ['alter table audit_entries disable trigger all']
		: ['drop trigger audit_entries_no_update', 'drop trigger audit_entries_no_delete'];
	await db.tx(async (tx) => {
		for (const line of [...off, statement]) {
			const raw = tx as unknown as Record<'execute' | 'run', (query: unknown) => Promise<unknown>>;
			await (isPostgres ? raw.execute(sql.raw(line)) : raw.run(sql.raw(line)));
		}
	});
}

describe('verifying the chain', () => {
	it('finds an empty and a whole chain right, across batches', async () => {
		expect(await verifyChain((await testDatabase()).read)).toMatchObject({
			ok: true,
			entries: 0,
			head: { seq: 0, hash: '0'.repeat(64) }
		});
		const db = await withEntries(4_100);
		expect(await verifyChain(db.read)).toMatchObject({
			ok: true,
			entries: 4_100,
			head: { seq: 4_100 }
		});
	});

	it.each([
		[
			'a changed body',
			"update audit_entries set body = replace(body, 'user:3', 'user:9') where seq = 3",
			3,
			'wrong-hash'
		],
		[
			'a changed actor column',
			"update audit_entries set actor = 'x' where seq = 4",
			4,
			'wrong-columns'
		],
		[
			'a changed kind column',
			"update audit_entries set kind = 'signed-out' where seq = 4",
			4,
			'wrong-columns'
		],
		[
			'a changed subject column',
			"update audit_entries set subject = 'user:9' where seq = 5",
			5,
			'wrong-columns'
		],
		[
			'a changed time column',
			isPostgres
				? "update audit_entries set at = at + interval '1 second' where seq = 2"
				: 'update audit_entries set at = at + 1000 where seq = 2',
			2,
			'wrong-columns'
		],
		['a removed entry', 'delete from audit_entries where seq = 3', 4, 'gap'],
		['a removed beginning', 'delete from audit_entries where seq = 1', 2, 'gap'],
		[
			'a forged hash',
			`update audit_entries set hash = '${'a'.repeat(64)}' where seq = 3`,
			3,
			'wrong-hash'
		],
		[
			'a forged link',
			`update audit_entries set prev_hash = '${'b'.repeat(64)}' where seq = 3`,
			3,
			'broken-link'
		]
	])('finds %s', async (_, statement, seq, fault) => {
		const db = await withEntries(6);
		await tamper(db, statement);
		expect(await verifyChain(db.read)).toMatchObject({ ok: false, fault: { seq, fault } });
	});

	it('shows a chain cut short by its head', async () => {
		const db = await withEntries(6);
		const before = await verifyChain(db.read);
		await tamper(db, 'delete from audit_entries where seq = 6');
		const after = await verifyChain(db.read);
		expect(after.ok).toBe(true);
		expect(after.head).not.toEqual(before.head);
	});
});

describe('reading the chain', () => {
	it('filters and pages by sequence', async () => {
		const db = await withEntries(120);
		const first = await auditList(db.read, {});
		expect(first.entries.map(({ seq }) => seq).slice(0, 2)).toEqual([120, 119]);
		expect(first.next).toBe(71);
		const second = await auditList(db.read, { before: first.next! });
		expect(second.entries[0]?.seq).toBe(70);
		expect((await auditList(db.read, { subject: 'user:7' })).entries).toHaveLength(1);
		expect((await auditList(db.read, { kind: 'signed-out' })).entries).toEqual([]);
		expect((await auditList(db.read, { from: now })).entries).toHaveLength(50);
		expect((await auditList(db.read, { until: now })).entries).toEqual([]);
	});
});

describe('denials', () => {
	const id = '01950000-0000-7000-8000-000000000000';
	const context = (db: Db) => ({ db, actor, now, zone: 'UTC' });
	const page = { route: { id: '/recordings/[id]' }, params: { id }, request: { method: 'GET' } };

	it.each([
		[403, page, 1],
		[404, page, 1],
		[404, { ...page, params: {} }, 0],
		[404, { ...page, route: { id: null } }, 0],
		[200, page, 0],
		[409, page, 0]
	])('%i on %j is written %i times', async (status, request, count) => {
		const db = await testDatabase();
		await recordDenial(context(db), request, status);
		expect(await db.read.$count(auditEntries)).toBe(count);
	});
});
