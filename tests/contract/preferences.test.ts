import { isHttpError } from '@sveltejs/kit';
import { desc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { savePreferences } from '#lib/people/server/preferences.ts';
import { users } from '#lib/people/server/schema.ts';
import { savedSettings, saveSetting } from '#lib/people/server/user-settings.ts';
import { PUT } from '../../src/routes/preferences/[name]/+server.ts';
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

describe('own settings', () => {
	const player = {
		volume: 0.5,
		muted: false,
		lanes: { customer: { volume: 0.2, muted: false } },
		rate: 1.5,
		skipSilence: true,
		follow: false
	};

	it('are kept for the person alone, the last ones count, and nothing else is kept', async () => {
		const db = await testDatabase();
		const { lin, wei } = await exampleCentre(db);
		const context = { db, actor: lin.actor, now, zone };
		const refusal = async (name: string, value: unknown) => {
			const outcome = await saveSetting(context, name, value);
			return outcome.ok ? undefined : outcome.refusal;
		};
		expect(await savedSettings(db, lin.id)).toEqual({});
		expect(await refusal('player', player)).toBeUndefined();
		expect(await refusal('player', { ...player, rate: 2 })).toBeUndefined();
		expect(await refusal('keys', { 'player.toggle': 'Shift+p' })).toBeUndefined();
		expect(await savedSettings(db, lin.id)).toEqual({
			player: { ...player, rate: 2 },
			keys: { 'player.toggle': 'Shift+p' }
		});
		expect(await savedSettings(db, wei.id)).toEqual({});
		expect(await refusal('toString', {})).toBe('unknown-setting');
		expect(await refusal('player', { ...player, volume: 1.2 })).toBe('invalid-setting');
		expect(await refusal('player', null)).toBe('invalid-setting');
		expect(await refusal('keys', { 'player.toggle': 'a\u0000' })).toBe('invalid-setting');
		expect((await savedSettings(db, lin.id)).player?.rate).toBe(2);
		expect(await db.read.$count(auditEntries)).toBe(0);
	});

	it('come over the wire: kept, unknown, wrong, or no JSON at all', async () => {
		const db = await testDatabase();
		const { lin } = await exampleCentre(db);
		const locals = { db, actor: lin.actor, now, zone };
		const put = async (name: string, body: string): Promise<number> => {
			const request = new Request('http://localhost/', { method: 'PUT', body });
			try {
				return (await PUT({ locals, params: { name }, request } as never)).status;
			} catch (thrown) {
				if (isHttpError(thrown)) return thrown.status;
				throw thrown;
			}
		};
		expect(await put('player', JSON.stringify(player))).toBe(204);
		expect(await put('roles', '{}')).toBe(404);
		expect(await put('player', '{"rate":9}')).toBe(422);
		expect(await put('player', '{')).toBe(400);
		expect((await savedSettings(db, lin.id)).player).toEqual(player);
	});
});
