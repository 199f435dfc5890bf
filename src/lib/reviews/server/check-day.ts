/** An agent's day of listening: the calls of yesterday or of the last day before, and what is to be checked. */
import { and, asc, desc, eq, exists, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { isKept } from '#lib/recordings/server/kept.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { drawnFromDays } from '#lib/sampling/server/draws-of-days.ts';
import { assignments, replacements } from '#lib/sampling/server/schema.ts';
import { businessDay, dayStart, type BusinessDay } from '#lib/shared/calendar.ts';
import { peerResults, peerTasks } from './check-peers.ts';
import { reviews, selfChecks } from './schema.ts';
import { kindsOf } from './task.ts';

const DAY_CALLS = 300;

const others = alias(assignments, 'other_tasks');
const replacedOthers = alias(replacements, 'other_replacements');

type Who = Pick<Context, 'db' | 'actor' | 'now' | 'zone'>;

/** The last day before today on which the actor had calls; undefined when there is none. */
async function lastDutyDay({ db, actor, now, zone }: Who): Promise<BusinessDay | undefined> {
	const today = dayStart(businessDay(now, zone), zone);
	const [row] = await db.read
		.select({ day: recordings.businessDay })
		.from(recordings)
		.where(
			and(
				eq(recordings.agentId, actor.id),
				lt(recordings.startedAt, today),
				eq(recordings.current, true),
				isKept
			)
		)
		.orderBy(desc(recordings.startedAt), desc(recordings.id))
		.limit(1);
	return row?.day;
}

/** Everything of the day but the sound. Which calls were drawn for a review is told of those that the actor has checked. */
export async function checkDay(who: Who) {
	const day = await lastDutyDay(who);
	const found = day === undefined ? [] : await ownCalls(who, day);
	const calls = found.slice(0, DAY_CALLS);
	const quota = quotaOf(day === undefined ? [] : await drawnFor(who, day));
	const peers = await peerTasks(who);
	const drawn = calls.find(({ state }) => state === 'drawn')?.id;
	const free = quota.drawn === 0 ? calls.find(({ state }) => state === 'open')?.id : undefined;
	return {
		day: day ?? null,
		calls,
		cut: found.length > DAY_CALLS,
		lengthMs: calls.reduce((sum, { durationMs }) => sum + durationMs, 0),
		quota,
		peers,
		fromPeers: await peerResults(who),
		/** The call to open first; null when nothing waits. */
		next: drawn ?? peers[0]?.recordingId ?? free ?? null
	};
}

async function ownCalls({ db: { read }, actor }: Who, day: BusinessDay) {
	const rows = await read
		.select({
			id: recordings.id,
			startedAt: recordings.startedAt,
			direction: recordings.direction,
			durationMs: recordings.durationMs,
			verdict: recordings.verdict,
			result: selfChecks.result,
			taskId: assignments.id,
			replacedAt: replacements.at,
			sampled: sql<number>`case when ${sampled(read)} then 1 else 0 end`
		})
		.from(recordings)
		.leftJoin(
			selfChecks,
			and(
				eq(selfChecks.recordingId, recordings.id),
				eq(selfChecks.agentId, actor.id),
				// Rows from before there were peer checks name no checker.
				or(isNull(selfChecks.checkerId), eq(selfChecks.checkerId, actor.id))
			)
		)
		.leftJoin(
			assignments,
			and(
				eq(assignments.recordingId, recordings.id),
				eq(assignments.reviewerId, actor.id),
				eq(assignments.kind, 'self-check')
			)
		)
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.where(
			and(
				eq(recordings.businessDay, day),
				eq(recordings.agentId, actor.id),
				eq(recordings.current, true),
				isKept
			)
		)
		.orderBy(asc(recordings.startedAt), asc(recordings.id))
		.limit(DAY_CALLS + 1);
	const once = new Map(rows.map((row) => [row.id, row]));
	return [...once.values()].map(({ taskId, replacedAt, sampled, verdict, ...row }) => ({
		...row,
		state: stateOf({
			checked: row.result !== null,
			sampled: Number(sampled) === 1,
			drawn: taskId !== null && replacedAt === null,
			silent: verdict === 'empty' || verdict === 'unreadable'
		})
	}));
}

export type CallState = 'drawn' | 'open' | 'checked' | 'sampled' | 'silent';

interface CallFacts {
	checked: boolean;
	sampled: boolean;
	drawn: boolean;
	silent: boolean;
}

/** That a call was drawn for a review is not told before the own check of it is in. */
function stateOf({ checked, sampled, drawn, silent }: CallFacts): CallState {
	if (checked) return sampled ? 'sampled' : 'checked';
	if (silent) return 'silent';
	return drawn ? 'drawn' : 'open';
}

/** Drawn for a review by anybody, or reviewed. */
const sampled = (read: Reader) =>
	or(
		exists(
			read
				.select({ one: sql`1` })
				.from(others)
				.leftJoin(replacedOthers, eq(replacedOthers.assignmentId, others.id))
				.where(
					and(
						eq(others.recordingId, recordings.id),
						inArray(others.kind, kindsOf('review')),
						isNull(replacedOthers.assignmentId)
					)
				)
		),
		exists(
			read
				.select({ one: sql`1` })
				.from(reviews)
				.where(eq(reviews.recordingId, recordings.id))
		)
	);

const drawnFor = ({ db, actor }: Who, day: BusinessDay) =>
	db.read
		.select({
			dueAt: assignments.dueAt,
			durationMs: recordings.durationMs,
			doneAt: selfChecks.at
		})
		.from(assignments)
		.innerJoin(recordings, eq(recordings.id, assignments.recordingId))
		.leftJoin(selfChecks, eq(selfChecks.assignmentId, assignments.id))
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.where(
			and(
				drawnFromDays(db.read, ['self-check'], { first: day, last: day }),
				eq(assignments.reviewerId, actor.id),
				eq(assignments.callDay, day),
				isNull(replacements.assignmentId)
			)
		)
		.orderBy(asc(assignments.dueAt), asc(assignments.id));

function quotaOf(rows: Awaited<ReturnType<typeof drawnFor>>) {
	const open = rows.filter(({ doneAt }) => doneAt === null);
	return {
		drawn: rows.length,
		done: rows.length - open.length,
		left: open.length,
		lengthMs: rows.reduce((sum, { durationMs }) => sum + durationMs, 0),
		/** Of what is left, the first to be due. */
		closesAt: open[0]?.dueAt ?? null
	};
}

/** The open self-check quota alone, for Today. */
export async function checkQuota(who: Who) {
	const day = await lastDutyDay(who);
	return { day: day ?? null, ...quotaOf(day === undefined ? [] : await drawnFor(who, day)) };
}

export type CheckDay = Awaited<ReturnType<typeof checkDay>>;
