/** What a month is counted from, read from the raw rows: nothing here is a stored sum. */
import { and, asc, count, eq, gt, inArray, isNull, lt, or } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { roleGrants, teamMemberships, teams, users } from '#lib/people/server/schema.ts';
import { newestRevision } from '#lib/reviews/server/revisions.ts';
import { evidence, reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import { addDays, dayStart, daysOfMonth, type BusinessMonth } from '#lib/shared/calendar.ts';
import { reviewKinds } from '#lib/reviews/review.ts';
import type { CountedAgent, CountedReview } from '../month.ts';

/** A month, of these agents (a few hundred at most) when `agentIds` is given. */
export interface MonthOf {
	month: BusinessMonth;
	zone: string;
	agentIds?: readonly string[] | undefined;
}

/** All published reviews whose calls fall into the month, each in its newest revision. */
export function reviewsOfMonth(db: Reader, { month, agentIds }: MonthOf): Promise<CountedReview[]> {
	return db
		.select({
			reviewId: reviews.id,
			agentId: reviews.agentId,
			recordingId: reviews.recordingId,
			callStartedAt: reviews.callStartedAt,
			submittedAt: reviews.submittedAt,
			rawTenths: reviews.rawTenths,
			severe: reviews.severe
		})
		.from(reviews)
		.where(countedIn(month, agentIds));
}

/** Agent → number of highlights in the month's reviews. */
export async function praiseOfMonth(db: Reader, { month, agentIds }: MonthOf) {
	const rows = await db
		.select({ agentId: reviews.agentId, n: count() })
		.from(evidence)
		.innerJoin(reviews, eq(reviews.id, evidence.reviewId))
		.where(and(eq(evidence.kind, 'highlight'), countedIn(month, agentIds)))
		.groupBy(reviews.agentId);
	return new Map(rows.map((row) => [row.agentId, row.n]));
}

/** Agent → number of own calls of the month listened to; peer checks are not among them. */
export async function selfChecksOfMonth(db: Reader, { month, agentIds }: MonthOf) {
	const rows = await db
		.select({ agentId: selfChecks.agentId, n: count() })
		.from(selfChecks)
		.where(
			and(
				eq(selfChecks.businessMonth, month),
				// Rows from before there were peer checks name no checker.
				or(isNull(selfChecks.checkerId), eq(selfChecks.checkerId, selfChecks.agentId)),
				agentIds ? inArray(selfChecks.agentId, [...agentIds]) : undefined
			)
		)
		.groupBy(selfChecks.agentId);
	return new Map(rows.map((row) => [row.agentId, row.n]));
}

/** Those who are assessed: agents of a team in the month, and everybody in `also`, with their last team. */
export async function agentsOfMonth(
	db: Reader,
	{ month, zone, agentIds }: MonthOf,
	also: Iterable<string>
): Promise<CountedAgent[]> {
	const { first, last } = daysOfMonth(month);
	const [from, to] = [dayStart(first, zone), dayStart(addDays(last, 1), zone)];
	const members = await db
		.select({
			userId: teamMemberships.userId,
			teamId: teams.id,
			team: teams.name,
			departmentId: teams.departmentId
		})
		.from(teamMemberships)
		.innerJoin(teams, eq(teams.id, teamMemberships.teamId))
		.where(
			and(
				lt(teamMemberships.from, to),
				or(isNull(teamMemberships.to), gt(teamMemberships.to, from)),
				agentIds ? inArray(teamMemberships.userId, [...agentIds]) : undefined
			)
		)
		.orderBy(asc(teamMemberships.from), asc(teamMemberships.id));
	const places = new Map(members.map(({ userId, ...place }) => [userId, place]));
	const grants = await db
		.select({ userId: roleGrants.userId })
		.from(roleGrants)
		.where(
			and(
				eq(roleGrants.role, 'agent'),
				lt(roleGrants.from, to),
				or(isNull(roleGrants.to), gt(roleGrants.to, from))
			)
		);
	const assessed = new Set(also);
	for (const { userId } of grants) if (places.has(userId)) assessed.add(userId);
	const people = await peopleOf(db, [...assessed]);
	const nowhere = { teamId: null, team: null, departmentId: null };
	return people
		.map((person) => ({ ...person, ...(places.get(person.agentId) ?? nowhere) }))
		.sort(byPlace);
}

const countedIn = (month: BusinessMonth, agentIds?: readonly string[]) =>
	and(
		eq(reviews.businessMonth, month),
		inArray(reviews.kind, [...reviewKinds]),
		newestRevision(),
		agentIds ? inArray(reviews.agentId, [...agentIds]) : undefined
	);

async function peopleOf(db: Reader, ids: readonly string[]) {
	const people: { agentId: string; staffNo: string; name: string }[] = [];
	for (let from = 0; from < ids.length; from += 500) {
		const rows = await db
			.select({ agentId: users.id, staffNo: users.staffNo, name: users.name })
			.from(users)
			.where(inArray(users.id, ids.slice(from, from + 500)));
		people.push(...rows);
	}
	return people;
}

function byPlace(a: CountedAgent, b: CountedAgent): number {
	if (a.team === b.team) return a.staffNo < b.staffNo ? -1 : 1;
	if (a.team === null || b.team === null) return a.team === null ? 1 : -1;
	return a.team < b.team ? -1 : 1;
}
