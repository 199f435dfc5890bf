/** The rows of drafts: read, begun, kept when somebody else was faster. */
import { and, desc, eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import { can } from '#lib/people/permissions.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { isId, newId } from '#lib/platform/server/ids.ts';
import type { DraftContent } from '../draft.ts';
import { reviewDrafts } from './draft-schema.ts';
import { reviews } from './schema.ts';
import { placedRecording, type ReviewRequest } from './subject.ts';

/** The draft of one reviewer for one recording. Nobody else's is ever read. */
export async function draftOf(read: Reader, recordingId: string, reviewerId: string) {
	if (!isId(recordingId)) return undefined;
	const [row] = await read
		.select()
		.from(reviewDrafts)
		.where(and(eq(reviewDrafts.recordingId, recordingId), eq(reviewDrafts.reviewerId, reviewerId)));
	return row;
}

/** The actor's own draft, while they may still see the call; undefined when there is none. */
export async function ownDraft({ db, actor, now }: Context, recordingId: string) {
	const recording = await placedRecording(db.read, recordingId, { actor, now });
	if (!recording || can(actor, 'recording.list', recording) !== 'allowed') return undefined;
	return draftOf(db.read, recordingId, actor.id);
}

interface NewDraft {
	recordingId: string;
	assignmentId: string | null;
	rubricVersionId: string;
	content: DraftContent;
}

export async function insertDraft({ actor, now }: Context, tx: Writer, draft: NewDraft) {
	const { recordingId, assignmentId, rubricVersionId } = draft;
	const saved = { id: newId(now), version: 1, savedAt: now };
	await tx
		.insert(reviewDrafts)
		.values({ ...saved, ...draft, reviewerId: actor.id, startedAt: now });
	await appendAudit(
		{ tx, actor, now },
		{
			kind: 'draft.started',
			subject: `recording:${recordingId}`,
			facts: { assignmentId, rubricVersionId }
		}
	);
	return saved;
}

/**
 * Keeps what a reviewer wrote of a call that somebody else has reviewed meanwhile: as their draft,
 * to be copied from or discarded. What the author of the review left in another window is not.
 */
export async function keepText(
	context: Context,
	tx: Writer,
	{ recordingId }: ReviewRequest,
	content: DraftContent
): Promise<void> {
	const { actor, now } = context;
	const standing = await draftOf(tx, recordingId, actor.id);
	if (standing) {
		await tx
			.update(reviewDrafts)
			.set({ content, version: standing.version + 1, savedAt: now })
			.where(eq(reviewDrafts.id, standing.id));
		return;
	}
	const [review] = await tx
		.select({ by: reviews.reviewerId, rubricVersionId: reviews.rubricVersionId })
		.from(reviews)
		.where(eq(reviews.recordingId, recordingId))
		.orderBy(desc(reviews.submittedAt), desc(reviews.id))
		.limit(1);
	if (!review || review.by === actor.id) return;
	const { rubricVersionId } = review;
	await insertDraft(context, tx, { recordingId, assignmentId: null, rubricVersionId, content });
}
