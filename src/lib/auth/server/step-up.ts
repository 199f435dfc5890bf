import { and, eq } from 'drizzle-orm';
import { appendAudit } from '../../audit/server/append.ts';
import type { JointOutcome } from '../../people/joint.ts';
import type { Actor } from '../../people/role.ts';
import type { Context } from '../../people/server/context.ts';
import type { Reader } from '../../platform/server/db/client.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { isFreshProof, type StepUpRefusal } from '../step-up.ts';
import { PasswordsBusy, verifyPassword } from './passwords.ts';
import { credentials, sessions } from './schema.ts';
import { hasSecondFactor, takeCode } from './second-factor.ts';
import { countAttempt, forgiveAttempt, stepUpKey } from './throttle.ts';

/** Whether the person of the session has proved to be themselves within the last five minutes. */
export async function steppedUp(
	read: Reader,
	handle: string | undefined,
	now: Date
): Promise<boolean> {
	if (!handle) return false;
	const [session] = await read
		.select({ at: sessions.steppedUpAt })
		.from(sessions)
		.where(eq(sessions.idHash, handle));
	return isFreshProof(session?.at, now);
}

export interface Proof {
	/** Of the session: `locals.sessionHandle`. */
	handle: string | undefined;
	password: string;
	/** A one-time or recovery code, where the account has a second factor. */
	code: string;
}

/** How somebody ends what was asked for jointly. */
export interface JointAnswer {
	requestId: string;
	outcome: JointOutcome;
	reason: string;
	/** Asked for to confirm. */
	proof: Proof;
}

/**
 * Lets the actor on who has proved to be themselves in this session, or does so now. `needed`:
 * nothing, or not all, was typed. Wrong proofs are counted as wrong sign-ins are, on their own:
 * nobody outside can take a right away from who is in.
 */
export async function proveAgain(
	{ db, actor, now }: Context,
	{ handle, password, code }: Proof
): Promise<Decision<undefined, StepUpRefusal>> {
	if (await steppedUp(db.read, handle, now)) return accept(undefined);
	const second = await hasSecondFactor(db.read, actor.id);
	if (!handle || password === '' || (second && code.trim() === '')) return refuse('step-up-needed');
	const keys = [stepUpKey(actor.id)];
	const counted = await db.tx((tx) => countAttempt(tx, keys, now));
	if (!counted.ok) return refuse('step-up-throttled', counted.facts);

	const known = await isOwnPassword(db, actor, password);
	if (known === 'busy') return refuse('step-up-throttled', { seconds: 1 });
	return db.tx(async (tx) => {
		const right = known && (!second || (await takeCode(tx, actor.id, code)) !== false);
		const ofSession = and(eq(sessions.idHash, handle), eq(sessions.userId, actor.id));
		const proved = right
			? await tx.update(sessions).set({ steppedUpAt: now }).where(ofSession).returning()
			: [];
		const subject = `user:${actor.id}`;
		if (proved.length === 0) {
			await appendAudit({ tx, actor, now }, { kind: 'step-up.refused', subject });
			return refuse('step-up-wrong');
		}
		await forgiveAttempt(tx, keys);
		await appendAudit({ tx, actor, now }, { kind: 'session.stepped-up', subject });
		return accept(undefined);
	});
}

async function isOwnPassword(
	{ read }: Context['db'],
	{ id }: Actor,
	password: string
): Promise<boolean | 'busy'> {
	const [row] = await read.select().from(credentials).where(eq(credentials.userId, id));
	try {
		return await verifyPassword(row?.passwordHash, password, true);
	} catch (error) {
		if (error instanceof PasswordsBusy) return 'busy';
		throw error;
	}
}

/** What a page with `StepUpField` needs to know of the reader: props `needed` and `secondFactor`. */
export async function stepUpNeed({
	db,
	actor,
	now,
	sessionHandle
}: Pick<Context, 'db' | 'actor' | 'now'> & { sessionHandle: string | undefined }) {
	return {
		needed: !(await steppedUp(db.read, sessionHandle, now)),
		secondFactor: await hasSecondFactor(db.read, actor.id)
	};
}
