import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import { answersOf, type DraftContent } from '../draft.ts';
import { changesBetween, heldOf } from '../revision.ts';
import { scoreReview, type Score } from '../scoring.ts';
import { askedContent } from '../submission.ts';
import { heldBy } from './held.ts';
import { reviews } from './schema.ts';
import type { ReviewRequest } from './subject.ts';

/**
 * The review that the same person submitted of the same call with the same answers, words and
 * passages: what came again after a second click, a lost answer or the back button. Undefined
 * when nothing was submitted, or something else.
 */
export async function sentBefore(
	read: Reader,
	reviewerId: string,
	{ recordingId, assignmentId }: ReviewRequest,
	content: DraftContent
): Promise<{ reviewId: string; score: Score } | undefined> {
	const rows = await read
		.select({
			reviewId: reviews.id,
			assignmentId: reviews.assignmentId,
			rubricVersionId: reviews.rubricVersionId,
			durationMs: recordings.durationMs
		})
		.from(reviews)
		.innerJoin(recordings, eq(recordings.id, reviews.recordingId))
		.where(
			and(
				eq(reviews.recordingId, recordingId),
				eq(reviews.reviewerId, reviewerId),
				isNull(reviews.revises)
			)
		)
		.orderBy(asc(reviews.submittedAt), asc(reviews.id));
	for (const { reviewId, durationMs, ...row } of rows) {
		if (assignmentId !== undefined && row.assignmentId !== assignmentId) continue;
		const { form } = (await rubricVersion(read, row.rubricVersionId))!;
		const asked = askedContent(form, content);
		const changes = changesBetween(await heldBy(read, reviewId), heldOf(asked, durationMs));
		if (changes.length === 0) return { reviewId, score: scoreReview(form, answersOf(asked)) };
	}
	return undefined;
}
