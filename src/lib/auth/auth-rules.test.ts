import { describe, expect, it } from 'vitest';
import { safeNext } from './next-path.ts';
import { checkPassword } from './password-policy.ts';
import { ABSOLUTE_MS, hasEnded, IDLE_MS, needsExtending, sessionEnd } from './session-lifetime.ts';
import { decideAttempt, waitMs } from './sign-in-throttle.ts';

const at = (ms: number) => new Date(Date.UTC(2026, 2, 2, 8) + ms);

describe('sign-in throttle', () => {
	it.each([
		['account', 4, 0],
		['account', 5, 5_000],
		['account', 6, 10_000],
		['account', 12, 640_000],
		['account', 13, 900_000],
		['account', 900, 900_000],
		['address', 19, 0],
		['address', 20, 5_000]
	] as const)('%s with %i failures waits %i ms', (kind, count, ms) => {
		expect(waitMs(kind, count)).toBe(ms);
	});

	it('lets through at the very end of the wait, and tells the seconds before', () => {
		const failures = { count: 5, lastAt: at(0) };
		expect(decideAttempt('account', failures, at(4_999))).toEqual({
			ok: false,
			refusal: 'wait',
			facts: { seconds: 1 }
		});
		expect(decideAttempt('account', failures, at(5_000))).toMatchObject({ ok: true });
	});

	it('holds nobody up by a clock that was put back, and does not let guesses through', () => {
		const [few, many] = [5, 6].map((count) => ({ count: count - 1, lastAt: at(3_000_000) }));
		expect(decideAttempt('account', few, at(0))).toMatchObject({ ok: true });
		expect(decideAttempt('account', many, at(0))).toMatchObject({ facts: { seconds: 5 } });
	});

	it('forgets after an hour', () => {
		const failures = { count: 50, lastAt: at(0) };
		expect(decideAttempt('account', failures, at(3_600_000))).toEqual({
			ok: true,
			value: { count: 0 }
		});
	});
});

describe('password policy', () => {
	it.each([
		['1234567', 'too-short'],
		['x'.repeat(257), 'too-long'],
		['AGENT-1001', 'same-as-staff-no'],
		['Password123', 'too-common'],
		['eeeeeeeeee', 'too-common']
	])('refuses %s', (password, refusal) => {
		expect(checkPassword(password, 'agent-1001')).toMatchObject({ ok: false, refusal });
	});

	it.each(['听录音要仔细认真', 'blue kettle 7', 'x1'.repeat(128)])('takes %s', (password) => {
		expect(checkPassword(password, '1001')).toMatchObject({ ok: true });
	});
});

describe('session lifetime', () => {
	it('ends 30 minutes after the last request, and 12 hours after the sign-in', () => {
		expect(sessionEnd(at(0), at(0))).toEqual(at(IDLE_MS));
		expect(sessionEnd(at(0), at(ABSOLUTE_MS - 1))).toEqual(at(ABSOLUTE_MS));
		const session = { createdAt: at(0), expiresAt: at(IDLE_MS) };
		expect(hasEnded(session, at(IDLE_MS - 1))).toBe(false);
		expect(hasEnded(session, at(IDLE_MS))).toBe(true);
		expect(hasEnded({ createdAt: at(0), expiresAt: at(9e9) }, at(ABSOLUTE_MS))).toBe(true);
	});

	it('is extended at most once a minute', () => {
		expect(needsExtending(at(0), at(59_999))).toBe(false);
		expect(needsExtending(at(0), at(60_000))).toBe(true);
	});
});

describe('the page after signing in', () => {
	it.each([
		['/recordings?day=2026-03-02', '/recordings?day=2026-03-02'],
		[null, '/'],
		['', '/'],
		['//evil.example', '/'],
		['/\\evil.example', '/'],
		['/a\\b', '/'],
		['https://evil.example', '/'],
		['javascript:alert(1)', '/'],
		['/a\r\nSet-Cookie: x', '/'],
		['/sign-out', '/'],
		['/sign-in?next=/x', '/']
	])('%s leads to %s', (next, path) => {
		expect(safeNext(next)).toBe(path);
	});
});
