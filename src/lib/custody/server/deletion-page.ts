/** What the pages of an application show: before it is made, and while it is decided on. */
import { and, asc, between, count, eq, inArray, ne } from 'drizzle-orm';
import { can, scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { areSamePerson } from '#lib/people/server/persons.ts';
import { existsFor, isKept } from '#lib/recordings/server/kept.ts';
import { heardBy, playableRecording, recordingFacts } from '#lib/recordings/server/playable.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { scopeCondition } from '#lib/recordings/server/scope-condition.ts';
import { lengthOf, together } from '#lib/recordings/speech.ts';
import { totalLength } from '#lib/shared/duration.ts';
import { deletionState, type EmptinessEvidence } from '../deletion.ts';
import { decidable, stillLeads } from './decide-deletion.ts';
import { applicable, blockKindsOf } from './deletion-requests.ts';
import { measureStored, type Measuring } from './evidence.ts';
import { restorable } from './restore-deletion.ts';
import { deletionRequests, deletionSteps } from './schema.ts';
import { custodySettings } from './settings.ts';
import { requestSubject, type RequestSubject } from './subject.ts';

const NEIGHBOUR_MS = 10 * 60_000;
const NEIGHBOURS = 20;

/** For the page on which a deletion is applied for: what was measured at import, and whether that would do. Refused as the application is. */
export async function applicationView(context: Context, recordingId: string) {
	const { db, now } = context;
	const standing = await applicable(db.read, context, recordingId);
	if (!standing.ok && (standing.refusal === 'not-found' || standing.refusal === 'not-allowed'))
		return standing;
	const facts = (await recordingFacts(context, recordingId))!;
	const evidence: EmptinessEvidence = {
		sha256: facts.sha256,
		bytes: facts.bytes,
		durationMs: facts.durationMs,
		peakDbfs: facts.speech.peakDbfs ?? [],
		speechMs: lengthOf(together(facts.speech.voiced ?? [], 1)),
		verdict: facts.verdict,
		verdictReason: facts.verdictReason,
		detector: facts.detector
	};
	const { allowNoSpeech } = await custodySettings(db.read, now);
	const { verdict } = facts;
	return {
		ok: true as const,
		value: {
			id: recordingId,
			startedAt: facts.startedAt,
			agent: facts.agent,
			evidence,
			deletable: verdict === 'empty' || (verdict === 'no-speech' && allowNoSpeech),
			standing: standing.ok ? null : standing
		}
	};
}

/** Everything that the page of an application shows; undefined when it is unknown or hidden. The bytes are measured while it waits. */
export async function deletionView(context: Context & Measuring, requestId: string) {
	const { db, actor, now } = context;
	const request = await requestSubject(db.read, requestId);
	if (!request) return undefined;
	const { recording } = request;
	if (can(actor, 'custody.read', recording) !== 'allowed') return undefined;
	if (!(await existsFor(db.read, context, recording.custody))) return undefined;
	const state = deletionState(request.steps.map(({ step }) => step));
	const waits = state === 'waiting';
	const names = await namesOf(db.read, [
		request.requestedBy,
		...request.steps.flatMap(({ byId }) => byId ?? [])
	]);
	const decision = await decidable(db.read, context, requestId);
	const hears =
		recording.custody === 'kept' && can(actor, 'recording.hear', recording) === 'allowed';
	const facts = (await recordingFacts(context, recording.id))!;
	const heard = hears ? await heardBy(db, recording.id, actor.id) : [];
	return {
		id: request.id,
		recordingId: recording.id,
		at: request.at,
		requester: names[request.requestedBy] ?? '',
		reason: request.reason,
		evidence: request.evidence,
		measured: waits ? await measureStored(context, recording) : null,
		state,
		purgeAfter: request.purgeAfter,
		steps: request.steps.map(({ id, step, byId, reason, at }) => ({
			...{ id, step, reason, at },
			by: byId && (names[byId] ?? '')
		})),
		facts: {
			agent: facts.agent,
			team: facts.team,
			startedAt: facts.startedAt,
			fileName: facts.fileName,
			source: facts.source
		},
		listed: can(actor, 'recording.list', recording) === 'allowed',
		playable: hears ? await playableRecording(db, recording.id) : undefined,
		heard,
		heardMs: totalLength(heard),
		durationMs: recording.durationMs,
		allowNoSpeech: (await custodySettings(db.read, now)).allowNoSpeech,
		blocks: waits ? await blockKindsOf(db.read, recording.id) : [],
		neighbours: await neighbours(context, request, facts.startedAt),
		history: await historyOf(context, request.requestedPerson),
		stillLeads: await stillLeads(db.read, request, now),
		mayDecide: decision.ok,
		whyNot: decision.ok ? null : decision.refusal,
		mayRestore: (await restorable(db.read, context, requestId)).ok,
		mayWithdraw: waits && (await areSamePerson(db.read, actor.id, request.requestedBy))
	};
}

/** The agent's other recordings within ten minutes, as far as the reader may list them. */
async function neighbours({ db, actor }: Context, { recording }: RequestSubject, at: Date) {
	if (recording.agentId === null) return [];
	const { id, startedAt, durationMs, direction, verdict } = recordings;
	return db.read
		.select({ id, startedAt, durationMs, direction, verdict })
		.from(recordings)
		.where(
			and(
				eq(recordings.agentId, recording.agentId),
				ne(id, recording.id),
				between(
					startedAt,
					new Date(at.getTime() - NEIGHBOUR_MS),
					new Date(at.getTime() + NEIGHBOUR_MS)
				),
				isKept,
				scopeCondition(scopeOf(actor, 'recording.list'))
			)
		)
		.orderBy(asc(startedAt), asc(id))
		.limit(NEIGHBOURS);
}

/** How often the person applied, and what became of it. */
async function historyOf({ db }: Context, requestedPerson: string) {
	const [applied] = await db.read
		.select({ n: count() })
		.from(deletionRequests)
		.where(eq(deletionRequests.requestedPerson, requestedPerson));
	const decided = await db.read
		.select({ step: deletionSteps.step, n: count() })
		.from(deletionSteps)
		.where(
			and(
				eq(deletionSteps.requestedPerson, requestedPerson),
				inArray(deletionSteps.step, ['approved', 'rejected'])
			)
		)
		.groupBy(deletionSteps.step);
	const of = (step: string) => Number(decided.find((row) => row.step === step)?.n ?? 0);
	return {
		applied: Number(applied?.n ?? 0),
		approved: of('approved'),
		rejected: of('rejected')
	};
}

/** Whether the recording's page offers to apply: by the policy alone, whatever the recording holds. */
export async function mayApplyForDeletion(context: Context, recordingId: string) {
	const standing = await applicable(context.db.read, context, recordingId);
	if (standing.ok) return true;
	return standing.refusal === 'blocked' || standing.refusal === 'already-open';
}
