import { appendAudit } from '#lib/audit/server/append.ts';
import { may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { endEntrustedSince } from '#lib/recordings/server/entrustments.ts';
import { isAnswer } from '#lib/rubric/answer.ts';
import { itemsOf } from '#lib/rubric/form.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import { startDraftFrom, type StartRefusal } from '#lib/rubric/server/rubric-drafts.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { MAX_CLOSING_WORDS } from '../calibration.ts';
import { calibrationOutcomes } from './calibration-schema.ts';
import { calibrationFor, type CalibrationSession } from './calibration-session.ts';

/** Agreed answers by recording and item key; what is not agreed on is left out. */
type Consensus = Record<string, Record<string, unknown>>;

export interface CloseCalibration {
	calibrationId: string;
	consensus: Consensus;
	/** What the session agreed on; also why the rubric should change. */
	words: string;
	/** Opens a draft of the rubric, or joins the one that is open. */
	propose: boolean;
}

type CloseRefusal =
	| 'not-found'
	| 'not-allowed'
	| 'calibration-closed'
	| 'calibration-blind'
	| 'words-missing'
	| 'not-an-answer'
	| Exclude<StartRefusal, 'draft-open'>;

/**
 * Closes a session with what it agreed on; nothing is taken any more, and what was entrusted for it
 * ends. Whoever opened it does, or another head of its department. While they are blind to the answers
 * they can only call it off: no consensus then.
 */
export async function closeCalibration(
	context: Context,
	request: CloseCalibration
): Promise<Decision<{ proposedDraftId: string | null }, CloseRefusal>> {
	const { db } = context;
	const before = await closable(db.read, context, request);
	if (!before.ok) return before;
	// The draft is a change of its own: it stands even when another closes the session meanwhile.
	const proposed = request.propose
		? await draftFor(context, before.value, request.words)
		: accept(null);
	if (!proposed.ok) return proposed;
	return db.tx(async (tx) => {
		const session = await closable(tx, context, request);
		if (!session.ok) return session;
		const { actor, now } = context;
		const { id, calls, participantIds, createdAt } = session.value;
		await tx.insert(calibrationOutcomes).values({
			calibrationId: id,
			consensus: request.consensus,
			words: request.words.trim(),
			proposedDraftId: proposed.value,
			closedAt: now,
			closedBy: actor.id
		});
		for (const { recordingId } of calls)
			for (const userId of participantIds)
				await endEntrustedSince(tx, { recordingId, userId, now, since: createdAt });
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'calibration.closed',
				subject: `calibration:${id}`,
				facts: {
					agreed: Object.values(request.consensus).flatMap(Object.keys).length,
					proposedDraftId: proposed.value
				}
			}
		);
		return accept({ proposedDraftId: proposed.value });
	});
}

/** Whether the actor may close this session at all, blind or not: buttons ask the same. */
export const mayClose = (
	{ actor }: Pick<Context, 'actor'>,
	{ createdBy, departmentId }: Pick<CalibrationSession, 'createdBy' | 'departmentId'>
): boolean =>
	may(actor, 'calibration.open') &&
	(createdBy === actor.id ||
		actor.grants.some(
			(grant) => grant.role === 'department-head' && grant.departmentId === departmentId
		));

async function closable(
	read: Reader,
	context: Context,
	{ calibrationId, consensus, words }: CloseCalibration
): Promise<Decision<CalibrationSession, CloseRefusal>> {
	const sight = await calibrationFor(read, context, calibrationId);
	if (!sight) return refuse('not-found');
	const { session, phase, blind } = sight;
	if (!mayClose(context, session)) return refuse('not-allowed');
	if (phase === 'closed') return refuse('calibration-closed');
	const said = words.trim();
	if (said === '' || said.length > MAX_CLOSING_WORDS || said.includes('\u0000'))
		return refuse('words-missing', { most: MAX_CLOSING_WORDS });
	if (blind && Object.keys(consensus).length > 0) return refuse('calibration-blind');
	const rubric = await rubricVersion(read, session.rubricVersionId);
	const items = new Map(itemsOf(rubric!.form).map((item) => [item.key, item]));
	const fits = Object.entries(consensus).every(
		([recordingId, answers]) =>
			session.calls.some((call) => call.recordingId === recordingId) &&
			Object.entries(answers).every(([key, answer]) => {
				const item = items.get(key);
				return item !== undefined && isAnswer(item, answer);
			})
	);
	return fits ? accept(session) : refuse('not-an-answer');
}

async function draftFor(
	context: Context,
	session: CalibrationSession,
	note: string
): Promise<Decision<string, Exclude<StartRefusal, 'draft-open'>>> {
	const rubric = await rubricVersion(context.db.read, session.rubricVersionId);
	const started = await startDraftFrom(context, { rubricId: rubric!.rubricId, note });
	if (started.ok) return accept(started.value.draftId);
	const { refusal, facts } = started;
	return refusal === 'draft-open' ? accept(String(facts?.draftId)) : refuse(refusal, facts);
}
