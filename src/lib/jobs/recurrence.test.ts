import { describe, expect, it } from 'vitest';
import { isClaimable, retryAfterMs } from './job.ts';
import { lastSlot, nextSlot } from './recurrence.ts';

const daily = (zone: string, pattern = '0 6 * * *') => ({ pattern, zone });

describe('lastSlot and nextSlot', () => {
	it('are the slot itself and the one after it, at the slot', () => {
		const at = new Date('2026-11-20T22:00:00Z');
		expect(lastSlot(daily('Asia/Shanghai'), at)).toEqual(at);
		expect(nextSlot(daily('Asia/Shanghai'), at)).toEqual(new Date('2026-11-21T22:00:00Z'));
		const before = new Date(at.getTime() - 1);
		expect(lastSlot(daily('Asia/Shanghai'), before)).toEqual(new Date('2026-11-19T22:00:00Z'));
	});

	it.each([
		['29 February', 'Asia/Shanghai', '2028-02-28T22:00:00Z', '2028-02-29T22:00:00Z'],
		['New Year', 'America/St_Johns', '2026-12-31T09:30:00Z', '2027-01-01T09:30:00Z'],
		['spring forward', 'Europe/Berlin', '2026-03-28T05:00:00Z', '2026-03-29T04:00:00Z'],
		['fall back', 'Europe/Berlin', '2026-10-24T04:00:00Z', '2026-10-25T05:00:00Z']
	])('are a day apart over %s in %s', (_, zone, slot, next) => {
		expect(lastSlot(daily(zone), new Date(slot))).toEqual(new Date(slot));
		expect(nextSlot(daily(zone), new Date(slot))).toEqual(new Date(next));
	});

	it('take a repeated time once and a skipped one after the gap', () => {
		const berlin = daily('Europe/Berlin', '30 2 * * *');
		const repeated = nextSlot(berlin, new Date('2026-10-24T22:00:00Z'))!;
		expect(repeated).toEqual(new Date('2026-10-25T00:30:00.000Z'));
		expect(nextSlot(berlin, repeated)).toEqual(new Date('2026-10-26T01:30:00Z'));
		const skipped = nextSlot(berlin, new Date('2026-03-28T22:00:00Z'))!;
		expect(skipped.toISOString().slice(0, 10)).toBe('2026-03-29');
	});
});

describe('a slot', () => {
	const now = new Date('2026-11-21T00:00:00Z');
	const run = (state: 'running' | 'done' | 'failed', leaseMs: number) => ({
		state,
		leaseUntil: new Date(now.getTime() + leaseMs)
	});

	it.each([
		[undefined, true],
		[run('done', -1), false],
		[run('running', 1), false],
		[run('running', 0), true],
		[run('failed', 5), false],
		[run('failed', 0), true]
	])('%o may be claimed: %s', (state, expected) => {
		expect(isClaimable(state, now)).toBe(expected);
	});

	it.each([
		[1, 10_000],
		[2, 20_000],
		[9, 2_560_000],
		[10, 3_600_000],
		[500, 3_600_000]
	])('rests after failure %i for %i ms', (attempt, ms) => {
		expect(retryAfterMs(attempt)).toBe(ms);
	});
});
