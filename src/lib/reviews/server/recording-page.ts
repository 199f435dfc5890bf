import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import {
	heardBy,
	playableRecording,
	recordingFacts,
	type RecordingFacts
} from '#lib/recordings/server/playable.ts';
import { agentNumber } from './blind.ts';
import { reportsOfRecording } from './call-reports-list.ts';
import { reportSubject } from './call-reports.ts';
import { checkSubject } from './check-subject.ts';
import { checksOfRecording } from './checks.ts';
import { reviewsOfRecording } from './queries.ts';
import { sightOf } from './sight.ts';
import { reviewSubject } from './subject.ts';
import { tasksOfRecording } from './tasks-of-recording.ts';

/**
 * Everything that a recording's page shows; undefined when it is unknown or hidden. While a task of
 * the reader is open on it, it hides what would lead their judgement.
 */
export async function recordingPage(context: Context, recordingId: string) {
	const { db, actor } = context;
	const facts = await recordingFacts(context, recordingId);
	if (!facts || can(actor, 'recording.list', facts) !== 'allowed') return undefined;
	const mayHear = facts.custody === 'kept' && can(actor, 'recording.hear', facts) === 'allowed';
	const { blind, reviewsHidden, checksHidden } = await sightOf(db.read, context, facts.id);
	const reviews = reviewsHidden ? [] : await reviewsOfRecording(db.read, actor, facts.id);
	return {
		facts: blind ? withoutAgent(facts) : facts,
		agentNumber: blind ? await agentNumber(db.read, blind.id) : null,
		checksHidden,
		reviewsHidden,
		playable: mayHear ? await playableRecording(db, facts.id) : undefined,
		heard: mayHear ? await heardBy(db, facts.id, actor.id) : [],
		mayUnmask: can(actor, 'recording.unmask', facts) === 'allowed',
		mayReview: (await reviewSubject(db.read, context, { recordingId })).ok,
		mayCheck: (await checkSubject(db.read, context, { recordingId })).ok,
		mayPropose:
			mayHear && facts.agentId !== null && can(actor, 'clip.propose', facts) === 'allowed',
		mayReport: (await reportSubject(db.read, context, recordingId)).ok,
		checks: await checksOfRecording(db.read, actor, { recording: facts, hidden: checksHidden }),
		reports: await reportsOfRecording(db.read, actor, { recording: facts, hidden: checksHidden }),
		// Whose spot check it was before is not told either.
		tasks: (await tasksOfRecording(db.read, actor, facts)).filter(({ mine }) => mine || !blind),
		reviews: reviews.map(({ id, kind, reviewer, submittedAt, rawTenths, outcome, severe }) => ({
			id,
			kind,
			reviewer,
			submittedAt,
			rawTenths,
			outcome,
			severe
		}))
	};
}

/** What tells who handled the call is left out: names, numbers, the line, the file's name. */
const withoutAgent = (facts: RecordingFacts): RecordingFacts => ({
	...facts,
	agentId: null,
	agent: null,
	staffNo: null,
	endpoint: null,
	fileName: '',
	issues: []
});
