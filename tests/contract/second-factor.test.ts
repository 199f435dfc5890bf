import { TOTP, Secret } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as credentials from '#lib/auth/server/credentials.ts';
import { recoveryCodes, totpKeys } from '#lib/auth/server/schema.ts';
import * as secondFactor from '#lib/auth/server/second-factor-set-up.ts';
import { sessionBy } from '#lib/auth/server/sessions.ts';
import { awaitsCode, signInByCode } from '#lib/auth/server/sign-in-code.ts';
import { owesSecondFactor, setSignInSettings } from '#lib/auth/server/sign-in-settings.ts';
import { signIn } from '#lib/auth/server/sign-in.ts';
import { proveAgain, steppedUp, stepUpNeed } from '#lib/auth/server/step-up.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { auditKinds, from, password, person, signedIn } from '../fixtures/sign-ins.ts';
import { testDatabase } from '../support/database.ts';

beforeEach(
	() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T08:00:10Z') })
);
afterEach(() => void vi.useRealTimers());
const now = () => new Date();
const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);

/** The digits that the person's device shows, `steps` of 30 seconds away. */
const shown = (secret: string, steps = 0) =>
	new TOTP({ secret: Secret.fromBase32(secret) }).generate({
		timestamp: Date.now() + steps * 30_000
	});

/** A person with a second factor, signed in by the password alone before it was set up. */
async function withCodes(db: Db, staffNo = '1001') {
	const { actor, context } = await person(db, staffNo, 'agent');
	const { handle } = await signedIn(db, staffNo);
	const proof = { handle, password, code: '' };
	expect(await secondFactor.beginSecondFactor(context(), proof)).toMatchObject({ ok: true });
	const [key] = await db.read.select().from(totpKeys);
	const secret = key!.secret;
	const state = await secondFactor.secondFactorOf(db.read, { id: actor.id, staffNo });
	expect(state).toMatchObject({ since: null, pending: { secret } });
	expect(state.pending!.uri).toMatch(/^otpauth:\/\/totp\/Listenback:1001\?.*secret=/);
	expect(await secondFactor.confirmSecondFactor(context(), '000 000')).toMatchObject({
		refusal: 'code-wrong'
	});
	const first = shown(secret);
	const spaced = `${first.slice(0, 3)} ${first.slice(3)}`;
	const codes = await secondFactor.confirmSecondFactor(context(), spaced);
	if (!codes.ok) throw new Error(codes.refusal);
	return { actor, context, handle, secret, first, codes: codes.value };
}

async function pendingOf(db: Db) {
	const asked = await signIn({ db, now: now() }, { staffNo: '1001', password, ...from });
	if (!asked.ok || asked.value.kind !== 'code-wanted') throw new Error('no code asked for');
	return asked.value.pending;
}

