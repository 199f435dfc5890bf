/** A participant's own answers in a calibration: the draft, seen by them alone, and the submit, which is final. */
import { and, eq } from 'drizzle-orm';
import * as v from 'valibot';
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { rubricVersion, type PublishedRubric } from '#lib/rubric/server/queries.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { answersOf, draftContent, type DraftContent } from '../draft.ts';
import { scoreReview } from '../scoring.ts';
import { askedContent, submissionFaults } from '../submission.ts';
import { calibrationDrafts, calibrationScores } from './calibration-schema.ts';
import { calibrationFor, type CalibrationSight } from './calibration-session.ts';
import { placedRecording, type PlacedRecording } from './subject.ts';

export interface CalibrationCall {
	calibrationId: string;
	recordingId: string;
}

interface CalibrationAnswers extends CalibrationCall {
	/** The version the content was made from; 0 when none was saved before. */
	version: number;
	content: DraftContent;
}

/** `not-found` is shown as 404, `not-allowed` as 403, `incomplete` as 422, the others as 409. */
export type ScoringRefusal =
	'not-found' | 'not-allowed' | 'calibration-submitted' | 'calibration-closed' | 'deadline-over';

interface Scoring {
	sight: CalibrationSight;
	recording: PlacedRecording;
	rubric: PublishedRubric;
}

/** One call as its participant scores it, or why they may not; decided on fresh rows. */
export async function calibrationScoring(
	read: Reader,
	context: Context,
	{ calibrationId, recordingId }: CalibrationCall
): Promise<Decision<Scoring, ScoringRefusal>> {
	const sight = await calibrationFor(read, context, calibrationId);
	const { session } = sight ?? {};
	if (!sight || !session?.calls.some((call) => call.recordingId === recordingId))
		return refuse('not-found');
	if (!sight.participates) return refuse('not-allowed');
	const mine = session.submitted.filter(({ userId }) => userId === context.actor.id);
	if (mine.some((row) => row.recordingId === recordingId)) return refuse('calibration-submitted');
	if (sight.phase === 'closed') return refuse('calibration-closed');
	if (sight.phase === 'discussion') return refuse('deadline-over');
	const recording = await placedRecording(read, recordingId, context);
	const rubric = await rubricVersion(read, session.rubricVersionId);
	if (recording?.custody !== 'kept' || !rubric) return refuse('not-found');
	return accept({ sight, recording, rubric });
}

/** The draft of one participant for one call of a session that stands. Nobody else's is ever read. */
export async function calibrationDraftOf(read: Reader, call: CalibrationCall, userId: string) {
	const [row] = await read.select().from(calibrationDrafts).where(draftIs(call, userId));
	return row;
}

/** Saves the draft whole and raises its version; `stale-draft` when it was saved elsewhere since. */
export function saveCalibrationDraft(
	context: Context,
	{ version, content, ...call }: CalibrationAnswers
): Promise<Decision<{ version: number; savedAt: Date }, ScoringRefusal | 'stale-draft'>> {
	const checked = v.parse(draftContent, content);
	const { db, actor, now } = context;
	return db.tx(async (tx) => {
		const scoring = await calibrationScoring(tx, context, call);
		if (!scoring.ok) return scoring;
		const standing = await calibrationDraftOf(tx, call, actor.id);
		if (version !== (standing?.version ?? 0))
			return refuse('stale-draft', { version: standing?.version ?? 0 });
		const saved = { version: version + 1, savedAt: now };
		if (standing)
			await tx
				.update(calibrationDrafts)
				.set({ content: checked, ...saved })
				.where(eq(calibrationDrafts.id, standing.id));
		else
			await tx.insert(calibrationDrafts).values({
				...{ id: newId(now), userId: actor.id, content: checked },
				...call,
				...saved
			});
		return accept(saved);
	});
}

/**
 * Submits the answers for one call: scored, locked, of no weight for the agent. With the last one of
 * the session the participants and whoever opened it are told. No share of the call has to be heard.
 */
export function submitCalibration(
	context: Context,
	{ version, content, ...call }: CalibrationAnswers
): Promise<Decision<{ more: boolean }, ScoringRefusal | 'stale-draft' | 'incomplete'>> {
	const checked = v.parse(draftContent, content);
	const { db, actor } = context;
	return db.tx(async (tx) => {
		const scoring = await calibrationScoring(tx, context, call);
		if (!scoring.ok) return scoring;
		const draft = await calibrationDraftOf(tx, call, actor.id);
		if (version !== (draft?.version ?? 0))
			return refuse('stale-draft', { version: draft?.version ?? 0 });
		const { rubric, recording, sight } = scoring.value;
		const { durationMs } = recording;
		const faults = submissionFaults(rubric.form, checked, { durationMs, speech: [], minimum: 0 });
		if (faults.length > 0) return refuse('incomplete', { missing: faults.length });

		const asked = askedContent(rubric.form, checked);
		await insertScore(context, tx, { call, rubric, content: asked });
		await tx.delete(calibrationDrafts).where(draftIs(call, actor.id));
		await tellWhenReady(context, tx, sight);
		const { calls, submitted } = sight.session;
		const mine = submitted.filter(({ userId }) => userId === actor.id).length + 1;
		return accept({ more: mine < calls.length });
	});
}

interface NewScore {
	call: CalibrationCall;
	rubric: PublishedRubric;
	content: DraftContent;
}

/** The entry in the chain tells that somebody submitted, never what: others may be scoring still. */
async function insertScore(
	{ actor, now }: Context,
	tx: Writer,
	{ call, rubric, content }: NewScore
) {
	const { rawTenths, outcome } = scoreReview(rubric.form, answersOf(content));
	await tx.insert(calibrationScores).values({
		...{ id: newId(now), userId: actor.id, content, rawTenths, outcome, submittedAt: now },
		...call
	});
	await appendAudit(
		{ tx, actor, now },
		{
			kind: 'calibration.submitted',
			subject: `calibration:${call.calibrationId}`,
			facts: { recordingId: call.recordingId, rubricVersionId: rubric.versionId }
		}
	);
}

async function tellWhenReady({ actor, now }: Context, tx: Writer, { session }: CalibrationSight) {
	const { id, calls, participantIds, submitted, createdBy } = session;
	if (submitted.length + 1 < calls.length * participantIds.length) return;
	await notify(tx, now, {
		kind: 'calibration-ready',
		to: [...participantIds, createdBy].filter((userId) => userId !== actor.id),
		path: `/calibrations/${id}`,
		once: `calibration-ready:${id}`
	});
}

const draftIs = ({ calibrationId, recordingId }: CalibrationCall, userId: string) =>
	and(
		eq(calibrationDrafts.calibrationId, calibrationId),
		eq(calibrationDrafts.recordingId, recordingId),
		eq(calibrationDrafts.userId, userId)
	);
