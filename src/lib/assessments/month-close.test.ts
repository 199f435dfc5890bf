import { describe, expect, it } from 'vitest';
import { closeBlocks, decideClose, type CloseChecks } from './month-close.ts';

const none: CloseChecks = {
	reviews: 0,
	drafts: 0,
	disputes: 0,
	'severe-items': 0,
	adjustments: 0,
	'missed-duties': 0,
	talks: 0,
	signatures: 0
};
const asked = { month: 202_603, current: 202_604, closed: undefined, checks: none };

describe('decideClose', () => {
	it('closes a month that is over and has nothing open', () => {
		expect(decideClose(asked)).toEqual({ ok: true, value: undefined });
		expect(decideClose({ ...asked, month: 202_512, current: 202_601 }).ok).toBe(true);
	});

	it('waits for the last day of the month to pass', () => {
		expect(decideClose({ ...asked, current: 202_603 })).toEqual({
			ok: false,
			refusal: 'month-not-over'
		});
	});

	it.each(closeBlocks)('is stopped by %s, and says how many', (block) => {
		expect(decideClose({ ...asked, checks: { ...none, [block]: 2 } })).toEqual({
			ok: false,
			refusal: 'open-items',
			facts: { [block]: 2 }
		});
	});

	it('is not stopped by a missed duty, a talk not held or a sheet not signed', () => {
		const checks = { ...none, 'missed-duties': 3, talks: 4, signatures: 5 };
		expect(decideClose({ ...asked, checks }).ok).toBe(true);
	});

	it('names who was quicker', () => {
		const closed = { by: 'Ana', at: new Date('2026-04-01T08:00:00Z') };
		expect(decideClose({ ...asked, closed })).toEqual({
			ok: false,
			refusal: 'already-closed',
			facts: { by: 'Ana', at: '2026-04-01T08:00:00.000Z' }
		});
	});
});
