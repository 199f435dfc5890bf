import { asc } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { verifyChain } from '#lib/audit/server/verify.ts';
import { importCalendar, previewCalendar } from '#lib/calendar/server/import.ts';
import { packFile, unpackFile } from '#lib/calendar/server/packed-file.ts';
import { calendarOfYear, greetingOn, workingCalendar } from '#lib/calendar/server/queries.ts';
import { calendarDays, greetingPeriods } from '#lib/calendar/server/schema.ts';
import { addWorkingDays } from '#lib/calendar/working-calendar.ts';
import { systemActor, type Actor } from '#lib/people/role.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { testDatabase } from '../support/database.ts';

const now = new Date('2026-11-22T04:00:00Z');
const contextOf = (db: Db, actor: Actor = systemActor('command-line')) => ({
	db,
	actor,
	now,
	zone: 'Asia/Shanghai'
});
const bytes = (text: string) => new TextEncoder().encode(text);
const event = (summary: string, first: string, end?: string) =>
	`BEGIN:VEVENT\nSUMMARY:${summary}\nDTSTART;VALUE=DATE:${first}\n${end ? `DTEND;VALUE=DATE:${end}\n` : ''}END:VEVENT\n`;
const ics = (...events: string[]) =>
	bytes(`BEGIN:VCALENDAR\nVERSION:2.0\n${events.join('')}END:VCALENDAR\n`);
const newYear = ics(
	event('元旦 休', '20270101', '20270104'),
	event('元旦 补班', '20261227'),
	event('部门会议', '20261228')
);
const choice = { greetings: true };

async function imported(db: Db, file: Uint8Array, options: { greetings: boolean } = choice) {
	const outcome = await importCalendar(contextOf(db), file, options);
	if (!outcome.ok) throw new Error(outcome.refusal);
	return outcome.value;
}
const entries = async (db: Db) =>
	(await db.read.select().from(auditEntries).orderBy(asc(auditEntries.seq))).map(
		({ body }) =>
			JSON.parse(body) as { kind: string; actor: string; facts: Record<string, unknown> }
	);
const daysOf = (db: Db) =>
	db.read
		.select({ day: calendarDays.day, kind: calendarDays.kind, name: calendarDays.name })
		.from(calendarDays)
		.orderBy(asc(calendarDays.day));

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

	it('reads CSV: Chinese headings, GB 18030, kinds, greetings, faults by line', async () => {
		const db = await testDatabase();
		const csv = [
			'date,to,kind,name,greeting_zh,greeting_en',
			'2027-02-06,2027-02-12,休,春节,新年好,',
			'2027/2/14,,班,春节,,',
			'2027-02-31,,holiday,x,,',
			'2027-05-01,,maybe,x,,',
			'2027-05-02,,,x,,',
			'2027-02-05,2027-02-05,,,新年好,',
			'2027-05-03,,holiday,x,,,,surplus'
		].join('\n');
		const outcome = await imported(db, bytes(csv));
		expect(outcome).toMatchObject({ format: 'csv', read: 7, new: 3, held: 4 });
		expect(
			outcome.items.map((item) => ('reason' in item ? `${item.line} ${item.reason}` : item.state))
		).toEqual([
			'new',
			'new',
			'4 date-invalid',
			'5 unclear',
			'6 kind-missing',
			'new',
			'8 too-many-cells'
		]);
		const { greetings } = await calendarOfYear(db.read, 2027);
		expect(greetings).toMatchObject([
			{
				firstDay: 20270205,
				lastDay: 20270212,
				greeting: { en: 'Happy New Year', 'zh-CN': '新年好' }
			}
		]);
		// "日期,类型,名称\n2027-10-01,休,国庆节" in GB 18030.
		const gb = Buffer.from(
			'c8d5c6da2cc0e0d0cd2cc3fbb3c60a323032372d31302d30312cd0dd2cb9fac7ecbdda0a',
			'hex'
		);
		expect(await imported(db, gb)).toMatchObject({ read: 1, new: 1 });
		expect(await greetingOn(db.read, 20271001)).toMatchObject({ 'zh-CN': '国庆节快乐' });
	});

	it.each([
		['not-utf8', Buffer.concat([ics(), Buffer.from([0xb9, 0xfa])])],
		['truncated', bytes('BEGIN:VCALENDAR\nBEGIN:VEVENT\n')],
		['table-unreadable', bytes('a,b\n1,2')],
		['table-unreadable', bytes('date,name\n"2027-01-01,x')],
		['empty-file', bytes(' \n')],
		['too-large', new Uint8Array(2 * 1024 * 1024 + 1)],
		['no-working-day', ics(event('放假', '20270101', '20280102'))]
	])('refuses %s and leaves no trace', async (refusal, file) => {
		const db = await testDatabase();
		expect(await previewCalendar(contextOf(db), file, choice)).toMatchObject({ refusal });
		expect(await importCalendar(contextOf(db), file, choice)).toMatchObject({ refusal });
		expect(await daysOf(db)).toEqual([]);
		expect(await entries(db)).toEqual([]);
	});

	it('does what the preview showed, or nothing', async () => {
		const db = await testDatabase();
		const preview = await previewCalendar(contextOf(db), newYear, choice);
		expect(await daysOf(db)).toEqual([]);
		if (!preview.ok) throw new Error(preview.refusal);
		const { fingerprint } = preview.value;
		await imported(db, ics(event('元旦 休', '20270101')));
		const outdated = await importCalendar(contextOf(db), newYear, { ...choice, fingerprint });
		expect(outdated).toMatchObject({ refusal: 'preview-outdated' });
		expect(await daysOf(db)).toHaveLength(1);
		const again = await previewCalendar(contextOf(db), newYear, choice);
		if (!again.ok) throw new Error(again.refusal);
		const packed = unpackFile(packFile(newYear))!;
		const fresh = { ...choice, fingerprint: again.value.fingerprint };
		expect(await importCalendar(contextOf(db), packed, fresh)).toMatchObject({ ok: true });
		expect(await daysOf(db)).toHaveLength(4);
	});

	it('takes a thousand days', async () => {
		const db = await testDatabase();
		const yearly = Array.from({ length: 80 }, (_, n) => {
			const month = String((n % 12) + 1).padStart(2, '0');
			const day = String(Math.floor(n / 12) + 1).padStart(2, '0');
			return `BEGIN:VEVENT\nSUMMARY:放假\nDTSTART;VALUE=DATE:2020${month}${day}\nRRULE:FREQ=YEARLY\nEND:VEVENT\n`;
		});
		expect(await imported(db, ics(...yearly))).toMatchObject({ read: 80, new: 80 });
		expect(await db.read.$count(calendarDays)).toBe(80 * 13);
	});
});
