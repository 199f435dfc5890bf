/** Whether what two heads decide can be done as things stand, and doing it. */
import { eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import type { CustodyJointKind } from '../joint-kind.ts';
import { lift, restrict, someoneCouldLift } from './restrictions.ts';
import { standingHolds } from './schema.ts';
import type { RecordingSubject } from './subject.ts';

export type NotReady =
	'no-such-hold' | 'already-restricted' | 'not-restricted' | 'purged' | 'no-privacy-duty';

interface About {
	kind: CustodyJointKind;
	recording: RecordingSubject;
	facts: { recordingId: string; holdId?: string };
}

/** Asked at the request and again at its confirmation. */
export async function readiness(
	read: Reader,
	now: Date,
	{ kind, recording, facts }: About
): Promise<Decision<undefined, NotReady>> {
	const { custody } = recording;
	if (kind === 'hold-release') {
		const standing = await holdStands(read, facts);
		return standing ? accept(undefined) : refuse('no-such-hold');
	}
	if (kind === 'restriction-lift')
		return custody === 'restricted' ? accept(undefined) : refuse('not-restricted');
	if (custody === 'restricted') return refuse('already-restricted');
	if (custody === 'purged') return refuse('purged');
	const liftable = await someoneCouldLift(read, now, recording);
	return liftable ? accept(undefined) : refuse('no-privacy-duty');
}

async function holdStands(read: Reader, { recordingId, holdId }: About['facts']) {
	if (!holdId) return false;
	const [row] = await read
		.select({ recordingId: standingHolds.recordingId })
		.from(standingHolds)
		.where(eq(standingHolds.holdId, holdId));
	return row?.recordingId === recordingId;
}

/** In the transaction of the confirmation. */
export async function carryOut(
	order: About & { tx: Writer; context: Context; requestId: string }
): Promise<void> {
	const { tx, context, kind, facts, requestId } = order;
	if (kind === 'restriction') return restrict(order);
	if (kind === 'restriction-lift') return lift(order);
	await tx.delete(standingHolds).where(eq(standingHolds.holdId, facts.holdId ?? ''));
	await appendAudit(
		{ tx, actor: context.actor, now: context.now },
		{
			kind: 'hold.released',
			subject: `recording:${facts.recordingId}`,
			facts: { hold: facts.holdId, request: requestId }
		}
	);
}
