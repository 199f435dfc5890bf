/** What files of the calendar may hold, and their preview. */
import { describe, expect, it } from 'vitest';
import { importCalendar, previewCalendar } from '#lib/calendar/server/import.ts';
import { packFile, unpackFile } from '#lib/calendar/server/packed-file.ts';
import { calendarOfYear, greetingOn } from '#lib/calendar/server/queries.ts';
import { calendarDays } from '#lib/calendar/server/schema.ts';
import {
	bytes,
	choice,
	contextOf,
	daysOf,
	entries,
	event,
	ics,
	imported,
	newYear
} from '../fixtures/calendar.ts';
import { testDatabase } from '../support/database.ts';

describe('a file of the calendar', () => {
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
