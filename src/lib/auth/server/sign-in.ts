import { eq } from 'drizzle-orm';
import { appendAudit } from '../../audit/server/append.ts';
import { nobody } from '../../people/role.ts';
import { actorById } from '../../people/server/actors.ts';
import type { Context } from '../../people/server/context.ts';
import { users } from '../../people/server/schema.ts';
import type { Db, Reader } from '../../platform/server/db/client.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { knowsBrowser } from './known-browsers.ts';
import { letIn, type Door, type LetIn } from './let-in.ts';
import { PasswordsBusy, verifyPassword } from './passwords.ts';
import { credentials } from './schema.ts';
import { hasSecondFactor } from './second-factor.ts';
import { endSession } from './session-list.ts';
import {
	accountKey,
	addressKey,
	browserKey,
	countAttempt,
	forgiveAttempt,
	mayAttempt
} from './throttle.ts';
import { issueToken } from './tokens.ts';

export interface SignIn extends Door {
	staffNo: string;
	password: string;
}

type SignInRefusal = 'wrong' | 'wait' | 'busy';

/** The password was right and a code is wanted: `pending` belongs into the code's cookie. */
interface CodeWanted {
	kind: 'code-wanted';
	userId: string;
	pending: string;
}

/**
 * Signs a person in, or asks for the code of the second factor. Unknown, disabled and wrongly typed
 * look alike and take as long.
 */
export async function signIn(
	{ db, now }: { db: Db; now: Date },
	input: SignIn
): Promise<Decision<LetIn | CodeWanted, SignInRefusal>> {
	const known = await credentialOf(db.read, input.staffNo.trim());
	const usual = known && (await knowsBrowser(db.read, known.userId, input.browser, now));
	const keys = usual
		? [browserKey(known.userId, input.browser!)]
		: [accountKey(input.staffNo), addressKey(input.address)];
	// Who must wait does not hold up those who write.
	const early = await mayAttempt(db.read, keys, now);
	if (!early.ok) return early;
	const counted = await db.tx((tx) => countAttempt(tx, keys, now));
	if (!counted.ok) return counted;

	let right: boolean;
	try {
		right = await verifyPassword(known?.passwordHash, input.password, usual);
	} catch (error) {
		if (error instanceof PasswordsBusy) return refuse('busy');
		throw error;
	}
	return db.tx(async (tx) => {
		const actor = known && right ? await actorById(tx, known.userId, now) : undefined;
		if (!actor) {
			const subject = known ? `user:${known.userId}` : 'user:unknown';
			const facts = { address: input.address };
			await appendAudit(
				{ tx, actor: nobody, now },
				{ kind: 'sign-in.refused', subject, reason: right ? 'disabled' : 'wrong-password', facts }
			);
			return refuse('wrong');
		}
		await forgiveAttempt(tx, keys);
		if (!(await hasSecondFactor(tx, actor.id))) return accept(await letIn(tx, actor, input, now));
		const pending = await issueToken(tx, now, 'second-factor', actor.id);
		return accept({ kind: 'code-wanted' as const, userId: actor.id, pending });
	});
}

async function credentialOf(db: Reader, staffNo: string) {
	const [row] = await db
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
