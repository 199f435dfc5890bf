import { and, eq, exists, inArray, isNull, not, or, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias, isAmong } from '#lib/platform/server/db/dialect.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { assignments, draws, planVersions, replacements } from '#lib/sampling/server/schema.ts';
import { readRule } from '#lib/sampling/stored-rule.ts';
import { reviewDrafts } from './draft-schema.ts';
import { reviews, selfChecks } from './schema.ts';
import { kindsOf } from './task.ts';

const done = alias(reviews, 'done_reviews');
const checked = alias(selfChecks, 'done_checks');

/**
 * The condition, for lists of reviews, that nothing of the actor's own is open on the call that
 * what stands there would lead: a blind review, or a check. One probe of the call's tasks each row.
 */
export async function notLeading(
	read: Reader,
	actorId: string,
	recordingId: PgColumn
): Promise<SQL> {
	const versions = await read
		.select({ id: planVersions.id, rule: planVersions.rule })
		.from(planVersions);
	const blind = versions.filter(({ rule }) => readRule(rule).blind).map(({ id }) => id);
	return not(
		openTasks(
			read,
			{ actorId, recordingId },
			or(
				inArray(assignments.kind, kindsOf('check')),
				blind.length > 0 ? inArray(draws.planVersionId, blind) : undefined
			)
		)
	);
}

/** As `notLeading`, for lists that tell of checks: anything of the actor's own, and a draft. */
export function notOpen(read: Reader, actorId: string, recordingId: PgColumn): SQL {
	const drafts = read
		.select({ one: sql`1` })
		.from(reviewDrafts)
		.where(and(eq(reviewDrafts.recordingId, recordingId), eq(reviewDrafts.reviewerId, actorId)));
	return not(or(openTasks(read, { actorId, recordingId }), exists(drafts))!);
}

/** Of these recordings, those on which something of the actor's own is open, or a draft. */
export async function callsOpenTo(
	read: Reader,
	actorId: string,
	recordingIds: readonly string[]
): Promise<ReadonlySet<string>> {
	const rows = await read
		.select({ id: recordings.id })
		.from(recordings)
		.where(and(isAmong(recordings.id, recordingIds), not(notOpen(read, actorId, recordings.id))));
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
