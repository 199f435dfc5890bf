import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { addGreeting, removeGreeting, setDays } from '#lib/calendar/server/changes.ts';
import { importCalendar, previewCalendar } from '#lib/calendar/server/import.ts';
import { greetingOn } from '#lib/calendar/server/queries.ts';
import { calendarDays } from '#lib/calendar/server/schema.ts';
import type { Actor, Role } from '#lib/people/role.ts';
import { bytes, choice, contextOf, daysOf, entries } from '../fixtures/calendar.ts';
import { testDatabase } from '../support/database.ts';

const actorOf = (role: Role): Actor => ({
	id: '01950000-0000-7000-8000-000000000001',
	name: role,
	grants: [{ role, teamId: null, departmentId: null }]
});
const newYear = bytes('date,kind\n2027-01-01,holiday\n');

describe('changing the calendar by hand', () => {
	const days = { firstDay: 20270501, lastDay: 20270505, kind: 'holiday', name: '劳动节' } as const;

	it('names days, names them otherwise, and takes them back', async () => {
		const db = await testDatabase();
		expect(await setDays(contextOf(db), days)).toEqual({ ok: true, value: { changed: 5 } });
		expect(await setDays(contextOf(db), days)).toEqual({ ok: true, value: { changed: 0 } });
		await setDays(contextOf(db), {
			firstDay: 20270505,
			lastDay: undefined,
			kind: 'working',
			name: ''
		});
		await setDays(contextOf(db), { ...days, lastDay: 20270502, kind: 'ordinary' });
		expect((await daysOf(db)).map(({ day, kind }) => [day, kind])).toEqual([
			[20270503, 'holiday'],
			[20270504, 'holiday'],
			[20270505, 'working']
		]);
		expect((await entries(db)).map(({ facts }) => facts.before)).toEqual([
			{
				20270501: 'ordinary',
				20270502: 'ordinary',
				20270503: 'ordinary',
				20270504: 'ordinary',
				20270505: 'ordinary'
			},
			{ 20270505: 'holiday' },
			{ 20270501: 'holiday', 20270502: 'holiday' }
		]);
	});

	it.each([
		['ends-before-start', { firstDay: 20270502, lastDay: 20270501 }],
		['too-long', { firstDay: 20270101, lastDay: 20280301 }],
		['out-of-reach', { firstDay: 20231231, lastDay: 20231231 }],
		['out-of-reach', { firstDay: 20361231, lastDay: 20370101 }],
		['no-working-day', { firstDay: 20270101, lastDay: 20271231 }]
	])('refuses %s', async (refusal, span) => {
		const db = await testDatabase();
		expect(await setDays(contextOf(db), { ...days, ...span })).toMatchObject({ refusal });
		expect(await entries(db)).toEqual([]);
	});

	it('announces and withdraws greetings; the one that began last speaks', async () => {
		const db = await testDatabase();
		const add = (firstDay: number, lastDay: number, zh: string) =>
			addGreeting(contextOf(db), { firstDay, lastDay, zh, en: zh });
		await add(20251001, 20251008, '国庆节快乐');
		const inner = await add(20251006, 20251006, '中秋节快乐');
		expect(await greetingOn(db.read, 20251006)).toMatchObject({ 'zh-CN': '中秋节快乐' });
		expect(await greetingOn(db.read, 20251007)).toMatchObject({ 'zh-CN': '国庆节快乐' });
		if (!inner.ok) throw new Error(inner.refusal);
		expect(await removeGreeting(contextOf(db), inner.value.id)).toMatchObject({ ok: true });
		expect(await greetingOn(db.read, 20251006)).toMatchObject({ 'zh-CN': '国庆节快乐' });
		for (const id of [inner.value.id, 'nonsense', '\0'])
			expect(await removeGreeting(contextOf(db), id)).toMatchObject({ refusal: 'no-such-period' });
		expect((await entries(db)).map(({ facts }) => facts.greeting)).toEqual([
			'added',
			'added',
			'removed'
		]);
	});

	it('is for heads and administrators; everybody else is refused without a trace', async () => {
		const db = await testDatabase();
		const refused = { ok: false, refusal: 'not-allowed' };
		for (const role of ['agent', 'team-lead', 'technician', 'auditor'] as const) {
			const context = contextOf(db, actorOf(role));
			expect(await setDays(context, days)).toEqual(refused);
			expect(await addGreeting(context, { ...days, zh: 'a', en: 'a' })).toEqual(refused);
			expect(await removeGreeting(context, context.actor.id)).toEqual(refused);
			expect(await previewCalendar(context, newYear, choice)).toEqual(refused);
			expect(await importCalendar(context, newYear, choice)).toEqual(refused);
		}
		expect(await entries(db)).toEqual([]);
		for (const role of ['department-head', 'administrator'] as const)
			expect(await setDays(contextOf(db, actorOf(role)), { ...days, name: role })).toMatchObject({
				ok: true
			});
		const [row] = await db.read.select().from(calendarDays).where(eq(calendarDays.day, 20270501));
		expect(row).toMatchObject({ name: 'administrator', changedBy: actorOf('agent').id });
	});
});
