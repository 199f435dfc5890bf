/** What a month's score takes from duty and events: the listening workload, concealments, what was reported. */
import { and, count, eq, gte, inArray, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import { holder, isOverdue } from '#lib/duty/server/due-tasks.ts';
import { excuses, missedDuties } from '#lib/duty/server/schema.ts';
import { recorderIncidents } from '#lib/events/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { FASTEST, LEAST_COVERED } from '#lib/reviews/listened.ts';
import { concealmentRulings, concealments } from '#lib/reviews/server/ruling-schema.ts';
import { selfChecks } from '#lib/reviews/server/schema.ts';
import { dueWithin } from '#lib/sampling/server/draws-of-days.ts';
import { assignments, draws, overdueTasks, replacements } from '#lib/sampling/server/schema.ts';
import type { AgentFacts } from '../components/define.ts';
import { among, by, timesOf, type MonthOf } from './month-facts.ts';

type Checks = AgentFacts['checks'];

/**
 * Agent → self-check tasks that fell due in the month, each of whoever had it then, as far as they
 * are done or overdue: what is neither is not due yet. Left out are calls that were put aside, and
 * tasks left undone whose missed duty a head excused.
 */
export async function checksOfMonth(db: Reader, of: MonthOf): Promise<Map<string, Checks>> {
	const { agentIds, asOf } = of;
	const [from, to] = timesOf(of);
	const done = sql`${selfChecks.id} is not null`;
	const hasty = sql`${done} and (${selfChecks.coveredPermille} < ${LEAST_COVERED}
		or ${selfChecks.spentMs} * ${FASTEST} < ${recordings.durationMs})`;
	const late = sql`${done} and ${isOverdue}`;
	const number = (condition: SQL, unless = sql`1 = 0`) =>
		sql`sum(case when ${unless} then 0 when ${condition} then 1 else 0 end)`.mapWith(Number);
	const rows = await db
		.select({
			agentId: holder.as('holder'),
			due: count(),
			done: number(done),
			late: number(late, hasty),
			hasty: number(hasty)
		})
		.from(assignments)
		.innerJoin(recordings, eq(recordings.id, assignments.recordingId))
		.leftJoin(
			overdueTasks,
			and(eq(overdueTasks.assignmentId, assignments.id), by(overdueTasks.recordedAt, asOf))
		)
		.leftJoin(selfChecks, and(eq(selfChecks.assignmentId, assignments.id), by(selfChecks.at, asOf)))
		.leftJoin(
			replacements,
			and(eq(replacements.assignmentId, assignments.id), by(replacements.at, asOf))
		)
		.leftJoin(
			missedDuties,
			and(eq(missedDuties.drawId, assignments.drawId), sql`${missedDuties.reviewerId} = ${holder}`)
		)
		.leftJoin(excuses, and(eq(excuses.missedDutyId, missedDuties.id), by(excuses.at, asOf)))
		.where(
			and(
				eq(assignments.kind, 'self-check'),
				gte(assignments.dueAt, from),
				lt(assignments.dueAt, to),
				or(done, and(isOverdue, isNull(excuses.at))),
				or(isNull(replacements.at), done, isOverdue),
				agentIds && heldBy(db, agentIds, [from, to])
			)
		)
		.groupBy(holder);
	const wanted = agentIds && new Set(agentIds);
	const kept = wanted ? rows.filter(({ agentId }) => wanted.has(agentId)) : rows;
	return new Map(kept.map(({ agentId, ...checks }) => [agentId, checks]));
}

/** Tasks due in `[from, to)` that one of them has, or had when it became overdue. */
function heldBy(db: Reader, ids: readonly string[], [from, to]: [Date, Date]) {
	const had = db
		.select({ id: overdueTasks.assignmentId })
		.from(overdueTasks)
		.where(
			and(
				isAmong(overdueTasks.reviewerId, ids),
				gte(overdueTasks.at, from),
				lt(overdueTasks.at, to)
			)
		);
	const have = db
		.select({ id: assignments.id })
		.from(assignments)
		.innerJoin(draws, eq(draws.id, assignments.drawId))
		.where(and(dueWithin(from, to), isAmong(assignments.reviewerId, ids)));
	return inArray(assignments.id, have.union(had));
}

/** Agent → concealments of the month's calls that a person ruled to be ones. */
export async function concealedOfMonth(db: Reader, { month, agentIds, asOf }: MonthOf) {
	const rows = await db
		.select({ agentId: concealments.agentId, n: count() })
		.from(concealments)
		.innerJoin(concealmentRulings, eq(concealmentRulings.concealmentId, concealments.id))
		.where(
			and(
				eq(concealments.businessMonth, month),
				eq(concealmentRulings.concealed, true),
				among(concealments.agentId, agentIds),
				by(concealmentRulings.at, asOf)
			)
		)
		.groupBy(concealments.agentId);
	return new Map(rows.map(({ agentId, n }) => [agentId, n]));
}

/** Person → recorder incidents that they reported in the month. */
export async function incidentsOfMonth(db: Reader, of: MonthOf): Promise<Map<string, number>> {
	const { at, reportedBy } = recorderIncidents;
	const [from, to] = timesOf(of);
	const rows = await db
		.select({ personId: reportedBy, n: count() })
		.from(recorderIncidents)
		.where(and(gte(at, from), lt(at, to), among(reportedBy, of.agentIds), by(at, of.asOf)))
		.groupBy(reportedBy);
	return new Map(rows.flatMap(({ personId, n }) => (personId ? [[personId, n]] : [])));
}
