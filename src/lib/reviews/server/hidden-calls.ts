import { and, eq, exists, inArray, isNull, not, notInArray, or, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias, isAmong } from '#lib/platform/server/db/dialect.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { assignments, draws, planVersions, replacements } from '#lib/sampling/server/schema.ts';
import { readRule } from '#lib/sampling/stored-rule.ts';
import { callsToScore } from './calibrating.ts';
import { reviewDrafts } from './draft-schema.ts';
import { reviews, selfChecks } from './schema.ts';
import { kindsOf } from './task.ts';

const done = alias(reviews, 'done_reviews');
const checked = alias(selfChecks, 'done_checks');

type Onlooker = Pick<Context, 'actor' | 'now'>;

/**
 * The condition, for lists of reviews, that nothing of the actor's own is open on the call that
 * what stands there would lead: a blind review, a check, or a calibration still to score. One probe
 * of the call's tasks each row.
 */
export async function notLeading(
	read: Reader,
	who: Onlooker,
	recordingId: PgColumn
): Promise<SQL | undefined> {
	const versions = await read
		.select({ id: planVersions.id, rule: planVersions.rule })
		.from(planVersions);
	const blind = versions.filter(({ rule }) => readRule(rule).blind).map(({ id }) => id);
	const leading = or(
		inArray(assignments.kind, kindsOf('check')),
		blind.length > 0 ? inArray(draws.planVersionId, blind) : undefined
	);
	return and(
		not(openTasks(read, { actorId: who.actor.id, recordingId }, leading)),
		notInArray(recordingId, callsToScore(read, who))
	);
}

/** As `notLeading`, for lists that tell of checks: anything of the actor's own, and a draft. */
export function notOpen(read: Reader, who: Onlooker, recordingId: PgColumn): SQL {
	const actorId = who.actor.id;
	const drafts = read
		.select({ one: sql`1` })
		.from(reviewDrafts)
		.where(and(eq(reviewDrafts.recordingId, recordingId), eq(reviewDrafts.reviewerId, actorId)));
	const open = or(
		openTasks(read, { actorId, recordingId }),
		exists(drafts),
		inArray(recordingId, callsToScore(read, who))
	);
	return not(open!);
}

/** Of these recordings, those on which something of the actor's own is open, or a draft. */
export async function callsOpenTo(
	read: Reader,
	who: Onlooker,
	recordingIds: readonly string[]
): Promise<ReadonlySet<string>> {
	const rows = await read
		.select({ id: recordings.id })
		.from(recordings)
		.where(and(isAmong(recordings.id, recordingIds), not(notOpen(read, who, recordings.id))));
	return new Set(rows.map(({ id }) => id));
}

const openTasks = (
	read: Reader,
	{ actorId, recordingId }: { actorId: string; recordingId: PgColumn },
	which?: SQL
): SQL =>
	exists(
		read
			.select({ one: sql`1` })
			.from(assignments)
			.innerJoin(draws, eq(draws.id, assignments.drawId))
			.leftJoin(done, eq(done.assignmentId, assignments.id))
			.leftJoin(checked, eq(checked.assignmentId, assignments.id))
			.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
			.where(
				and(
					eq(assignments.recordingId, recordingId),
					eq(assignments.reviewerId, actorId),
					isNull(done.id),
					isNull(checked.id),
					isNull(replacements.assignmentId),
					which
				)
			)
	);
