/** Whose calls a draw is about: the plan's agents, and who is on duty by the roster. */
import { and, asc, avg, eq, gt, gte, isNotNull, isNull, lt, min, or } from 'drizzle-orm';
import { rosteredOn } from '#lib/calendar/server/queries.ts';
import { disablements, teamMemberships, teams } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { newestRevision } from '#lib/reviews/server/revisions.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import type { Place } from '#lib/sampling/draw.ts';
import type { Period } from '#lib/sampling/period.ts';
import type { PlanRule } from '#lib/sampling/plan.ts';
import type { PlanInForce } from '#lib/sampling/server/plans.ts';
import { addDays, businessDay, dayStart } from '#lib/shared/calendar.ts';
import type { Wanted } from './candidates.ts';

interface During {
	period: Period;
	zone: string;
}

/** By place and person; undefined when everybody's calls are wanted. A department's plan stays inside it. */
export function wantedBy({
	rule: { callsOf },
	departmentId
}: Pick<PlanInForce, 'rule' | 'departmentId'>): Wanted | undefined {
	const { departmentIds, teamIds, userIds } = callsOf;
	const everybody = departmentIds.length + teamIds.length + userIds.length === 0;
	if (everybody && departmentId === null) return undefined;
	const has = (ids: readonly string[], id: string | null) => id !== null && ids.includes(id);
	return (of) => {
		if (departmentId !== null && of.departmentId !== departmentId) return false;
		return (
			everybody ||
			has(departmentIds, of.departmentId) ||
			has(teamIds, of.teamId) ||
			has(userIds, of.agentId)
		);
	};
}

const SCORED_DAYS = 90;

/** The agents that are new, or whose mean score is low, where the plan narrows by it; else null: all. */
export async function agentsOf(
	db: Reader,
	{ callsOf: { newUpToDays, belowScore } }: PlanRule,
	{ period: { last }, zone }: During
): Promise<ReadonlySet<string> | null> {
	const recent =
		newUpToDays === null ? null : await newAgents(db, addDays(last, -newUpToDays), zone);
	if (belowScore === null) return recent;
	const end = dayStart(addDays(last, 1), zone);
	const begin = dayStart(addDays(last, 1 - SCORED_DAYS), zone);
	const means = await db
		.select({ id: reviews.agentId, tenths: avg(reviews.rawTenths).mapWith(Number) })
		.from(reviews)
		.where(
			and(
				gte(reviews.submittedAt, begin),
				lt(reviews.submittedAt, end),
				isNotNull(reviews.rawTenths),
				newestRevision()
			)
		)
		.groupBy(reviews.agentId);
	const low = means.filter(({ tenths }) => tenths !== null && tenths < belowScore * 10);
	return new Set(low.map(({ id }) => id).filter((id) => !recent || recent.has(id)));
}

/** Whose first membership of any team began on `from` or later. */
async function newAgents(db: Reader, from: number, zone: string): Promise<Set<string>> {
	const rows = await db
		.select({ id: teamMemberships.userId, first: min(teamMemberships.from) })
		.from(teamMemberships)
		.groupBy(teamMemberships.userId);
	const fresh = rows.filter(({ first }) => first !== null && businessDay(first, zone) >= from);
	return new Set(fresh.map(({ id }) => id));
}

/** Who is on the roster in the period and not disabled, with the team of those days; nobody without a roster. */
export async function rosteredIn(
	db: Reader,
	{ period, zone }: During,
	wanted: Wanted | undefined
): Promise<Map<string, Place>> {
	const ids = [...new Set((await rosteredOn(db, period)).map(({ userId }) => userId))];
	if (ids.length === 0) return new Map();
	const disabled = new Set(
		(await db.select({ id: disablements.userId }).from(disablements)).map(({ id }) => id)
	);
	const places = await placesIn(db, { period, zone });
	return new Map(
		ids
			.filter((id) => !disabled.has(id))
			.map((id) => [id, places.get(id) ?? { teamId: null, departmentId: null }] as const)
			.filter(([agentId, place]) => !wanted || wanted({ agentId, ...place }))
	);
}

/** Each person's newest team of the period. */
async function placesIn(
	db: Reader,
	{ period: { first, last }, zone }: During
): Promise<Map<string, Place>> {
	const rows = await db
		.select({
			userId: teamMemberships.userId,
			teamId: teams.id,
			departmentId: teams.departmentId
		})
		.from(teamMemberships)
		.innerJoin(teams, eq(teams.id, teamMemberships.teamId))
		.where(
			and(
				lt(teamMemberships.from, dayStart(addDays(last, 1), zone)),
				or(isNull(teamMemberships.to), gt(teamMemberships.to, dayStart(first, zone)))
			)
		)
		.orderBy(asc(teamMemberships.from), asc(teamMemberships.id));
	return new Map(rows.map(({ userId, ...place }) => [userId, place]));
}
