/** What a draw reads: the period's calls from one covering index, and who leads which team now. */
import { and, eq, gt, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import { disablements, roleGrants } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import type { Leads, PeriodCall } from '#lib/sampling/eligibility.ts';

/** PostgreSQL gives a bigint as text, SQLite a boolean as 0 or 1. */
type RawCall = Omit<PeriodCall, 'agentId' | 'durationMs' | 'current'> & {
	agentId: string | null;
	durationMs: number | string;
	current: boolean | number;
};

/** Every recording of the day whose agent is known; those without one are counted apart. */
export async function callsOfDay(
	db: Reader,
	day: BusinessDay
): Promise<{ calls: PeriodCall[]; unattributed: number }> {
	// All columns are in the index `recordings_day`: no row of the table is read. The rows are taken
	// as the driver gives them: turning 30,000 of them into objects twice costs more than reading them.
	const rows = await db.all<RawCall>(sql`
		select ${recordings.agentId} as "agentId", ${recordings.id} as "id",
			${recordings.teamId} as "teamId", ${recordings.durationMs} as "durationMs",
			${recordings.verdict} as "verdict", ${recordings.reviewState} as "reviewState",
			${recordings.current} as "current"
		from ${recordings} where ${recordings.businessDay} = ${day}`);
	const calls: PeriodCall[] = [];
	for (const row of rows) {
		if (row.agentId === null) continue;
		row.durationMs = Number(row.durationMs);
		row.current = Boolean(row.current);
		calls.push(row as PeriodCall);
	}
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
