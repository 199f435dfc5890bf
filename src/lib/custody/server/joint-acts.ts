/**
 * What two department heads do together in custody: releasing a hold, restricting a recording,
 * lifting that. One asks with a reason, another person with the same right confirms; whoever stands
 * in for the other is no second person. Releasing a hold needs a fresh proof of both.
 */
import { proveAgain, type JointAnswer, type Proof } from '#lib/auth/server/step-up.ts';
import type { StepUpRefusal } from '#lib/auth/step-up.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import type { JointOutcome, JointRefusal } from '#lib/people/joint.ts';
import type { Context } from '#lib/people/server/context.ts';
import { askJointly, decideJointly, jointRequest } from '#lib/people/server/joint.ts';
import { areSamePerson } from '#lib/people/server/persons.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { FEWEST_REASON, isReason } from '#lib/shared/reason.ts';
import { cleanWords } from '#lib/shared/words.ts';
import { actionOf, isCustodyJoint, type CustodyJointKind } from '../joint-kind.ts';
import { carryOut, readiness, type NotReady } from './joint-effects.ts';
import { likelyConfirmers } from './open-joint.ts';
import { reachOf, standInForEachOther } from './reach.ts';

interface Wish {
	kind: CustodyJointKind;
	recordingId: string;
	/** Of a release. */
	holdId?: string;
	/** Of a restriction: the number of the request of the person concerned; may be empty. */
	reference?: string;
	reason: string;
	proof: Proof;
}

type Denied = 'not-found' | 'not-allowed' | 'reason-missing' | StepUpRefusal;
type AskRefusal = Denied | NotReady | 'already-asked';

/** Asks for a second head. */
export async function askInCustody(
	context: Context,
	wish: Wish
): Promise<Decision<{ requestId: string }, AskRefusal>> {
	const { kind, recordingId, holdId } = wish;
	const action = actionOf(kind);
	const reach = await reachOf(context.db.read, context, { recordingId, action });
	if (!reach.ok) return reach;
	const reason = cleanWords(wish.reason);
	if (!isReason(reason)) return refuse('reason-missing', { characters: FEWEST_REASON });
	if (kind === 'hold-release') {
		const proved = await proveAgain(context, wish.proof);
		if (!proved.ok) return proved;
	}
	return context.db.tx(async (tx): Promise<Decision<{ requestId: string }, AskRefusal>> => {
		const fresh = await reachOf(tx, context, { recordingId, action });
		if (!fresh.ok) return fresh;
		const { recording, actor } = fresh.value;
		const facts = {
			recordingId,
			...(holdId && { holdId }),
			...(wish.reference && { reference: cleanWords(wish.reference) })
		};
		const ready = await readiness(tx, context.now, { kind, recording, facts });
		if (!ready.ok) return ready;
		const subject = holdId ? `hold:${holdId}` : `recording:${recordingId}`;
		const asked = await askJointly(
			{ tx, actor, now: context.now },
			{ kind, subject, facts, reason }
		);
		if (!asked.ok) return asked;
		await notify(tx, context.now, {
			kind: 'joint-requested',
			to: await likelyConfirmers(tx, context.now, { ...asked.value, kind, recording }),
			path: `/custody/joint/${asked.value.id}`,
			once: `joint:${asked.value.id}`
		});
		return accept({ requestId: asked.value.id });
	});
}

export type DecideRefusal = Denied | NotReady | JointRefusal | 'stands-in';

/** Confirms, refuses or withdraws a request; what was asked for is done with the confirmation. */
export async function decideInCustody(
	context: Context,
	order: JointAnswer
): Promise<Decision<undefined, DecideRefusal>> {
	const { outcome, requestId } = order;
	const reason = cleanWords(order.reason);
	const seen = await decidable(context.db.read, context, { requestId, outcome });
	if (!seen.ok) return seen;
	if (outcome === 'refused' && !isReason(reason))
		return refuse('reason-missing', { characters: FEWEST_REASON });
	if (outcome === 'confirmed' && seen.value.kind === 'hold-release') {
		const proved = await proveAgain(context, order.proof);
		if (!proved.ok) return proved;
	}
	return context.db.tx(async (tx): Promise<Decision<undefined, DecideRefusal>> => {
		const fresh = await decidable(tx, context, { requestId, outcome });
		if (!fresh.ok) return fresh;
		const { actor, ...about } = fresh.value;
		if (outcome === 'confirmed') {
			const ready = await readiness(tx, context.now, about);
			if (!ready.ok) return ready;
		}
		const scribe = { tx, actor, now: context.now };
		const decided = await decideJointly(scribe, { requestId, outcome, reason });
		if (!decided.ok) return decided;
		if (outcome === 'confirmed')
			await carryOut({ tx, context: { ...context, actor }, ...about, requestId });
		if (decided.value.requestedBy !== actor.id)
			await notify(tx, context.now, {
				kind: 'joint-decided',
				to: [decided.value.requestedBy],
				path: `/custody/joint/${requestId}`,
				once: `joint:${requestId}:decided`
			});
		return accept(undefined);
	});
}

/** The request and its recording, if the actor may end it so. Whoever asked takes it back, whatever their role is now. */
async function decidable(
	read: Context['db']['read'],
	context: Context,
	{ requestId, outcome }: { requestId: string; outcome: JointOutcome }
) {
	const found = await jointRequest(read, requestId);
	if (!found || !isCustodyJoint(found.request.kind)) return refuse('not-found' as const);
	const { request } = found;
	const kind = request.kind as CustodyJointKind;
	const facts = request.facts as { recordingId: string; holdId?: string };
	const isRequester = await areSamePerson(read, context.actor.id, request.requestedBy);
	const reach = await reachOf(read, context, {
		recordingId: facts.recordingId,
		action: isRequester && outcome === 'withdrawn' ? 'recording.list' : actionOf(kind)
	});
	if (!reach.ok) return reach;
	const standsIn =
		!isRequester &&
		(await standInForEachOther(read, context, context.actor.id, request.requestedBy));
	if (standsIn) return refuse('stands-in' as const);
	return accept({ kind, facts, ...reach.value });
}
