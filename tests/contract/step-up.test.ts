import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
	changePassword,
	issuePasswordLink,
	setPasswordByLink
} from '#lib/auth/server/credentials.ts';
import { endOtherSessions, endSessionsOfPerson } from '#lib/auth/server/session-commands.ts';
import { sessionsOf } from '#lib/auth/server/session-list.ts';
import { sessionBy } from '#lib/auth/server/sessions.ts';
import { signIn, type SignIn } from '#lib/auth/server/sign-in.ts';
import { proveAgain, steppedUp, stepUpNeed } from '#lib/auth/server/step-up.ts';
import { clearWaits, waitsUntil } from '#lib/auth/server/waits.ts';
import { disablePerson, enablePerson, grantRole } from '#lib/people/server/administration.ts';
import { openDatabase, type Db } from '#lib/platform/server/db/client.ts';
import { auditKinds, from, password, person, signedIn, system } from '../fixtures/sign-ins.ts';
import { testDatabase } from '../support/database.ts';

beforeEach(
	() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T08:00:00Z') })
);
afterEach(() => void vi.useRealTimers());
const now = () => new Date();
const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);

describe('step-up', () => {
	it('holds five minutes, in its session, and is slowed like sign-ins are', async () => {
		const db = await testDatabase();
		const { actor, context } = await person(db, '1001', 'agent');
		const { handle } = await signedIn(db, '1001');
		const other = await signedIn(db, '1001');
		const prove = (typed: string, where: string | undefined = handle) =>
			proveAgain(context(), { handle: where, password: typed, code: '' });
		expect(await steppedUp(db.read, handle, now())).toBe(false);
		expect(await prove('')).toEqual({ ok: false, refusal: 'step-up-needed' });
		expect(await prove(password, undefined)).toMatchObject({ ok: true });
		expect(await stepUpNeed({ db, actor, now: now(), sessionHandle: handle })).toEqual({
			needed: false,
			secondFactor: false
		});
		expect(await steppedUp(db.read, other.handle, now())).toBe(false);
		expect(await steppedUp(db.read, undefined, now())).toBe(false);
		pass(300);
		expect(await prove('')).toMatchObject({ ok: true });
		pass(1);
		expect(await prove('')).toMatchObject({ refusal: 'step-up-needed' });
		for (let n = 0; n < 5; n++)
			expect(await prove('wrong wrong')).toEqual({ ok: false, refusal: 'step-up-wrong' });
		expect(await prove(password)).toEqual({
			ok: false,
			refusal: 'step-up-throttled',
			facts: { seconds: 5 }
		});
		expect(await signedIn(db, '1001')).toBeTruthy();
		pass(5);
		expect(await prove(password)).toMatchObject({ ok: true });
		const wei = await person(db, '1002', 'agent');
		expect(await proveAgain(wei.context(), { handle, password, code: '' })).toMatchObject({
			ok: true
		});
		pass(301);
		expect(await proveAgain(wei.context(), { handle, password, code: '' })).toMatchObject({
			refusal: 'step-up-wrong'
		});
		const kinds = await auditKinds(db);
		expect(kinds.filter((kind) => kind === 'session.stepped-up')).toHaveLength(2);
		expect(kinds.filter((kind) => kind === 'step-up.refused')).toHaveLength(6);
	});
});

