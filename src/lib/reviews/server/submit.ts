import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { endEntrustment } from '#lib/recordings/server/entrustments.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import { monthOfDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision, type Facts } from '#lib/shared/decision.ts';
import { answersOf, draftContent, type DraftContent } from '../draft.ts';
import { HEARD_AFTER_REVIEW_MS } from '../review.ts';
import { heldOf } from '../revision.ts';
import { scoreReview, type Score } from '../scoring.ts';
import {
	askedContent,
	submissionFaults,
	underHeard,
	underHeardReason,
	type Fault
} from '../submission.ts';
import { listConcealment } from './concealing.ts';
import { draftOf, keepText } from './draft-rows.ts';
import { insertHeld } from './held.ts';
import { listenedBy, toHear } from './listened.ts';
import { postReviewLines } from './month-lines.ts';
import { reviewDrafts } from './draft-schema.ts';
import { reviews } from './schema.ts';
import { sentBefore } from './sent-before.ts';
import { reviewSubject, type ReviewRequest, type Subject, type SubjectRefusal } from './subject.ts';

interface SubmitReview extends ReviewRequest {
	content: DraftContent;
	/** The draft version the content was made from; when given, an older one is refused. */
	version?: number | undefined;
}

type SubmitRefusal = SubjectRefusal | 'stale-draft' | 'incomplete';

/**
 * Submits a review: scored against the version that its draft pinned, locked, released to the
 * agent. `incomplete` tells how many things are missing; `submissionFaults` names them. The same
 * sent again gets the same answer, and of two reviewers the slower one's text is kept as a draft.
 */
export function submitReview(
	context: Context,
	{ content, version, ...request }: SubmitReview
): Promise<Decision<{ reviewId: string; score: Score }, SubmitRefusal>> {
	const checked = v.parse(draftContent, content);
	const { db, actor } = context;
	return db.tx(async (tx) => {
		const subject = await reviewSubject(tx, context, request);
		if (!subject.ok && subject.refusal !== 'already-reviewed') return subject;
		const before = await sentBefore(tx, actor.id, request, checked);
		if (before) return accept(before);
		if (!subject.ok) {
			await keepText(context, tx, request, checked);
			return subject;
		}
		const draft = await draftOf(tx, request.recordingId, actor.id);
		if (version !== undefined && version !== (draft?.version ?? 0))
			return refuse('stale-draft', { version: draft?.version ?? 0 });
		const pinned = draft && (await rubricVersion(tx, draft.rubricVersionId));
		const rubric = pinned ?? subject.value.rubric;
		const listened = await listenedBy(tx, {
			...checked,
			userId: actor.id,
			recording: subject.value.recording,
			startedAt: draft?.startedAt,
			now: context.now
		});
		const asked = askedContent(rubric.form, { ...checked, heard: listened.heard });
		const hearing = await toHear(tx, request.recordingId, subject.value.task);
		// Of all that came: an item that the rubric does not have is named, not dropped.
		const faults = submissionFaults(rubric.form, { ...checked, heard: listened.heard }, hearing);
		if (faults.length > 0) return refuse('incomplete', missing(faults));

		const score = scoreReview(rubric.form, answersOf(asked));
		const reviewId = newId(context.now);
		await insertReview(context, tx, {
			reviewId,
			subject: subject.value,
			rubricVersionId: rubric.versionId,
			startedAt: draft?.startedAt,
			content: asked,
			listened,
			underHeardReason: underHeard(asked, hearing) ? underHeardReason(asked) : null,
			score
		});
		await listConcealment(context, tx, request.recordingId);
		await postReviewLines(
			{ tx, ...context },
			{
				agentId: subject.value.agentId,
				businessMonth: monthOfDay(subject.value.recording.businessDay)
			},
			{ cause: 'found' }
		);
		await tx.delete(reviewDrafts).where(eq(reviewDrafts.id, draft?.id ?? reviewId));
		return accept({ reviewId, score });
	});
}

interface NewReview {
	reviewId: string;
	subject: Subject;
	rubricVersionId: string;
	/** First save of the draft; undefined when there was none. */
	startedAt: Date | undefined;
	content: DraftContent;
	listened: Awaited<ReturnType<typeof listenedBy>>;
	/** Null when enough was heard. */
	underHeardReason: string | null;
	score: Score;
}

/** How many things are missing, and the heard share when that is one of them. */
function missing(faults: Fault[]): Facts {
	const short = faults.find((one) => one.fault === 'under-heard');
	return { missing: faults.length, ...(short && { underHeard: short.heardPermille }) };
}

async function insertReview({ actor, now }: Context, tx: Writer, review: NewReview) {
	const { reviewId, subject, rubricVersionId, startedAt, content, score, listened } = review;
	const { recording, agentId, kind, task } = subject;
	const assignmentId = task?.id ?? null;
	const held = heldOf(content, recording.durationMs);
	await tx.insert(reviews).values({
		id: reviewId,
		kind,
		recordingId: recording.id,
		assignmentId,
		rubricVersionId,
		agentId,
		teamId: recording.teamId,
		reviewerId: actor.id,
		rawTenths: score.rawTenths,
		outcome: score.outcome,
		severe: score.severe,
		comment: held.comment,
		privateComment: held.privateComment,
		underHeardReason: review.underHeardReason,
		callStartedAt: recording.startedAt,
		businessMonth: monthOfDay(recording.businessDay),
		startedAt: startedAt ?? now,
		submittedAt: now,
		...listened
	});
	await insertHeld(tx, reviewId, held, now);
	await tx
		.update(recordings)
		.set({ reviewState: 'reviewed' })
		.where(eq(recordings.id, recording.id));
	if (recording.entrusted) {
		const until = new Date(now.getTime() + HEARD_AFTER_REVIEW_MS);
		await endEntrustment(tx, { recordingId: recording.id, userId: actor.id, now: until });
	}
	await appendAudit(
		{ tx, actor, now },
		{
			kind: 'review.submitted',
			subject: `review:${reviewId}`,
			facts: {
				recordingId: recording.id,
				agentId,
				assignmentId,
				rubricVersionId,
				kind,
				rawTenths: score.rawTenths,
				outcome: score.outcome,
				severe: score.severe
			}
		}
	);
	await notify(tx, now, {
		kind: 'review-released',
		to: [agentId],
		path: `/reviews/${reviewId}`,
		facts: {}
	});
}
