import { createHash } from 'node:crypto';
import { asc } from 'drizzle-orm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import * as credentials from '#lib/auth/server/credentials.ts';
import { sessions } from '#lib/auth/server/schema.ts';
import { sessionsOf } from '#lib/auth/server/session-list.ts';
import { sessionBy } from '#lib/auth/server/sessions.ts';
import { awaitsSetUp, offerSetUp, setUpCentre } from '#lib/auth/server/set-up.ts';
import { signIn, signOut } from '#lib/auth/server/sign-in.ts';
import { systemActor } from '#lib/people/role.ts';
import { actorById } from '#lib/people/server/actors.ts';
import { createPerson, disablePerson } from '#lib/people/server/administration.ts';
import { openDatabase, type Db } from '#lib/platform/server/db/client.ts';
import { testDatabase } from '../support/database.ts';

const now = new Date('2026-03-02T08:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const from = { address: '10.0.0.9', agent: 'test' };
const password = 'a quiet kettle 7';
const system = (db: Db, at = now) => ({
	db,
	now: at,
	actor: systemActor('command-line'),
	zone: 'Asia/Shanghai'
});

async function withPerson(db: Db, staffNo = '1001') {
	const made = await createPerson(system(db), { staffNo, name: '林小雨' });
	if (!made.ok) throw new Error(made.refusal);
	const link = await credentials.issuePasswordLink(system(db), made.value.id);
	if (!link.ok) throw new Error(link.refusal);
	await credentials.setPasswordByLink({ db, now }, link.value.token, password);
	return made.value.id;
}

async function tokenOf(db: Db, at = now) {
	const outcome = await signIn({ db, now: at }, { staffNo: '1001', password, ...from });
	if (!outcome.ok) throw new Error(outcome.refusal);
	return outcome.value.kind === 'in' ? outcome.value.token : '';
}

const kinds = async (db: Db) =>
	(await db.read.select().from(auditEntries).orderBy(asc(auditEntries.seq))).map(
		({ kind }) => kind
	);

afterEach(() => vi.useRealTimers());

describe('sessions', () => {
	it('keep no bearer token, and do not take what they keep for one', async () => {
		const db = await testDatabase();
		const userId = await withPerson(db);
		const token = await tokenOf(db);
		expect(await sessionBy(db, token)).toMatchObject({ userId });
		const [row] = await db.read.select().from(sessions);
		expect(JSON.stringify(row)).not.toContain(token);
		expect(row?.idHash).toBe(createHash('sha256').update(token).digest('hex'));
		for (const stolen of [row!.idHash, `sha256:${row!.idHash}`, '', 'x'.repeat(5_000)])
			expect(await sessionBy(db, stolen)).toBeUndefined();
		expect(JSON.stringify(await sessionsOf(db.read, userId))).not.toContain(token);
	});

	it('end by signing out, by being disabled, by idleness and by age', async () => {
		const db = await testDatabase();
		const userId = await withPerson(db);
		const actor = (await actorById(db.read, userId, now))!;
		const first = await tokenOf(db);
		const { handle } = (await sessionBy(db, first))!;
		expect(await signOut({ ...system(db), actor }, handle)).toBe(true);
		expect(await sessionBy(db, first)).toBeUndefined();

		vi.useFakeTimers({ toFake: ['Date'], now: new Date() });
		const idle = await tokenOf(db);
		vi.advanceTimersByTime(31 * 60_000);
		expect(await sessionBy(db, idle)).toBeUndefined();

		const watched = await tokenOf(db);
		for (const minutes of [20, 9]) {
			vi.advanceTimersByTime(minutes * 60_000);
			expect(await sessionBy(db, watched, { byItself: true })).toBeDefined();
		}
		vi.advanceTimersByTime(60_000);
		expect(await sessionBy(db, watched, { byItself: true })).toBeUndefined();

		const aged = await tokenOf(db);
		for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
			vi.advanceTimersByTime(20 * 60_000);
			expect(await sessionBy(db, aged)).toBeDefined();
		}
		vi.advanceTimersByTime(20 * 60_000);
		expect(await sessionBy(db, aged)).toBeUndefined();

		const live = await tokenOf(db);
		expect(await disablePerson(system(db), userId, 'left')).toMatchObject({ ok: true });
		expect(await sessionBy(db, live)).toBeUndefined();
		expect(await signIn({ db, now }, { staffNo: '1001', password, ...from })).toEqual({
			ok: false,
			refusal: 'wrong'
		});
	});

	it('of others can be neither seen nor ended', async () => {
		const db = await testDatabase();
		await withPerson(db);
		const other = await createPerson(system(db), { staffNo: '2', name: 'other' });
		const token = await tokenOf(db);
		const { handle } = (await sessionBy(db, token))!;
		const actor = { id: other.ok ? other.value.id : '', name: 'other', grants: [] };
		expect(await signOut({ ...system(db), actor }, handle)).toBe(false);
		expect(await sessionBy(db, token)).toBeDefined();
	});
});

