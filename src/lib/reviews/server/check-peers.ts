/** Checks of colleagues' calls: those that wait for the actor, and what colleagues heard in the actor's own. */
import { and, asc, desc, eq, gte, isNull, ne } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { isKept } from '#lib/recordings/server/kept.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { dueWithin, queueStart } from '#lib/sampling/server/draws-of-days.ts';
import { assignments, draws, planVersions, replacements } from '#lib/sampling/server/schema.ts';
import { readRule } from '#lib/sampling/stored-rule.ts';
import { notOpen } from './hidden-calls.ts';
import { selfChecks } from './schema.ts';

const PEER_TASKS = 25;
const PEER_RESULTS = 10;
const PEER_DAYS_MS = 14 * 86_400_000;

const checkers = alias(users, 'checkers');

type Who = Pick<Context, 'db' | 'actor' | 'now' | 'zone'>;

/** Colleagues' calls that the plan handed to the actor and that wait for a check. */
export async function peerTasks({ db, actor, now, zone }: Who) {
	const rows = await db.read
		.select({
			recordingId: assignments.recordingId,
			agent: users.name,
			startedAt: recordings.startedAt,
			durationMs: recordings.durationMs,
			dueAt: assignments.dueAt,
			rule: planVersions.rule
		})
		.from(assignments)
		.innerJoin(draws, eq(draws.id, assignments.drawId))
		.innerJoin(planVersions, eq(planVersions.id, draws.planVersionId))
		.innerJoin(recordings, eq(recordings.id, assignments.recordingId))
		.innerJoin(users, eq(users.id, assignments.agentId))
		.leftJoin(selfChecks, eq(selfChecks.assignmentId, assignments.id))
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.where(
			and(
				dueWithin(queueStart(now, zone)),
				eq(assignments.reviewerId, actor.id),
				eq(assignments.kind, 'peer-check'),
				isNull(selfChecks.id),
				isNull(replacements.assignmentId),
				isKept
			)
		)
		.orderBy(asc(assignments.dueAt), asc(assignments.id))
		.limit(PEER_TASKS);
	return rows.map(({ rule, agent, ...row }) => ({
		...row,
		agent: readRule(rule).blind ? null : agent
	}));
}

/** The newest checks that colleagues made of the actor's calls; of calls that wait for the own check none. */
export const peerResults = ({ db, actor, now }: Who) =>
	db.read
		.select({
			id: selfChecks.id,
			recordingId: selfChecks.recordingId,
			callStartedAt: recordings.startedAt,
			checker: checkers.name,
			result: selfChecks.result,
			problem: selfChecks.problem,
			atMs: selfChecks.atMs,
			note: selfChecks.note,
			at: selfChecks.at
		})
		.from(selfChecks)
		.innerJoin(recordings, eq(recordings.id, selfChecks.recordingId))
		.innerJoin(checkers, eq(checkers.id, selfChecks.checkerId))
		.where(
			and(
				eq(selfChecks.agentId, actor.id),
				ne(selfChecks.checkerId, actor.id),
				gte(selfChecks.at, new Date(now.getTime() - PEER_DAYS_MS)),
				isKept,
				notOpen(db.read, { actor, now }, recordings.id)
			)
		)
		.orderBy(desc(selfChecks.at), desc(selfChecks.id))
		.limit(PEER_RESULTS);
