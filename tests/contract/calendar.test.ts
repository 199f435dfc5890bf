/** What an import makes of the working calendar. */
import { describe, expect, it } from 'vitest';
import { verifyChain } from '#lib/audit/server/verify.ts';
import { calendarOfYear, greetingOn, workingCalendar } from '#lib/calendar/server/queries.ts';
import { greetingPeriods } from '#lib/calendar/server/schema.ts';
import { addWorkingDays } from '#lib/calendar/working-calendar.ts';
import { daysOf, entries, event, ics, imported, newYear } from '../fixtures/calendar.ts';
import { testDatabase } from '../support/database.ts';

describe('importing a calendar', () => {
	it('saves holidays, make-up days and greetings, holds what is unclear, and is recorded', async () => {
		const db = await testDatabase();
		const outcome = await imported(db, newYear);
		expect(outcome).toMatchObject({ read: 3, new: 2, changed: 0, same: 0, held: 1, skipped: 0 });
		expect(outcome.items[2]).toMatchObject({ line: 12, state: 'held', reason: 'unclear' });
		expect(await daysOf(db)).toEqual([
			{ day: 20261227, kind: 'working', name: '元旦' },
			{ day: 20270101, kind: 'holiday', name: '元旦' },
			{ day: 20270102, kind: 'holiday', name: '元旦' },
			{ day: 20270103, kind: 'holiday', name: '元旦' }
		]);
		const [entry, ...more] = await entries(db);
		expect(more).toEqual([]);
		expect(entry).toMatchObject({
			kind: 'calendar.changed',
			actor: 'system:command-line',
			facts: {
				read: 3,
				new: 2,
				changed: 0,
				held: 1,
				daysNew: 4,
				greetings: 1,
				file: outcome.sha256
			}
		});
		expect(outcome.sha256).toMatch(/^[0-9a-f]{64}$/);
		expect((await verifyChain(db.read)).ok).toBe(true);
	});

	it('counts working days by it, and greets in the dates', async () => {
		const db = await testDatabase();
		await imported(db, newYear);
		const calendar = await workingCalendar(db.read, { from: 20261201, to: 20270131 });
		expect(addWorkingDays(calendar, 20261225, 1)).toBe(20261227);
		expect(addWorkingDays(calendar, 20261231, 1)).toBe(20270104);
		expect(await greetingOn(db.read, 20261231)).toBeUndefined();
		expect(await greetingOn(db.read, 20270101)).toEqual({
			en: 'Happy New Year',
			'zh-CN': '新年好'
		});
		expect(await greetingOn(db.read, 20270104)).toBeUndefined();
	});

	it('changes nothing the second time, and records nothing', async () => {
		const db = await testDatabase();
		await imported(db, newYear);
		const before = [await daysOf(db), await db.read.select().from(greetingPeriods)];
		expect(await imported(db, newYear)).toMatchObject({ new: 0, changed: 0, same: 2, held: 1 });
		expect([await daysOf(db), await db.read.select().from(greetingPeriods)]).toEqual(before);
		expect(await entries(db)).toHaveLength(1);
	});

	it('never removes: a later file adds and changes, with what was before in the chain', async () => {
		const db = await testDatabase();
		await imported(db, newYear);
		const later = ics(event('元旦 班', '20270103'), event('元旦 休', '20270104'));
		expect(await imported(db, later)).toMatchObject({ read: 2, new: 1, changed: 1 });
		expect((await daysOf(db)).map(({ day, kind }) => [day, kind])).toEqual([
			[20261227, 'working'],
			[20270101, 'holiday'],
			[20270102, 'holiday'],
			[20270103, 'working'],
			[20270104, 'holiday']
		]);
		expect((await entries(db)).at(-1)!.facts.before).toEqual({ 20270103: 'holiday' });
	});

	it('lets a greeting’s period grow, and makes one of days that follow one another', async () => {
		const db = await testDatabase();
		const day = (n: number) => event('国庆节 休', `2026100${n}`);
		await imported(db, ics(day(1), day(2), day(3)));
		await imported(db, ics(day(3), day(4), day(5)));
		const { greetings } = await calendarOfYear(db.read, 2026);
		expect(greetings).toMatchObject([{ firstDay: 20261001, lastDay: 20261005 }]);
	});

	it('brings no greetings when told so', async () => {
		const db = await testDatabase();
		await imported(db, newYear, { greetings: false });
		expect(await db.read.$count(greetingPeriods)).toBe(0);
	});

	it('holds both of two entries that contradict each other', async () => {
		const db = await testDatabase();
		const file = ics(event('国庆节 休', '20261001', '20261004'), event('国庆节 班', '20261002'));
		expect(await imported(db, file)).toMatchObject({
			held: 2,
			new: 0,
			items: [
				{ state: 'held', reason: 'contradicts', facts: { day: '2026-10-02', otherLine: 8 } },
				{ state: 'held', reason: 'contradicts', facts: { otherLine: 3 } }
			]
		});
		expect(await daysOf(db)).toEqual([]);
		expect(await entries(db)).toEqual([]);
	});
});
