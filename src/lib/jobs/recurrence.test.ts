import { describe, expect, it } from 'vitest';
import { claimable, retryAfterMs } from './job.ts';
import { lastSlot, nextSlot, slotsBetween } from './recurrence.ts';

const daily = (zone: string, pattern = '0 6 * * *') => ({ pattern, zone });
const texts = (slots: Date[]) => slots.map((slot) => slot.toISOString());

describe('slotsBetween', () => {
	it('gives every missed day once, the end included and the beginning not', () => {
		const from = new Date('2026-11-18T22:00:00Z');
		const to = new Date('2026-11-20T22:00:00Z');
		expect(texts(slotsBetween(daily('Asia/Shanghai'), from, to))).toEqual([
			'2026-11-19T22:00:00.000Z',
			'2026-11-20T22:00:00.000Z'
		]);
		expect(slotsBetween(daily('Asia/Shanghai'), to, to)).toEqual([]);
	});

	it.each([
		['29 February', 'Asia/Shanghai', '2028-02-28T00:00:00Z', '2028-03-01T23:00:00Z', 3],
		['no 29 February', 'Asia/Shanghai', '2027-02-28T00:00:00Z', '2027-03-01T23:00:00Z', 2],
		['New Year', 'America/St_Johns', '2026-12-30T12:00:00Z', '2027-01-02T12:00:00Z', 3],
		['spring forward', 'Europe/Berlin', '2026-03-27T12:00:00Z', '2026-03-30T12:00:00Z', 3],
		['fall back', 'Europe/Berlin', '2026-10-23T12:00:00Z', '2026-10-26T12:00:00Z', 3]
	])('has one slot a day over %s in %s', (_, zone, from, to, n) => {
		expect(slotsBetween(daily(zone), new Date(from), new Date(to))).toHaveLength(n);
	});

	it('runs a repeated time once and a skipped one after the gap', () => {
		const berlin = daily('Europe/Berlin', '30 2 * * *');
		const day = (text: string) =>
			texts(
				slotsBetween(
					berlin,
					new Date(`${text}T22:00:00Z`),
					new Date(+new Date(`${text}T22:00:00Z`) + 86_400_000)
				)
			);
		expect(day('2026-10-24')).toEqual(['2026-10-25T00:30:00.000Z']);
		expect(day('2026-03-28')).toHaveLength(1);
	});
});

describe('lastSlot and nextSlot', () => {
	it('are the slot itself and the one after it, at the slot', () => {
		const at = new Date('2026-11-20T22:00:00Z');
		expect(lastSlot(daily('Asia/Shanghai'), at)).toEqual(at);
		expect(nextSlot(daily('Asia/Shanghai'), at)).toEqual(new Date('2026-11-21T22:00:00Z'));
		const before = new Date(at.getTime() - 1);
		expect(lastSlot(daily('Asia/Shanghai'), before)).toEqual(new Date('2026-11-19T22:00:00Z'));
	});
});

describe('claimable', () => {
	const now = new Date('2026-11-21T00:00:00Z');
	const slot = (n: number) => new Date(n * 1000);
	const run = (n: number, state: 'running' | 'done' | 'failed', leaseMs: number) => ({
		slot: slot(n),
		state,
		leaseUntil: new Date(now.getTime() + leaseMs)
	});

	it('takes what nobody began and what was let go', () => {
		const runs = [
			run(1, 'done', -1),
			run(2, 'running', 1),
			run(3, 'running', 0),
			run(4, 'failed', 5)
		];
		const slots = [1, 2, 3, 4, 5].map(slot);
		expect(claimable(slots, runs, 'each', now)).toEqual([slot(3), slot(5)]);
		expect(claimable(slots, runs, 'latest', now)).toEqual([slot(5)]);
		expect(claimable(slots.slice(0, 4), runs, 'latest', now)).toEqual([]);
	});

	it.each([
		[1, 10_000],
		[2, 20_000],
		[9, 2_560_000],
		[10, 3_600_000],
		[500, 3_600_000]
	])('lets a slot rest after failure %i for %i ms', (attempt, ms) => {
		expect(retryAfterMs(attempt)).toBe(ms);
	});
});
