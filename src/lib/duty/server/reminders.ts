/** Reminders in the app: tasks due soon, and the morning's digest. Each once, whatever runs it. */
import { and, asc, count, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm';
import { isWorkingDay } from '#lib/calendar/working-calendar.ts';
import { workingCalendar } from '#lib/calendar/server/queries.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import type { Context } from '#lib/people/server/context.ts';
import { disablements } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import { assignments, replacements } from '#lib/sampling/server/schema.ts';
import { addDays, atTime, businessDay, dayStart, dayText } from '#lib/shared/calendar.ts';
import { addFigures, departmentFigures } from './digest-figures.ts';
import { officeAt } from './office.ts';

/** Tasks due within so long are reminded of. */
const DUE_SOON_MS = 2 * 3_600_000;
/** The digest goes out from this hour on and before the other, in the centre's zone. */
const DIGEST_HOUR = 8;
const NOON = 12;

/** Reminds every reviewer of tasks due within two hours: once for a person and a due time. */
export async function sendReminders(context: Context): Promise<{ reminded: number }> {
	const { db, now, zone } = context;
	const soon = new Date(now.getTime() + DUE_SOON_MS);
	const due = await openTasks(db.read)
		.where(and(gt(assignments.dueAt, now), lte(assignments.dueAt, soon), isOpen))
		.groupBy(assignments.reviewerId, assignments.dueAt)
		.orderBy(asc(assignments.dueAt), asc(assignments.reviewerId));
	const keyOf = (at: Date) => `due-soon:${at.toISOString()}`;
	const told = await toldOf(db.read, [...new Set(due.map(({ dueAt }) => keyOf(dueAt)))]);
	const open = due.filter(({ userId, dueAt }) => !told.has(`${userId} ${keyOf(dueAt)}`));
	if (open.length > 0)
		await db.tx(async (tx) => {
			for (const { userId, dueAt, n } of open)
				await notify(tx, now, {
					kind: 'tasks-due-soon',
					to: [userId],
					path: '/',
					facts: { count: n, time: clock(dueAt, zone) },
					once: keyOf(dueAt)
				});
		});
	return { reminded: open.length };
}

/**
 * Sends the digest in the morning of a working day, to all at once: reviewers with open tasks, and
 * heads with what became of their departments since the last working day.
 */
export async function sendDigest(context: Context): Promise<{ sent: number }> {
	const { db, now, zone } = context;
	const today = businessDay(now, zone);
	const calendar = await workingCalendar(db.read, { from: addDays(today, -31), to: today });
	const isMorning =
		now >= atTime(today, DIGEST_HOUR, 0, zone) && now < atTime(today, NOON, 0, zone);
	if (!isMorning || !isWorkingDay(calendar, today)) return { sent: 0 };
	const key = `digest:${dayText(today)}`;
	if ((await toldOf(db.read, [key])).size > 0) return { sent: 0 };

	const digests = new Map<string, Record<string, string | number>>();
	const tomorrow = dayStart(addDays(today, 1), zone);
	for (const row of await standingOf(db.read, now, tomorrow)) {
		const { userId, ...figures } = row;
		digests.set(userId, figures);
	}
	let first = addDays(today, -1);
	while (!isWorkingDay(calendar, first) && first > addDays(today, -31)) first = addDays(first, -1);
	const last = addDays(today, -1);
	const since = { first, last, from: dayStart(first, zone), to: dayStart(today, zone) };
	const days = { day: dayText(first), ...(first < last && { several: 1 }) };
	const { heads } = await officeAt(db.read, now);
	for (const [departmentId, ids] of heads) {
		const figures = await departmentFigures(db.read, departmentId, since);
		for (const id of ids)
			digests.set(id, { ...days, ...addFigures(digests.get(id) ?? {}, figures) });
	}
	if (digests.size > 0)
		await db.tx(async (tx) => {
			for (const [userId, facts] of digests)
				await notify(tx, now, {
					kind: 'morning-digest',
					to: [userId],
					path: '/',
					facts,
					once: key
				});
		});
	return { sent: digests.size };
}

const isOpen = and(
	isNull(reviews.id),
	isNull(selfChecks.id),
	isNull(replacements.assignmentId),
	isNull(disablements.userId)
);

const openTasks = (db: Reader) =>
	db
		.select({ userId: assignments.reviewerId, dueAt: assignments.dueAt, n: count() })
		.from(assignments)
		.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
		.leftJoin(selfChecks, eq(selfChecks.assignmentId, assignments.id))
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.leftJoin(disablements, eq(disablements.userId, assignments.reviewerId));

/** Open tasks are looked for so far back: older ones are on record as overdue. */
const OLDEST_MS = 62 * 86_400_000;

/** Open tasks of each reviewer who has one: all, those due before `tomorrow`, those overdue at `now`. */
async function standingOf(db: Reader, now: Date, tomorrow: Date) {
	const rows = await openTasks(db)
		.where(and(gt(assignments.dueAt, new Date(now.getTime() - OLDEST_MS)), isOpen))
		.groupBy(assignments.reviewerId, assignments.dueAt)
		.orderBy(asc(assignments.reviewerId), asc(assignments.dueAt));
	const standing = new Map<
		string,
		{ userId: string; open: number; today: number; overdue: number }
	>();
	for (const { userId, dueAt, n } of rows) {
		const sum = standing.get(userId) ?? { userId, open: 0, today: 0, overdue: 0 };
		sum.open += n;
		if (dueAt <= now) sum.overdue += n;
		else if (dueAt < tomorrow) sum.today += n;
		standing.set(userId, sum);
	}
	return standing.values();
}

/** `user id, space, key` of the notices sent with these keys. */
async function toldOf(db: Reader, keys: string[]): Promise<Set<string>> {
	const told = new Set<string>();
	for (let from = 0; from < keys.length; from += 500) {
		const rows = await db
			.select({ key: sql<string>`${notifications.userId} || ' ' || ${notifications.once}` })
			.from(notifications)
			.where(inArray(notifications.once, keys.slice(from, from + 500)));
		for (const { key } of rows) told.add(key);
	}
	return told;
}

/** `14:02` of the centre's clock. */
function clock(at: Date, zone: string): string {
	const minutes = new Intl.DateTimeFormat('en-GB', {
		timeZone: zone,
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	});
	return minutes.format(at);
}
