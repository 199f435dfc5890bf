/** Missed duties within the reader's reach: the list, and one of them. */
import {
	and,
	desc,
	eq,
	exists,
	gte,
	inArray,
	isNotNull,
	isNull,
	lt,
	or,
	sql,
	type SQL
} from 'drizzle-orm';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { pageOf, type PageCursor } from '#lib/recordings/page-cursor.ts';
import { older } from '#lib/recordings/server/older.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { scopeCondition } from '#lib/recordings/server/scope-condition.ts';
import {
	assignments,
	draws,
	overdueTasks,
	plans,
	planVersions
} from '#lib/sampling/server/schema.ts';
import { excuses, missedDuties } from './schema.ts';
import { readRule } from '#lib/sampling/stored-rule.ts';
import { addDays, dayStart } from '#lib/shared/calendar.ts';
import type { MissedFilter } from '../missed-filter.ts';

const excusers = alias(users, 'excusers');

const rows = (db: Reader) =>
	db
		.select({
			id: missedDuties.id,
			drawId: missedDuties.drawId,
			reviewerId: missedDuties.reviewerId,
			reviewer: users.name,
			staffNo: users.staffNo,
			tasks: missedDuties.tasks,
			of: missedDuties.of,
			at: missedDuties.at,
			period: draws.period,
			lastDay: draws.lastDay,
			planKey: plans.key,
			rule: planVersions.rule,
			excusedAt: excuses.at,
			excuseReason: excuses.reason,
			excuseWords: excuses.words,
			excusedBy: excusers.name
		})
		.from(missedDuties)
		.innerJoin(users, eq(users.id, missedDuties.reviewerId))
		.innerJoin(draws, eq(draws.id, missedDuties.drawId))
		.innerJoin(plans, eq(plans.id, draws.planId))
		.innerJoin(planVersions, eq(planVersions.id, draws.planVersionId))
		.leftJoin(excuses, eq(excuses.missedDutyId, missedDuties.id))
		.leftJoin(excusers, eq(excusers.id, excuses.by));

const told = ({ rule, ...row }: Awaited<ReturnType<typeof rows>>[number]) => ({
	...row,
	plan: readRule(rule).name
});
type MissedDuty = ReturnType<typeof told>;

const MISSED_PAGE = 50;

/** A page of missed duties, the newest first. Days are of the centre's `zone`. */
export async function missedPage(
	db: Reader,
	{ actor, zone }: { actor: Actor; zone: string },
	{ filter, after }: { filter: MissedFilter; after: PageCursor | undefined }
): Promise<{ rows: MissedDuty[]; next: PageCursor | undefined }> {
	const ids = [filter.person, filter.team, filter.draw];
	if (ids.some((id) => id !== undefined && !isId(id))) return { rows: [], next: undefined };
	const { at, id } = missedDuties;
	const { person, team, plan, draw, from, to, excused } = filter;
	const found = await rows(db)
		.where(
			and(
				visibleTo(db, actor),
				person ? eq(missedDuties.reviewerId, person) : undefined,
				team ? concerning(db, eq(recordings.teamId, team)) : undefined,
				plan ? eq(plans.key, plan) : undefined,
				draw ? eq(missedDuties.drawId, draw) : undefined,
				from === undefined ? undefined : gte(at, dayStart(from, zone)),
				to === undefined ? undefined : lt(at, dayStart(addDays(to, 1), zone)),
				excused === 'yes' ? isNotNull(excuses.at) : undefined,
				excused === 'no' ? isNull(excuses.at) : undefined,
				older(at, id, after)
			)
		)
		.orderBy(desc(at), desc(id))
		.limit(MISSED_PAGE + 1);
	return pageOf(found.map(told), MISSED_PAGE, (row) => row.at);
}

/** One missed duty with where its calls stood; undefined for an unknown id and for one out of reach. */
export async function missedDutyById(db: Reader, actor: Actor, id: string) {
	if (!isId(id)) return undefined;
	const [row] = await rows(db).where(and(eq(missedDuties.id, id), visibleTo(db, actor)));
	if (!row) return undefined;
	const places = await db
		.selectDistinct({ teamId: recordings.teamId, departmentId: recordings.departmentId })
		.from(assignments)
		.innerJoin(overdueTasks, eq(overdueTasks.assignmentId, assignments.id))
		.innerJoin(recordings, eq(recordings.id, assignments.recordingId))
		.where(and(eq(assignments.drawId, row.drawId), eq(overdueTasks.reviewerId, row.reviewerId)));
	return { ...told(row), places };
}

/** Reviewers with a missed duty in reach, by staff number: what the filter offers. */
export const missedPeople = (db: Reader, actor: Actor) =>
	db
		.select({ id: users.id, name: users.name, staffNo: users.staffNo })
		.from(users)
		.where(
			inArray(
				users.id,
				db.select({ id: missedDuties.reviewerId }).from(missedDuties).where(visibleTo(db, actor))
			)
		)
		.orderBy(users.staffNo)
		.limit(500);

/** Duties with a call that the reader may read draws of, and own ones; without that right none. */
function visibleTo(db: Reader, actor: Actor): SQL | undefined {
	const scope = scopeOf(actor, 'sampling.read');
	if (scope.all) return undefined;
	if (isEmptyScope(scope)) return sql`1 = 0`;
	// Whose call it was does not matter here: nobody sees who missed checking an own call.
	const reached = scopeCondition({ ...scope, agentId: null });
	return or(eq(missedDuties.reviewerId, actor.id), reached && concerning(db, reached));
}

/** The condition on a missed duty that one of the calls it left is as `condition` says. */
export const concerning = (db: Reader, condition: SQL): SQL =>
	exists(
		db
			.select({ one: sql`1` })
			.from(assignments)
			.innerJoin(overdueTasks, eq(overdueTasks.assignmentId, assignments.id))
			.innerJoin(recordings, eq(recordings.id, assignments.recordingId))
			.where(
				and(
					eq(assignments.drawId, missedDuties.drawId),
					eq(overdueTasks.reviewerId, missedDuties.reviewerId),
					condition
				)
			)
	);
