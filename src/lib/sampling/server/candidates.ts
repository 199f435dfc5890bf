/** What a draw reads: the period's calls from one covering index, and who leads which team now. */
import { and, eq, gt, isNotNull, isNull, lte, or } from 'drizzle-orm';
import { disablements, roleGrants } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import type { Leads, PeriodCall } from '../eligibility.ts';

/** Every recording of the day whose agent is known; those without one are counted apart. */
export async function callsOfDay(
	db: Reader,
	day: BusinessDay
): Promise<{ calls: PeriodCall[]; unattributed: number }> {
	// All columns are in the index `recordings_day`: no row of the table is read.
	const rows = await db
		.select({
			agentId: recordings.agentId,
			id: recordings.id,
			teamId: recordings.teamId,
			durationMs: recordings.durationMs,
			verdict: recordings.verdict,
			reviewState: recordings.reviewState,
			current: recordings.current
		})
		.from(recordings)
		.where(eq(recordings.businessDay, day));
	const calls = rows.filter((row): row is PeriodCall => row.agentId !== null);
	return { calls, unattributed: rows.length - calls.length };
}

/** Team → those with a lead's role for it at `now` who are not disabled. */
export async function leadsAt(db: Reader, now: Date): Promise<Leads> {
	const rows = await db
		.select({ teamId: roleGrants.teamId, userId: roleGrants.userId })
		.from(roleGrants)
		.leftJoin(disablements, eq(disablements.userId, roleGrants.userId))
		.where(
			and(
				eq(roleGrants.role, 'team-lead'),
				lte(roleGrants.from, now),
				or(isNull(roleGrants.to), gt(roleGrants.to, now)),
				isNull(disablements.userId)
			)
		);
	const leads = new Map<string, string[]>();
	for (const { teamId, userId } of rows) {
		if (teamId === null || leads.get(teamId)?.includes(userId)) continue;
		leads.set(teamId, [...(leads.get(teamId) ?? []), userId]);
	}
	return leads;
}

/** True when the day has a call of a known agent. */
export async function hasCalls(db: Reader, day: BusinessDay): Promise<boolean> {
	const rows = await db
		.select({ id: recordings.id })
		.from(recordings)
		.where(and(eq(recordings.businessDay, day), isNotNull(recordings.agentId)))
		.limit(1);
	return rows.length > 0;
}