describe('signing in', () => {
	it('answers alike for unknown and wrong, writes both to the chain, never what was typed', async () => {
		const db = await testDatabase();
		await withPerson(db);
		for (const staffNo of ['1001', 'nobody-here'])
			expect(await signIn({ db, now }, { staffNo, password: 'my secret slip', ...from })).toEqual({
				ok: false,
				refusal: 'wrong'
			});
		expect((await kinds(db)).filter((kind) => kind === 'sign-in.refused')).toHaveLength(2);
		const bodies = JSON.stringify(await db.read.select().from(auditEntries));
		expect(bodies).not.toContain('my secret slip');
		expect(bodies).not.toContain('nobody-here');
	});

	it('is slowed after five failures, also when they came at once, and after a restart', async () => {
		const db = await testDatabase();
		await withPerson(db);
		const wrong = { staffNo: '1001', password: 'wrong wrong', ...from };
		const answers = await Promise.all(Array.from({ length: 8 }, () => signIn({ db, now }, wrong)));
		const refusals = answers.map((answer) => (answer.ok ? 'in' : answer.refusal));
		expect(refusals.filter((refusal) => refusal === 'wrong')).toHaveLength(5);
		expect(refusals.filter((refusal) => refusal === 'wait')).toHaveLength(3);

		const again = await openDatabase(db.url);
		try {
			const right = { staffNo: '1001', password, ...from };
			expect(await signIn({ db: again, now: later(4_000) }, right)).toMatchObject({
				refusal: 'wait'
			});
			expect(await signIn({ db: again, now: later(5_000) }, right)).toMatchObject({ ok: true });
		} finally {
			await again.close();
		}
		for (let n = 0; n < 4; n++)
			expect(await signIn({ db, now: later(6_000) }, wrong)).toMatchObject({ refusal: 'wrong' });
		expect(await tokenOf(db, later(6_000))).toBeTruthy();
	});
});

describe('passwords', () => {
	it('are set by a link once, within 24 hours, and end the sessions', async () => {
		const db = await testDatabase();
		const userId = await withPerson(db);
		const session = await tokenOf(db);
		const link = await credentials.issuePasswordLink(system(db), userId);
		const token = link.ok ? link.value.token : '';
		const set = (text: string, at = now) =>
			credentials.setPasswordByLink({ db, now: at }, token, text);
		expect(await set('another kettle', later(24 * 3_600_000))).toMatchObject({
			refusal: 'link-invalid'
		});
		expect(await set('short')).toMatchObject({ refusal: 'too-short' });
		expect(await set('another kettle')).toMatchObject({ ok: true });
		expect(await set('yet another kettle')).toMatchObject({ refusal: 'link-invalid' });
		expect(await sessionBy(db, session)).toBeUndefined();
	});

	it('are handed out by administrators alone', async () => {
		const db = await testDatabase();
		const userId = await withPerson(db);
		const actor = (await actorById(db.read, userId, now))!;
		expect(await credentials.issuePasswordLink({ ...system(db), actor }, userId)).toEqual({
			ok: false,
			refusal: 'not-allowed'
		});
	});
});

describe('the first administrator', () => {
	const input = { department: '客户服务部', staffNo: '9001', name: '管理', password };

	it('is made once, with the latest token, before it expires', async () => {
		const db = await testDatabase();
		const old = (await offerSetUp(system(db)))!;
		const token = (await offerSetUp(system(db)))!;
		const setUp = (given: string, at = now) =>
			setUpCentre({ db, now: at }, { ...input, token: given });
		expect(await setUp(old)).toMatchObject({ refusal: 'link-invalid' });
		expect(await setUp(token, later(24 * 3_600_000))).toMatchObject({ refusal: 'link-invalid' });
		const both = await Promise.all([setUp(token), setUp(token)]);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		expect(await awaitsSetUp({ db, now })).toBe(false);
		expect(await offerSetUp(system(db))).toBeUndefined();
		expect(await kinds(db)).toEqual([
			'department.created',
			'person.created',
			'role.granted',
			'password.set',
			'centre.set-up'
		]);
	});
});
