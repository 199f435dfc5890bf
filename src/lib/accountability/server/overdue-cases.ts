/** Tells of cases whose deadline passed before anything was put right; each of them once. */
import { and, gte } from 'drizzle-orm';
import { notify } from '#lib/notifications/server/notify.ts';
import type { Context } from '#lib/people/server/context.ts';
import { headsOf } from '#lib/people/server/role-holders.ts';
import { addDays, businessDay } from '#lib/shared/calendar.ts';
import { caseRows } from './case-rows.ts';
import { overdueOn } from './queries.ts';
import { accountabilityCases } from './schema.ts';

/** What passed longer ago is no news: the server was down, or is new. */
const NEWS_DAYS = 14;

/** How many are overdue among those that are news. */
export async function remindOfCases({ db, now, zone }: Context): Promise<number> {
	const today = businessDay(now, zone);
	const news = gte(accountabilityCases.deadlineDay, addDays(today, -NEWS_DAYS));
	const overdue = await caseRows(db.read).where(and(overdueOn(today), news));
	if (overdue.length === 0) return 0;
	await db.tx(async (tx) => {
		const departments = new Set(overdue.flatMap(({ departmentId }) => departmentId ?? []));
		const heads = new Map<string, string[]>();
		for (const id of departments) heads.set(id, await headsOf(tx, id, now));
		for (const { id, personId, by, departmentId } of overdue)
			await notify(tx, now, {
				kind: 'case-overdue',
				to: [personId, by, ...(heads.get(departmentId ?? '') ?? [])],
				path: `/cases/${id}`,
				once: `case-overdue:${id}`
			});
	});
	return overdue.length;
}
