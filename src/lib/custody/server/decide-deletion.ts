/** Deciding on an application: by a head of the department who is another person, after a fresh proof of who they are. */
import { proveAgain } from '#lib/auth/server/step-up.ts';
import type { StepUpRefusal } from '#lib/auth/step-up.ts';
import { can } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import { actorById } from '#lib/people/server/actors.ts';
import type { Context } from '#lib/people/server/context.ts';
import { areSamePerson, personOf } from '#lib/people/server/persons.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { heardBy } from '#lib/recordings/server/playable.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { totalLength } from '#lib/shared/duration.ts';
import { FEWEST_REASON, isReason } from '#lib/shared/reason.ts';
import { cleanWords } from '#lib/shared/words.ts';
import type { EmptinessEvidence } from '../deletion.ts';
import {
	evidenceFacts,
	heardAll,
	proveEmpty,
	sameEvidence,
	type ProofRefusal
} from '../emptiness-proof.ts';
import { blockKindsOf } from './deletion-requests.ts';
import { measureStored, type Measuring } from './evidence.ts';
import { standsInFor } from './reach.ts';
import { custodySettings } from './settings.ts';
import { takeStep } from './steps.ts';
import { requestSubject, whoMay, type RequestSubject } from './subject.ts';

const DAY_MS = 24 * 3600_000;

type StandingRefusal =
	'not-found' | 'not-allowed' | 'same-person' | 'deputy' | 'already-decided' | 'blocked';
export type DecideRefusal =
	| StandingRefusal
	| 'reason-missing'
	| 'requester-no-longer-lead'
	| 'not-heard'
	| 'voided'
	| ProofRefusal
	| StepUpRefusal;

export interface DeletionDecision {
	requestId: string;
	outcome: 'approved' | 'rejected';
	reason: string;
	/** The decider knows that the requester no longer leads the team. */
	confirmed: boolean;
	/** For the step-up: the session, and what was typed. */
	proof: { handle: string | undefined; password: string; code: string };
}

/**
 * Approves, so that the recording goes into quarantine, or rejects. For an approval the bytes are
 * measured anew, and a difference voids the application. Of two at once the first one counts.
 */
export async function decideDeletion(
	context: Context & Measuring,
	decision: DeletionDecision
): Promise<Decision<undefined, DecideRefusal>> {
	const { db } = context;
	const first = await checked(db.read, context, decision);
	if (!first.ok) return first;
	const proved = await proveAgain(context, decision.proof);
	if (!proved.ok) return proved;
	const evidence =
		decision.outcome === 'approved'
			? await measureStored(context, first.value.request.recording)
			: undefined;
	return db.tx(async (tx): Promise<Decision<undefined, DecideRefusal>> => {
		const again = await checked(tx, context, decision);
		if (!again.ok) return again;
		const { request, actor, reason } = again.value;
		const taking = { tx, actor, now: context.now };
		if (evidence) return approve(taking, request, { reason, evidence });
		await takeStep(taking, request, { step: 'rejected', reason });
		return accept(undefined);
	});
}

async function approve(
	taking: { tx: Writer; actor: Actor; now: Date },
	request: RequestSubject,
	{ reason, evidence }: { reason: string; evidence: EmptinessEvidence }
): Promise<Decision<undefined, DecideRefusal>> {
	const { tx, actor, now } = taking;
	if (!sameEvidence(evidence, request.evidence)) {
		const facts = { difference: 'evidence' };
		await takeStep(taking, request, { step: 'voided', reason: '', evidence, facts });
		return refuse('voided', evidenceFacts(evidence));
	}
	const { allowNoSpeech, quarantineDays } = await custodySettings(tx, now);
	const proof = proveEmpty(evidence, request.recording, allowNoSpeech);
	if (!proof.ok) return proof;
	if (proof.value === 'no-speech') {
		const heard = await heardBy({ read: tx }, request.recordingId, actor.id);
		const { durationMs } = request.recording;
		if (!heardAll(heard, durationMs))
			return refuse('not-heard', { heardMs: totalLength(heard), durationMs });
	}
	const purgeAfter = new Date(now.getTime() + quarantineDays * DAY_MS);
	await takeStep(taking, request, { step: 'approved', reason, evidence, purgeAfter });
	return accept(undefined);
}

/** All that is asked of a decision before the bytes are looked at. */
async function checked(read: Reader, context: Context, decision: DeletionDecision) {
	const standing = await decidable(read, context, decision.requestId);
	if (!standing.ok) return standing;
	const { request } = standing.value;
	const reason = cleanWords(decision.reason);
	if (!isReason(reason)) return refuse('reason-missing', { characters: FEWEST_REASON });
	if (decision.outcome === 'approved') {
		const blocks = await blockKindsOf(read, request.recordingId);
		if (blocks.length > 0) return refuse('blocked', { blocks: blocks.join(' ') });
		if (!decision.confirmed && !(await stillLeads(read, request, context.now)))
			return refuse('requester-no-longer-lead');
	}
	return accept({ ...standing.value, reason });
}

/** The application, if the actor may decide on it as things stand. Also asked by its page. */
export async function decidable(
	read: Reader,
	context: Pick<Context, 'actor' | 'now' | 'zone'>,
	requestId: string
): Promise<Decision<{ request: RequestSubject; actor: Actor }, StandingRefusal>> {
	const request = await requestSubject(read, requestId);
	if (!request) return refuse('not-found');
	if (can(context.actor, 'custody.read', request.recording) !== 'allowed')
		return refuse('not-found');
	const who = await whoMay(read, context, 'deletion.decide', request.recording);
	if (!who.ok) return who;
	const actor = who.value;
	const isRequester =
		(await areSamePerson(read, actor.id, request.requestedBy)) ||
		(await personOf(read, actor.id)) === request.requestedPerson;
	if (isRequester) return refuse('same-person');
	if (request.steps.length > 0) return refuse('already-decided');
	// Whoever stands in for the requester acts for them and decides nothing of theirs.
	const { now, zone } = context;
	const both = { of: request.requestedBy, by: actor.id };
	for (const day of new Set([businessDay(request.at, zone), businessDay(now, zone)]))
		if (await standsInFor(read, day, both)) return refuse('deputy');
	return accept({ request, actor });
}

/** Whether the requester would still be allowed to apply. */
export async function stillLeads(read: Reader, request: RequestSubject, now: Date) {
	const requester = await actorById(read, request.requestedBy, now);
	return (
		requester !== undefined && can(requester, 'deletion.request', request.recording) === 'allowed'
	);
}
