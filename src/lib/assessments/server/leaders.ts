/** The month of leads and heads, as far as the reader oversees them. */
import { and, count, eq, gt, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { dutyFigures } from '#lib/duty/server/duty-figures.ts';
import { scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { departments, roleGrants, teams, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { disputeRulings, disputes } from '#lib/reviews/server/dispute-schema.ts';
import { secondReviewRulings } from '#lib/reviews/server/ruling-schema.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { inOrder, noLeaderFigures, type Leader, type LeaderFigures } from '../leader.ts';
import { incidentsOfMonth } from './month-facts-duty.ts';
import { timesOf } from './month-facts.ts';

/** Leads and heads of the departments that the reader heads, or of all; nobody for everybody else. */
export async function leadersOfMonth(
	{ db, actor, zone }: Context,
	month: BusinessMonth
): Promise<Leader[]> {
	const { all, departmentIds } = scopeOf(actor, 'board.read');
	if (!all && departmentIds.length === 0) return [];
	const [from, to] = timesOf({ month, zone });
	const offices = (await officesOf(db.read, { from, to })).filter(
		({ departmentId }) => all || (departmentId !== null && departmentIds.includes(departmentId))
	);
	const ids = [...new Set(offices.map(({ personId }) => personId))];
	const figures = await figuresOf(db.read, { month, zone, ids });
	return inOrder(
		offices.map(({ personId, staffNo, name, role, place }) => ({
			...{ personId, staffNo, name, role, place },
			...(figures.get(personId) ?? noLeaderFigures)
		}))
	);
}

/** Who led which team or headed which department at some time of the month, each once. */
async function officesOf(read: Reader, { from, to }: { from: Date; to: Date }) {
	const rows = await read
		.selectDistinct({
			personId: users.id,
			staffNo: users.staffNo,
			name: users.name,
			role: roleGrants.role,
			place: sql<string>`coalesce(${teams.name}, ${departments.name})`,
			departmentId: sql<string | null>`coalesce(${teams.departmentId}, ${departments.id})`
		})
		.from(roleGrants)
		.innerJoin(users, eq(users.id, roleGrants.userId))
		.leftJoin(teams, eq(teams.id, roleGrants.teamId))
		.leftJoin(departments, eq(departments.id, roleGrants.departmentId))
		.where(
			and(
				inArray(roleGrants.role, ['team-lead', 'department-head']),
				lt(roleGrants.from, to),
				or(isNull(roleGrants.to), gt(roleGrants.to, from))
			)
		);
	return rows.map(({ role, ...row }) => ({ ...row, role: role as Leader['role'] }));
}

async function figuresOf(
	read: Reader,
	{ month, zone, ids }: { month: BusinessMonth; zone: string; ids: string[] }
): Promise<Map<string, LeaderFigures>> {
	const [from, to] = timesOf({ month, zone });
	const found = new Map<string, LeaderFigures>(ids.map((id) => [id, { ...noLeaderFigures }]));
	const add = (id: string, some: Partial<LeaderFigures>) => {
		const line = found.get(id);
		if (line) Object.assign(line, some);
	};
	for (const { reviewerId, ...duty } of await dutyFigures(read, { from, to, reviewerIds: ids }))
		add(reviewerId, duty);
	for (const { id, n, agreed } of await secondReviewsOf(read, { from, to }))
		add(id, { secondReviews: n, agreed });
	for (const { id, n, lost } of await disputesOf(read, { from, to }))
		add(id, { disputes: n, lost });
	for (const [id, incidents] of await incidentsOfMonth(read, { month, zone }))
		add(id, { incidents });
	return found;
}

interface Times {
	from: Date;
	to: Date;
}

/** By the author of the first review; ruled on in the time. */
const secondReviewsOf = (read: Reader, { from, to }: Times) =>
	read
		.select({
			id: reviews.reviewerId,
			n: count(),
			agreed:
				sql`sum(case when ${secondReviewRulings.ruling} = 'confirmed' then 1 else 0 end)`.mapWith(
					Number
				)
		})
		.from(secondReviewRulings)
		.innerJoin(reviews, eq(reviews.id, secondReviewRulings.firstReviewId))
		.where(and(gte(secondReviewRulings.at, from), lt(secondReviewRulings.at, to)))
		.groupBy(reviews.reviewerId);

/** By the author of the disputed review; ruled on in the time. */
const disputesOf = (read: Reader, { from, to }: Times) =>
	read
		.select({
			id: reviews.reviewerId,
			n: count(),
			lost: sql`sum(case when ${disputeRulings.outcome} <> 'upheld' then 1 else 0 end)`.mapWith(
				Number
			)
		})
		.from(disputeRulings)
		.innerJoin(disputes, eq(disputes.id, disputeRulings.disputeId))
		.innerJoin(reviews, eq(reviews.id, disputes.reviewId))
		.where(and(gte(disputeRulings.at, from), lt(disputeRulings.at, to)))
		.groupBy(reviews.reviewerId);
