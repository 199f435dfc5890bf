import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { calendarDays } from '#lib/calendar/server/schema.ts';
import { recordOverdue } from '#lib/duty/server/overdue.ts';
import { reassign } from '#lib/duty/server/reassign.ts';
import { replaceAssignment } from '#lib/duty/server/replace.ts';
import { sendDigest, sendReminders } from '#lib/duty/server/reminders.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import type { NotificationKind } from '#lib/notifications/kinds.ts';
import { aDrawnDay, contextOf, dueAt, scheduler, taskOf, type Day } from '../fixtures/duty.ts';
import type { Person } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const before = (minutes: number) => new Date(dueAt.getTime() - minutes * 60_000);
const told = async ({ db }: Day, kind: NotificationKind, who?: Person) => {
	const rows = await db.read.select().from(notifications).where(eq(notifications.kind, kind));
	return rows.filter(({ userId }) => !who || userId === who.id).map(({ facts }) => facts);
};

describe('reminders of tasks due within two hours', () => {
	it('come once for a person and a due time, with how many and when', async () => {
		const day = await aDrawnDay(await testDatabase());
		expect(await sendReminders(scheduler(day.db, before(121)))).toEqual({ reminded: 0 });
		expect(await sendReminders(scheduler(day.db, before(120)))).toEqual({ reminded: 2 });
		expect(await sendReminders(scheduler(day.db, before(119)))).toEqual({ reminded: 0 });
		expect(await told(day, 'tasks-due-soon', day.omar)).toEqual([{ count: 2, time: '12:00' }]);
		expect(await told(day, 'tasks-due-soon', day.sun)).toEqual([{ count: 1, time: '12:00' }]);
	});

	it('come to whoever has the task now, and of no replaced or overdue one', async () => {
		const day = await aDrawnDay(await testDatabase(), { each: 1 });
		const { id } = await taskOf(day, day.hao);
		await replaceAssignment(contextOf(day.db, day.sun), {
			assignmentId: id,
			reason: 'empty',
			words: ''
		});
		await sendReminders(scheduler(day.db, before(60)));
		expect(await told(day, 'tasks-due-soon', day.sun)).toEqual([]);
		const one = await taskOf(day, day.lin);
		await reassign(contextOf(day.db, day.ana, before(30)), {
			assignmentIds: [one.id],
			toId: day.sun.id,
			reason: 'leave'
		});
		expect(await sendReminders(scheduler(day.db, before(29)))).toEqual({ reminded: 1 });
		expect(await sendReminders(scheduler(day.db, dueAt))).toEqual({ reminded: 0 });
		expect(await told(day, 'tasks-due-soon', day.sun)).toHaveLength(1);
	});

	it('come once by two processes at once', async () => {
		const day = await aDrawnDay(await testDatabase());
		await Promise.all([1, 2, 3].map(() => sendReminders(scheduler(day.db, before(60)))));
		expect(await told(day, 'tasks-due-soon')).toHaveLength(2);
	});
});

/** Monday and Tuesday in Shanghai. */
const monday = (hour: number, minute = 0) =>
	new Date(Date.UTC(2026, 10, 22 + (hour < 8 ? 0 : 1), (hour + 16) % 24, minute));
const tuesday = new Date('2026-11-24T00:00:00Z');

describe('the morning’s digest', () => {
	it('comes from 08:00 of a working day on, once', async () => {
		const day = await aDrawnDay(await testDatabase());
		expect(await sendDigest(scheduler(day.db, monday(7, 59)))).toEqual({ sent: 0 });
		expect(await sendDigest(scheduler(day.db, monday(8)))).toEqual({ sent: 3 });
		expect(await sendDigest(scheduler(day.db, monday(15)))).toEqual({ sent: 0 });
		expect(await told(day, 'morning-digest', day.omar)).toEqual([
			{ open: 2, today: 2, overdue: 0 }
		]);
		expect(await told(day, 'morning-digest', day.ana)).toEqual([
			{ day: '2026-11-20', several: 1, done: 0, missed: 0, short: 0 }
		]);
	});

	it('tells the head what was done, missed and short the day before', async () => {
		const day = await aDrawnDay(await testDatabase(), {
			each: 1,
			change: { count: { how: 'fixed', n: 2 } }
		});
		await recordOverdue(scheduler(day.db, dueAt));
		await sendDigest(scheduler(day.db, tuesday));
		expect(await told(day, 'morning-digest', day.ana)).toEqual([
			{ day: '2026-11-23', done: 0, missed: 2, short: 0 }
		]);
		expect(await told(day, 'morning-digest', day.omar)).toEqual([
			{ open: 2, today: 0, overdue: 2 }
		]);
		const drawnDay = await aDrawnDay(await testDatabase(), {
			each: 1,
			change: { count: { how: 'fixed', n: 2 } }
		});
		await sendDigest(scheduler(drawnDay.db, monday(9)));
		expect(await told(drawnDay, 'morning-digest', drawnDay.ana)).toMatchObject([
			{ day: '2026-11-20', short: 3 }
		]);
	});

	it('does not come on days off, and does on make-up working days', async () => {
		const day = await aDrawnDay(await testDatabase());
		const saturday = new Date('2026-11-21T01:00:00Z');
		expect(await sendDigest(scheduler(day.db, saturday))).toEqual({ sent: 0 });
		const named = { name: 'test', changedAt: saturday, changedBy: 'test' };
		await day.db.tx((tx) =>
			tx.insert(calendarDays).values([
				{ day: 20_261_121, kind: 'working', ...named },
				{ day: 20_261_123, kind: 'holiday', ...named }
			])
		);
		expect(await sendDigest(scheduler(day.db, saturday))).toEqual({ sent: 3 });
		expect(await sendDigest(scheduler(day.db, monday(9)))).toEqual({ sent: 0 });
	});

	it('comes once by three processes at once', async () => {
		const day = await aDrawnDay(await testDatabase());
		await Promise.all([1, 2, 3].map(() => sendDigest(scheduler(day.db, monday(8)))));
		expect(await told(day, 'morning-digest')).toHaveLength(3);
	});
});