describe('signing in with a second factor', () => {
	it('takes each code once, within one step, and each recovery code once', async () => {
		const db = await testDatabase();
		const { secret, first, codes } = await withCodes(db);
		expect(codes).toHaveLength(10);
		const kept = JSON.stringify(await db.read.select().from(recoveryCodes));
		for (const code of codes) expect(kept).not.toContain(code.replaceAll('-', ''));

		const pending = await pendingOf(db);
		expect(await sessionBy(db, pending)).toBeUndefined();
		const enter = (code: string, given = pending) =>
			signInByCode({ db, now: now() }, { pending: given, code, ...from });
		expect(await enter(first)).toMatchObject({ refusal: 'code-wrong' });
		expect(await enter(shown(secret, 2))).toMatchObject({ refusal: 'code-wrong' });
		expect(await enter(shown(secret, 1), 'x'.repeat(32))).toMatchObject({
			refusal: 'code-expired'
		});
		const ahead = shown(secret, 1);
		expect(await enter(ahead)).toMatchObject({ ok: true, value: { kind: 'in' } });
		expect(await enter(shown(secret, 1))).toMatchObject({ refusal: 'code-expired' });
		const again = await pendingOf(db);
		expect(await enter(ahead, again)).toMatchObject({ refusal: 'code-wrong' });
		expect(await enter(codes[0]!.toLowerCase(), again)).toMatchObject({ ok: true });
		const third = await pendingOf(db);
		expect(await enter(codes[0]!, third)).toMatchObject({ refusal: 'code-wrong' });
		expect(await awaitsCode({ db, now: now() }, third)).toBe(true);
		pass(5 * 60);
		expect(await awaitsCode({ db, now: now() }, third)).toBe(false);
		expect(await enter(shown(secret), third)).toMatchObject({ refusal: 'code-expired' });

		const fourth = await pendingOf(db);
		const right = shown(secret);
		const both = await Promise.all([enter(right, fourth), enter(right, fourth)]);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	});

	it('slows wrong codes as it slows wrong passwords, and not whoever is in', async () => {
		const db = await testDatabase();
		const { context, handle, secret } = await withCodes(db);
		const pending = await pendingOf(db);
		const enter = (code: string) =>
			signInByCode({ db, now: now() }, { pending, code, ...from, address: '10.9.9.9' });
		for (let n = 0; n < 5; n++)
			expect(await enter(`00000${n}`)).toMatchObject({ refusal: 'code-wrong' });
		pass(1);
		expect(await enter(shown(secret, 1))).toMatchObject({ refusal: 'wait', facts: { seconds: 4 } });
		pass(301);
		const proof = { handle, password, code: shown(secret) };
		expect(await proveAgain(context(), proof)).toMatchObject({ ok: true });
	});
});

describe('a second factor', () => {
	it('is required by role, removed after a step-up, and reset by a link alone', async () => {
		const db = await testDatabase();
		const { actor, context, secret, codes } = await withCodes(db);
		const ana = await person(db, '9001', 'administrator');
		const { handle } = await signedIn(db, '9001');
		const settings = { secondFactorRoles: ['agent' as const], sessionsAtOnce: 3 };
		const proof = { handle, password, code: '' };
		expect(await setSignInSettings(context(), settings, proof)).toMatchObject({
			refusal: 'not-allowed'
		});
		expect(await setSignInSettings(ana.context(), settings, { ...proof, password: '' })).toEqual({
			ok: false,
			refusal: 'step-up-needed'
		});
		expect(await setSignInSettings(ana.context(), settings, proof)).toMatchObject({ ok: true });
		expect(await owesSecondFactor(db.read, actor, now())).toBe(false);
		expect(await owesSecondFactor(db.read, ana.actor, now())).toBe(false);

		pass(30);
		const inside = await signInByCode(
			{ db, now: now() },
			{ pending: await pendingOf(db), code: shown(secret), ...from }
		);
		const { handle: here } = (await sessionBy(db, inside.ok ? inside.value.token : ''))!;
		expect(await stepUpNeed({ db, actor, now: now(), sessionHandle: here })).toEqual({
			needed: true,
			secondFactor: true
		});
		const own = { handle: here, password, code: codes[3]! };
		expect(await secondFactor.removeSecondFactor(context(), { ...own, code: '' })).toMatchObject({
			refusal: 'step-up-needed'
		});
		expect(await secondFactor.removeSecondFactor(context(), own)).toMatchObject({
			refusal: 'second-factor-required'
		});
		expect(await steppedUp(db.read, here, now())).toBe(true);

		const issued = await credentials.issueResetLink(ana.context(), actor.id, proof);
		const token = issued.ok ? issued.value.token : '';
		expect(await pendingOf(db)).toBeTruthy();
		expect(
			await credentials.setPasswordByLink({ db, now: now() }, token, 'another kettle 8')
		).toMatchObject({ ok: true });
		expect(await owesSecondFactor(db.read, actor, now())).toBe(true);
		expect(await db.read.select().from(recoveryCodes)).toEqual([]);
		const kinds = await auditKinds(db);
		for (const kind of ['second-factor.set', 'recovery-codes.made', 'second-factor.removed'])
			expect(kinds.filter((one) => one === kind)).toHaveLength(1);
	});
});
