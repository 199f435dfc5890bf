import { eq } from 'drizzle-orm';
import { appendAudit } from '../../audit/server/append.ts';
import { actingPerson } from '../../people/server/actors.ts';
import { users } from '../../people/server/schema.ts';
import { nobody } from '../../people/role.ts';
import type { Context } from '../../people/server/context.ts';
import type { Db } from '../../platform/server/db/client.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { PasswordsBusy, verifyPassword } from './passwords.ts';
import { credentials } from './schema.ts';
import { beginSession, endSession, type SessionOrigin } from './sessions.ts';
import { accountKey, addressKey, countAttempt, forgiveAttempt } from './throttle.ts';

export interface SignIn {
	staffNo: string;
	password: string;
	address: string;
	agent: string;
}

export type SignInRefusal = 'wrong' | 'wait' | 'busy';

/**
 * Signs a person in. Unknown, disabled and wrongly typed look alike and take as long. The answer's
 * token belongs into the cookie.
 */
export async function signIn(
	{ db, now }: { db: Db; now: Date },
	input: SignIn
): Promise<Decision<{ token: string; userId: string }, SignInRefusal>> {
	const keys = [accountKey(input.staffNo), addressKey(input.address)];
	const counted = await db.tx((tx) => countAttempt(tx, keys, now));
	if (!counted.ok) return counted;

	const known = await credentialOf(db, input.staffNo.trim());
	let right: boolean;
	try {
		right = await verifyPassword(known?.passwordHash, input.password);
	} catch (error) {
		if (error instanceof PasswordsBusy) return refuse('busy');
		throw error;
	}
	return db.tx(async (tx) => {
		const person = known && right ? await actingPerson(tx, known.userId, now) : undefined;
		if (!person) {
			const subject = known ? `user:${known.userId}` : 'user:unknown';
			const facts = { address: input.address };
			await appendAudit(
				{ tx, actor: nobody, now },
				{ kind: 'sign-in.refused', subject, reason: right ? 'disabled' : 'wrong-password', facts }
			);
			return refuse('wrong');
		}
		const { actor } = person;
		await forgiveAttempt(tx, keys);
		const origin: SessionOrigin = { address: input.address, agent: input.agent.slice(0, 200) };
		const token = await beginSession(tx, actor.id, origin);
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'signed-in', subject: `user:${actor.id}`, facts: { address: input.address } }
		);
		return accept({ token, userId: actor.id });
	});
}

async function credentialOf(db: Db, staffNo: string) {
	const [row] = await db.read
		.select({ userId: credentials.userId, passwordHash: credentials.passwordHash })
		.from(users)
		.innerJoin(credentials, eq(credentials.userId, users.id))
		.where(eq(users.staffNo, staffNo));
	return row;
}

/** Ends the actor's session of that handle: the present one when signing out, or another from the account page. */
export async function signOut({ db, actor, now }: Context, handle: string): Promise<boolean> {
	return db.tx(async (tx) => {
		const ended = await endSession(tx, actor.id, handle);
		if (ended)
			await appendAudit({ tx, actor, now }, { kind: 'signed-out', subject: `user:${actor.id}` });
		return ended;
	});
}
