import { describe, expect, it } from 'vitest';
import { decideExcuse, missedDuty } from './missed.ts';
import { parseMissedFilter } from './missed-filter.ts';
import { searchOf } from '#lib/shared/address.ts';

describe('a missed duty', () => {
	it.each([
		[undefined, { undone: 0, inTime: 3, ahead: 0 }],
		[undefined, { undone: 1, inTime: 0, ahead: 1 }],
		[
			{ tasks: 1, of: 1 },
			{ undone: 1, inTime: 0, ahead: 0 }
		],
		[
			{ tasks: 2, of: 5 },
			{ undone: 2, inTime: 3, ahead: 0 }
		]
	])('is %j', (missed, duty) => {
		expect(missedDuty(duty)).toEqual(missed);
	});

	it('is excused once, with words', () => {
		const fresh = { excused: false };
		expect(decideExcuse(fresh, { reason: 'leave', words: ' 休假 ' })).toEqual({
			ok: true,
			value: '休假'
		});
		expect(decideExcuse(fresh, { reason: 'leave', words: '—' })).toMatchObject({
			refusal: 'words-missing'
		});
		expect(decideExcuse(fresh, { reason: 'other', words: '其他原因' })).toMatchObject({
			refusal: 'words-missing'
		});
		expect(decideExcuse({ excused: true }, { reason: 'leave', words: 'leave' })).toMatchObject({
			refusal: 'already-excused'
		});
	});
});

describe('the filter of missed duties', () => {
	it('reads its own address, and leaves out what cannot be read', () => {
		const filter = {
			person: 'p',
			team: 't',
			plan: 'daily',
			draw: 'd',
			from: 20_261_101,
			to: 20_261_130,
			excused: 'no'
		} as const;
		expect(parseMissedFilter(searchOf(filter))).toEqual(filter);
		const bad = new URLSearchParams('from=2026-13-01&to=0000-01-01&excused=maybe&plan=%20');
		expect(searchOf(parseMissedFilter(bad)).toString()).toBe('');
	});
});
