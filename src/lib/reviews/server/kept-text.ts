/** What a reviewer wrote of a call that somebody else has reviewed meanwhile, and forms that still arrive. */
import { desc, eq } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import type { Form } from '#lib/rubric/form.ts';
import { accept, type Decision } from '#lib/shared/decision.ts';
import type { DraftContent } from '../draft.ts';
import { draftOf, ownDraft } from './draft-rows.ts';
import { reviews } from './schema.ts';
import { reviewSubject, type ReviewRequest, type SubjectRefusal } from './subject.ts';

interface KeptText {
	recordingId: string;
	content: DraftContent;
	savedAt: Date;
	form: Form;
}

/** The actor's own draft of a call, to be read and copied; undefined when there is none. */
export async function keptText(
	context: Context,
	recordingId: string
): Promise<KeptText | undefined> {
	const draft = await ownDraft(context, recordingId);
	if (!draft) return undefined;
	const { form } = (await rubricVersion(context.db.read, draft.rubricVersionId))!;
	const { content, savedAt } = draft;
	return { recordingId, content, savedAt, form };
}

/**
 * The form that a page of the actor's showed: also of a call that is reviewed by now, so that what
 * arrives late can be read and kept.
 */
export async function postedForm(
	context: Context,
	request: ReviewRequest
): Promise<Decision<Form, SubjectRefusal>> {
	const { db, actor } = context;
	const subject = await reviewSubject(db.read, context, request);
	if (!subject.ok && subject.refusal !== 'already-reviewed') return subject;
	const draft = await draftOf(db.read, request.recordingId, actor.id);
	if (subject.ok && !draft) return accept(subject.value.rubric.form);
	const versionId = draft?.rubricVersionId ?? (await versionOfReview(db.read, request.recordingId));
	return accept((await rubricVersion(db.read, versionId))!.form);
}

async function versionOfReview(read: Reader, recordingId: string): Promise<string> {
	const [row] = await read
		.select({ rubricVersionId: reviews.rubricVersionId })
		.from(reviews)
		.where(eq(reviews.recordingId, recordingId))
		.orderBy(desc(reviews.submittedAt), desc(reviews.id))
		.limit(1);
	return row!.rubricVersionId;
}
