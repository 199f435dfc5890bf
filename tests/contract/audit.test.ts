import { asc } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { checkLink } from '#lib/audit/chain.ts';
import { appendAudit, sha256Text } from '#lib/audit/server/append.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { systemActor } from '#lib/people/role.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { testDatabase } from '../support/database.ts';

const actor = systemActor('command-line');
const now = new Date('2026-03-02T09:00:00Z');

describe('the audit chain', () => {
	it('links entries of many transactions without gap or fork', async () => {
		const db = await testDatabase();
		await Promise.all(
			Array.from({ length: 20 }, (_, n) =>
				db.tx((tx) => appendAudit({ tx, actor, now }, { kind: 'signed-in', subject: `user:${n}` }))
			)
		);
		const rows = await db.read.select().from(auditEntries).orderBy(asc(auditEntries.seq));
		expect(rows).toHaveLength(20);
		rows.forEach((row, index) =>
			expect(checkLink(sha256Text, rows[index - 1], row)).toBeUndefined()
		);
	});

	it('refuses to change or remove an entry, whatever the code does', async () => {
		const db = await testDatabase();
		await db.tx((tx) => appendAudit({ tx, actor, now }, { kind: 'signed-in', subject: 'user:1' }));
		await expect(db.tx((tx) => tx.update(auditEntries).set({ actor: 'x' }))).rejects.toSatisfy(
			isAppendOnlyViolation
		);
		await expect(db.tx((tx) => tx.delete(auditEntries))).rejects.toSatisfy(isAppendOnlyViolation);
	});

	it('rolls the entry back with the change', async () => {
		const db = await testDatabase();
		const failing = db.tx(async (tx) => {
			await appendAudit({ tx, actor, now }, { kind: 'signed-in', subject: 'user:1' });
			throw new Error('no');
		});
		await expect(failing).rejects.toThrow('no');
		expect(await db.read.$count(auditEntries)).toBe(0);
	});

	it('refuses a transaction inside a transaction', async () => {
		const db = await testDatabase();
		await expect(db.tx(() => db.tx(async () => 1))).rejects.toThrow('tx inside tx');
	});
});
