import { and, eq } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { heardBy, playableRecording } from '#lib/recordings/server/playable.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import type { BenchCall, BenchData } from '../bench.ts';
import { emptyDraft } from '../draft.ts';
import { callFor } from './call.ts';
import { agentNumbersOf } from './calibration-page.ts';
import { calibrationScores } from './calibration-schema.ts';
import {
	calibrationDraftOf,
	calibrationScoring,
	type CalibrationCall,
	type ScoringRefusal
} from './calibration-scores.ts';
import { calibrationFor, type CalibrationSession } from './calibration-session.ts';

interface CalibrationBench {
	bench: BenchData;
	/** What was submitted, to be read; else the fields are open. */
	done: boolean;
	title: string;
	/** 1, 2, … of so many calls. */
	position: number;
	of: number;
}

/** The workbench of one call of a session: the own draft, or what the person submitted. Changes nothing. */
export async function calibrationBench(
	context: Context,
	call: CalibrationCall
): Promise<Decision<CalibrationBench, ScoringRefusal>> {
	const { db, actor } = context;
	const read = db.read;
	const scoring = await calibrationScoring(read, context, call);
	const done = !scoring.ok && scoring.refusal === 'calibration-submitted';
	if (!scoring.ok && !done) return scoring;
	// Both ways the session is there: it was read a moment ago.
	const { session } = (await calibrationFor(read, context, call.calibrationId))!;
	const recording = await playableRecording(db, call.recordingId);
	if (!recording) return refuse('not-found');
	const rubric = (await rubricVersion(read, session.rubricVersionId))!;
	const draft = done ? undefined : await calibrationDraftOf(read, call, actor.id);
	const content = done ? await submittedBy(read, call, actor.id) : draft?.content;
	const position = session.calls.findIndex(({ recordingId }) => recordingId === call.recordingId);
	return accept({
		bench: {
			recording,
			heard: await heardBy(db, call.recordingId, actor.id),
			call: await blindCall(read, call.recordingId),
			agentNumber: agentNumbersOf(session)[position]!,
			form: rubric.form,
			rubricVersion: rubric.version,
			assignmentId: null,
			task: undefined,
			draft: {
				content: content ?? emptyDraft(),
				version: draft?.version ?? 0,
				savedAt: draft?.savedAt ?? null
			},
			hasNext: openCalls(session, actor.id).some((id) => id !== call.recordingId)
		},
		...{ done, title: session.title, position: position + 1, of: session.calls.length }
	});
}

/** Recordings of the session that the person has not submitted, in its order. */
export const openCalls = ({ calls, submitted }: CalibrationSession, userId: string): string[] =>
	calls
		.map(({ recordingId }) => recordingId)
		.filter((id) => !submitted.some((row) => row.userId === userId && row.recordingId === id));

async function submittedBy(read: Reader, call: CalibrationCall, userId: string) {
	const [row] = await read
		.select({ content: calibrationScores.content })
		.from(calibrationScores)
		.where(
			and(
				eq(calibrationScores.calibrationId, call.calibrationId),
				eq(calibrationScores.recordingId, call.recordingId),
				eq(calibrationScores.userId, userId)
			)
		);
	return row?.content;
}

/** The call without who handled it. */
async function blindCall(read: Reader, recordingId: string): Promise<BenchCall> {
	const { call } = await callFor(read, recordingId);
	return { ...call, agent: null, staffNo: null };
}
