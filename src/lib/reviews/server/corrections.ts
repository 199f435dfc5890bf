import { and, eq } from 'drizzle-orm';
import * as v from 'valibot';
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import type { Context } from '#lib/people/server/context.ts';
import { can } from '#lib/people/permissions.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { isId, newId } from '#lib/platform/server/ids.ts';
import { isNotRestricted } from '#lib/recordings/server/kept.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { cleanWords, realCharacters } from '#lib/shared/words.ts';
import { answersOf, draftContent, type DraftContent } from '../draft.ts';
import type { RevisionCause } from '../review.ts';
import { changesBetween, heldOf, mayCorrect, REASON_LENGTH } from '../revision.ts';
import { scoreReview } from '../scoring.ts';
import { askedContent, submissionFaults } from '../submission.ts';
import { listConcealment } from './concealing.ts';
import { isContested } from './dispute-facts.ts';
import { heldBy, insertHeld } from './held.ts';
import { postReviewLines } from './month-lines.ts';
import { revisionAfter } from './revisions.ts';
import { reviews } from './schema.ts';

interface Correction {
	/** The revision that it was made from; when another one stands by now, it is refused. */
	reviewId: string;
	content: DraftContent;
	reason: string;
	cause: RevisionCause;
}

/** `not-found` is shown as 404, `not-allowed` as 403, `reason-too-short` as 422, the others as 409. */
export type CorrectionRefusal =
	| 'not-found'
	| 'not-allowed'
	| 'not-kept'
	| 'reason-too-short'
	| 'revised'
	| 'disputed'
	| 'incomplete'
	| 'nothing-changed';

/**
 * Corrects a submitted review by a further revision, scored by the version that the review pinned.
 * The one it corrects stays as it is. What was heard is not asked for again and stays the first
 * reviewer's; the agent is told and acknowledges anew. `revised` names who was quicker, and when.
 */
export const correctReview = (
	context: Context,
	correction: Correction & { cause: Exclude<RevisionCause, 'ruling'> }
): Promise<Decision<{ reviewId: string }, CorrectionRefusal>> =>
	context.db.tx((tx) => correctIn(tx, context, correction));

/**
 * `correctReview` within a transaction of the caller's. While an item of the review is disputed only
 * a ruling revises it; whoever calls it for a ruling has decided that the actor may rule, and tells
 * the agent.
 */
export async function correctIn(
	tx: Writer,
	context: Context,
	{ reviewId, content, reason, cause }: Correction
): Promise<Decision<{ reviewId: string }, CorrectionRefusal>> {
	const { actor } = context;
	const checked = v.parse(draftContent, content);
	const words = cleanWords(reason);
	const ruled = cause === 'ruling';
	const found = isId(reviewId) ? await standing(tx, reviewId) : undefined;
	if (!found || !(ruled || can(actor, 'review.read', found) === 'allowed'))
		return refuse('not-found');
	if (!ruled && !mayCorrect(actor, found)) return refuse('not-allowed');
	if (found.custody !== 'kept') return refuse('not-kept');
	const later = await revisionAfter(tx, reviewId);
	if (later) return refuse('revised', { id: later.id, by: later.by, at: later.at.toISOString() });
	if (realCharacters(words) < REASON_LENGTH)
		return refuse('reason-too-short', { least: REASON_LENGTH });
	if (!ruled && (await isContested(tx, found.review))) return refuse('disputed');

	const { form } = (await rubricVersion(tx, found.review.rubricVersionId))!;
	const hearing = { durationMs: found.durationMs, speech: [], minimum: 0 };
	// A ruling changes one answer: what is asked because of it alone stays open, and counts like N/A.
	const faults = submissionFaults(form, checked, hearing).filter(
		({ fault }) => fault !== 'under-heard' && !(ruled && fault === 'open')
	);
	if (faults.length > 0) return refuse('incomplete', { missing: faults.length });
	const asked = askedContent(form, checked);
	const held = heldOf(asked, found.durationMs);
	const changes = changesBetween(await heldBy(tx, reviewId), held);
	if (changes.length === 0) return refuse('nothing-changed');

	const score = scoreReview(form, answersOf(asked));
	const changed = changes.map(({ itemKey }) => itemKey);
	const revised = { held, score, reason: words, cause, changed };
	const id = await insertRevision(context, tx, found.review, revised);
	await listConcealment(context, tx, found.review.recordingId);
	// A ruling is not written yet: whoever rules posts when it is.
	if (cause !== 'ruling')
		await postReviewLines({ tx, ...context }, found.review, { cause: 'corrected', reason: words });
	return accept({ reviewId: id });
}

/** The review with the place of its call. */
async function standing(read: Reader, reviewId: string) {
	const [row] = await read
		.select({
			review: reviews,
			reviewerId: reviews.reviewerId,
			agentId: reviews.agentId,
			teamId: recordings.teamId,
			departmentId: recordings.departmentId,
			durationMs: recordings.durationMs,
			custody: recordings.custody
		})
		.from(reviews)
		.innerJoin(recordings, eq(recordings.id, reviews.recordingId))
		.where(and(eq(reviews.id, reviewId), isNotRestricted));
	return row;
}

interface Revised {
	held: ReturnType<typeof heldOf>;
	score: ReturnType<typeof scoreReview>;
	reason: string;
	cause: RevisionCause;
	/** Keys of the criteria that differ; null for the call as a whole. */
	changed: (string | null)[];
}

async function insertRevision(
	{ actor, now }: Context,
	tx: Writer,
	before: typeof reviews.$inferSelect,
	{ held, score, reason, cause, changed }: Revised
): Promise<string> {
	const id = newId(now);
	const { rawTenths, outcome, severe } = score;
	await tx.insert(reviews).values({
		...before,
		...{ id, rawTenths, outcome, severe },
		comment: held.comment,
		privateComment: held.privateComment,
		assignmentId: null,
		submittedAt: now,
		revision: before.revision + 1,
		revises: before.id,
		revisedBy: actor.id,
		revisionReason: reason,
		revisionCause: cause
	});
	await insertHeld(tx, id, held, now);
	await appendAudit(
		{ tx, actor, now },
		{
			kind: 'review.corrected',
			subject: `review:${id}`,
			reason,
			facts: {
				revises: before.id,
				revision: before.revision + 1,
				cause,
				changed,
				before: { rawTenths: before.rawTenths, outcome: before.outcome, severe: before.severe },
				after: { rawTenths, outcome, severe }
			}
		}
	);
	if (cause !== 'ruling')
		await notify(tx, now, {
			kind: 'review-corrected',
			to: [before.agentId],
			path: `/reviews/${id}`
		});
	return id;
}
