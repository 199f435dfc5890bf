import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { draftContent, emptyDraft, type DraftContent } from '../draft.ts';
import { draftOf, insertDraft, keepText } from './draft-rows.ts';
import { reviewDrafts } from './draft-schema.ts';
import { reviewSubject, type ReviewRequest, type SubjectRefusal } from './subject.ts';

interface SavedDraft {
	id: string;
	version: number;
	savedAt: Date;
}

interface SaveDraft extends ReviewRequest {
	/** The version the content was made from; 0 when none was saved before. */
	version: number;
	content: DraftContent;
}

/** Opens the actor's draft for a recording, or returns the one that stands. */
export function startDraft(
	context: Context,
	request: ReviewRequest
): Promise<Decision<SavedDraft, SubjectRefusal>> {
	return context.db.tx(async (tx) => {
		const standing = await draftRow(tx, request.recordingId, context.actor.id);
		return standing ? accept(standing) : begin(context, tx, request, emptyDraft());
	});
}

/**
 * Saves the draft whole and raises its version. Refuses with `stale-draft` (and the version that
 * stands) when it was saved elsewhere since, so that no tab overwrites another; with
 * `already-reviewed` when somebody was faster, whose call it is no longer: the text is kept.
 */
export function saveDraft(
	context: Context,
	{ version, content, ...request }: SaveDraft
): Promise<Decision<SavedDraft, SubjectRefusal | 'stale-draft'>> {
	const checked = v.parse(draftContent, content);
	return context.db.tx(async (tx) => {
		const subject = await reviewSubject(tx, context, request);
		if (!subject.ok) {
			if (subject.refusal === 'already-reviewed') await keepText(context, tx, request, checked);
			return subject;
		}
		const standing = await draftRow(tx, request.recordingId, context.actor.id);
		if (version !== (standing?.version ?? 0))
			return refuse('stale-draft', { version: standing?.version ?? 0 });
		if (!standing) return begin(context, tx, request, checked);
		const assignmentId = subject.value.task?.id ?? null;
		const saved = { id: standing.id, version: version + 1, savedAt: context.now };
		await tx
			.update(reviewDrafts)
			.set({ assignmentId, content: checked, version: saved.version, savedAt: saved.savedAt })
			.where(eq(reviewDrafts.id, standing.id))
			.returning({ id: reviewDrafts.id });
		return accept(saved);
	});
}

/** Throws the actor's own draft away, for good; false when there was none, as after a second click. */
export function discardDraft(
	{ db, actor, now }: Context,
	{ recordingId }: Pick<ReviewRequest, 'recordingId'>
): Promise<Decision<{ discarded: boolean }, never>> {
	return db.tx(async (tx) => {
		const draft = await draftOf(tx, recordingId, actor.id);
		if (!draft) return accept({ discarded: false });
		await tx.delete(reviewDrafts).where(eq(reviewDrafts.id, draft.id));
		const facts = { assignmentId: draft.assignmentId, reviewerId: actor.id };
		const subject = `recording:${recordingId}`;
		await appendAudit({ tx, actor, now }, { kind: 'draft.discarded', subject, facts });
		return accept({ discarded: true });
	});
}

/**
 * A task goes to another reviewer, and the draft begun for it with it: what was written stays, what
 * was heard and the time spent were another's and begin anew. A draft that the receiver has of the
 * recording already stands, and the former reviewer keeps theirs as one without a task. True when
 * a draft was moved; the caller writes the entry in the audit chain.
 */
export async function moveDraft(
	tx: Writer,
	{ recordingId, fromId, toId, assignmentId }: DraftMove
): Promise<boolean> {
	const draft = await draftOf(tx, recordingId, fromId);
	const receivers = await draftOf(tx, recordingId, toId);
	const set = (id: string, values: Partial<typeof reviewDrafts.$inferInsert>) =>
		tx.update(reviewDrafts).set(values).where(eq(reviewDrafts.id, id));
	if (receivers) await set(receivers.id, { assignmentId });
	if (draft?.assignmentId !== assignmentId) return false;
	if (receivers) {
		await set(draft.id, { assignmentId: null });
		return false;
	}
	const content = { ...draft.content, heard: [], spentMs: 0 };
	await set(draft.id, { reviewerId: toId, version: draft.version + 1, content });
	return true;
}

interface DraftMove {
	recordingId: string;
	fromId: string;
	toId: string;
	assignmentId: string;
}

async function begin(
	context: Context,
	tx: Writer,
	request: ReviewRequest,
	content: DraftContent
): Promise<Decision<SavedDraft, SubjectRefusal>> {
	const subject = await reviewSubject(tx, context, request);
	if (!subject.ok) return subject;
	const { rubric, task } = subject.value;
	const rubricVersionId = rubric.versionId;
	const assignmentId = task?.id ?? null;
	return accept(
		await insertDraft(context, tx, {
			recordingId: request.recordingId,
			assignmentId,
			rubricVersionId,
			content
		})
	);
}

async function draftRow(read: Reader, recordingId: string, reviewerId: string) {
	const row = await draftOf(read, recordingId, reviewerId);
	return row && { id: row.id, version: row.version, savedAt: row.savedAt };
}
