import { desc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { savePreferences } from '#lib/people/server/preferences.ts';
import { users } from '#lib/people/server/schema.ts';
import { exampleCentre, zone } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const now = new Date('2026-03-02T01:00:00Z');

describe('preferences', () => {
	it('change the own language and colours, each by itself, with an entry in the chain', async () => {
		const db = await testDatabase();
		const { lin, wei } = await exampleCentre(db);
		const context = { db, actor: lin.actor, now, zone };
		const kept = async (id: string) =>
			(await db.read.select().from(users).where(eq(users.id, id)))[0];
		await savePreferences(context, { locale: 'zh-CN' });
		await savePreferences(context, { theme: 'dark' });
		expect(await kept(lin.id)).toMatchObject({ locale: 'zh-CN', theme: 'dark' });
		await savePreferences(context, { theme: 'system' });
		expect(await kept(lin.id)).toMatchObject({ locale: 'zh-CN', theme: null });
		expect(await kept(wei.id)).toMatchObject({ locale: null, theme: null });
		const entries = await db.read.select().from(auditEntries).orderBy(desc(auditEntries.seq));
		expect(entries).toHaveLength(3);
		expect(entries[0]).toMatchObject({ kind: 'person.changed', subject: `user:${lin.id}` });
	});

	it('leave no trace when nothing was chosen', async () => {
		const db = await testDatabase();
		const { lin } = await exampleCentre(db);
		await savePreferences({ db, actor: lin.actor, now, zone }, {});
		expect(await db.read.$count(auditEntries)).toBe(0);
	});
});
