import { and, not } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import { isNotRestricted } from '#lib/recordings/server/kept.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { notLeading } from '#lib/reviews/server/hidden-calls.ts';

/** Of these calls those of which nothing is told: restricted ones, and those where it would lead the reader's own judgement. */
export async function callsWithheld(
	{ db, actor, now }: Context,
	recordingIds: readonly string[]
): Promise<ReadonlySet<string>> {
	if (recordingIds.length === 0) return new Set();
	const seen = and(isNotRestricted, await notLeading(db.read, { actor, now }, recordings.id))!;
	const rows = await db.read
		.select({ id: recordings.id })
		.from(recordings)
		.where(and(isAmong(recordings.id, [...new Set(recordingIds)]), not(seen)));
	return new Set(rows.map(({ id }) => id));
}
