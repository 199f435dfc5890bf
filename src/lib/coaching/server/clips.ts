/** Passages for a coaching task: of a review's findings, and of the listening library. */
import { and, asc, desc, eq, inArray, type SQL } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { isKept } from '#lib/recordings/server/kept.ts';
import { evidence, reviews } from '#lib/reviews/server/schema.ts';
import { accepted, consented } from './library-standing.ts';
import { libraryClips } from './schema.ts';

export interface Clip {
	recordingId: string;
	fromMs: number;
	toMs: number;
	note: string;
}

/** What a review pinned to an item, in the order of the call; what is for reviewers only is left out. */
export const findingClips = (
	read: Reader,
	{ reviewId, itemKey }: { reviewId: string; itemKey: string }
): Promise<(Clip & { id: string })[]> =>
	read
		.select({
			id: evidence.id,
			recordingId: reviews.recordingId,
			fromMs: evidence.fromMs,
			toMs: evidence.toMs,
			note: evidence.note
		})
		.from(evidence)
		.innerJoin(reviews, eq(reviews.id, evidence.reviewId))
		.innerJoin(recordings, eq(recordings.id, reviews.recordingId))
		.where(
			and(
				eq(evidence.reviewId, reviewId),
				eq(evidence.itemKey, itemKey),
				eq(evidence.private, false),
				isKept
			)
		)
		.orderBy(asc(evidence.fromMs), asc(evidence.id));

const MOST_OFFERED = 12;

/** The condition that a clip stands in the library. */
const inLibrary = (read: Reader): SQL | undefined =>
	and(accepted(read, true), consented(read, true), isKept);

const clipColumns = {
	id: libraryClips.id,
	recordingId: libraryClips.recordingId,
	fromMs: libraryClips.fromMs,
	toMs: libraryClips.toMs,
	note: libraryClips.title
};

/** Clips of the library on an item, the newest first. */
export const libraryOffers = (read: Reader, itemKey: string): Promise<(Clip & { id: string })[]> =>
	read
		.select(clipColumns)
		.from(libraryClips)
		.innerJoin(recordings, eq(recordings.id, libraryClips.recordingId))
		.where(and(eq(libraryClips.itemKey, itemKey), inLibrary(read)))
		.orderBy(desc(libraryClips.proposedAt), desc(libraryClips.id))
		.limit(MOST_OFFERED);

/** Those of the clips that stand in the library. */
export async function libraryClipsOf(
	read: Reader,
	ids: readonly string[]
): Promise<(Clip & { id: string })[]> {
	if (ids.length === 0) return [];
	return read
		.select(clipColumns)
		.from(libraryClips)
		.innerJoin(recordings, eq(recordings.id, libraryClips.recordingId))
		.where(and(inArray(libraryClips.id, [...ids]), inLibrary(read)))
		.orderBy(asc(libraryClips.id));
}