describe('sessions', () => {
	it('are three at once, end together, and begin anew with roles, passwords and returns', async () => {
		const db = await testDatabase();
		const { actor, context } = await person(db, '1001', 'agent');
		const ana = await person(db, '9001', 'administrator');
		const tokens: string[] = [];
		for (let n = 0; n < 4; n++) {
			pass(60);
			const { token, displaced } = await signedIn(db, '1001');
			expect(displaced).toBe(n === 3 ? 1 : 0);
			tokens.push(token);
		}
		const live = async () => {
			const found = await Promise.all(tokens.map((token) => sessionBy(db, token)));
			return found.map(Boolean);
		};
		expect(await live()).toEqual([false, true, true, true]);
		const { handle } = (await sessionBy(db, tokens[2]!))!;
		const listed = await sessionsOf(db.read, actor.id, handle);
		expect(listed).toMatchObject([{ here: false }, { here: true, ...from }, { here: false }]);
		expect(await endOtherSessions(context(), handle)).toMatchObject({ value: 2 });
		expect(await live()).toEqual([false, false, true, false]);

		const change = { staffNo: '1001', present: password, password: 'another kettle 8', handle };
		const changed = await changePassword(context(), change);
		const renewed = (changed.ok && changed.value.token) || '';
		expect(await live()).toEqual([false, false, false, false]);
		expect(await sessionBy(db, renewed)).toMatchObject({ userId: actor.id });
		expect(await endSessionsOfPerson(context(), actor.id)).toMatchObject({
			refusal: 'not-allowed'
		});
		expect(await endSessionsOfPerson(ana.context(), actor.id)).toMatchObject({ value: 1 });
		expect(await sessionBy(db, renewed)).toBeUndefined();

		const back = { staffNo: '1001', password: 'another kettle 8', ...from };
		const enter = async () => {
			const outcome = await signIn({ db, now: now() }, back);
			return outcome.ok && outcome.value.kind === 'in' ? outcome.value.token : '';
		};
		const before = await enter();
		const wanted = { role: 'technician' as const, teamId: null, departmentId: null };
		await grantRole(system(db), actor.id, { ...wanted, from: now(), to: null });
		expect(await sessionBy(db, before)).toBeUndefined();
		const shut = await enter();
		await disablePerson(system(db), actor.id, 'left');
		await enablePerson(system(db), actor.id);
		expect(await sessionBy(db, shut)).toBeUndefined();
	});
});

describe('a storm of wrong passwords', () => {
	const wrong = { staffNo: '1001', password: 'wrong wrong', agent: 'storm' };
	const tried = async (db: Db, input: SignIn) => {
		const outcome = await signIn({ db, now: now() }, input);
		return outcome.ok ? outcome.value.kind : outcome.refusal;
	};

	it('survives a restart, keeps nobody out for more than 15 minutes, and not who is known here', async () => {
		const db = await testDatabase();
		const { actor, context } = await person(db, '1001', 'agent');
		const ana = await person(db, '9001', 'administrator');
		const { browser } = await signedIn(db, '1001');
		const storm = async (address: string, tries: number) => {
			for (let n = 0; n < tries; n++) {
				const until = await waitsUntil(db.read, actor.id, now());
				if (until) vi.setSystemTime(until);
				await tried(db, { ...wrong, address });
			}
		};
		await storm('10.6.6.6', 14);
		const until = (await waitsUntil(db.read, actor.id, now()))!;
		expect(until.getTime() - now().getTime()).toBe(15 * 60_000);

		const again = await openDatabase(db.url);
		try {
			expect(await tried(again, { staffNo: '1001', password, ...from })).toBe('wait');
			expect(await tried(again, { staffNo: '1001', password, ...from, browser })).toBe('in');
		} finally {
			await again.close();
		}
		expect(await tried(db, { ...wrong, ...from, browser: 'x'.repeat(32) })).toBe('wait');
		expect(await clearWaits(context(), actor.id)).toMatchObject({ refusal: 'not-allowed' });
		expect(await clearWaits(ana.context(), actor.id)).toMatchObject({ ok: true });
		expect(await clearWaits(ana.context(), actor.id)).toMatchObject({
			refusal: 'nothing-to-clear'
		});
		expect(await tried(db, { staffNo: '1001', password, ...from })).toBe('in');

		await storm('10.6.6.7', 5);
		const link = await issuePasswordLink(ana.context(), actor.id);
		const set = await setPasswordByLink(
			{ db, now: now() },
			link.ok ? link.value.token : '',
			'another kettle 8'
		);
		const known = set.ok ? set.value.browser : '';
		const right = { staffNo: '1001', password: 'another kettle 8', ...from };
		expect(await tried(db, right)).toBe('wait');
		expect(await tried(db, { ...right, browser: known })).toBe('in');
		for (let n = 0; n < 5; n++)
			expect(await tried(db, { ...wrong, ...from, browser: known })).toBe('wrong');
		expect(await tried(db, { ...right, browser: known })).toBe('wait');
	});
});
