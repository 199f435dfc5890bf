import { and, eq, isNull } from 'drizzle-orm';
import { appendAudit, type Appender } from '../../audit/server/append.ts';
import type { Context } from '../../people/server/context.ts';
import { actorById } from '../../people/server/actors.ts';
import { may } from '../../people/permissions.ts';
import { disablements, users } from '../../people/server/schema.ts';
import type { Db, Reader } from '../../platform/server/db/client.ts';
import { isId } from '../../platform/server/ids.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { checkPassword, type PasswordRefusal } from '../password-policy.ts';
import type { StepUpRefusal } from '../step-up.ts';
import { forgetBrowsers, rememberBrowser } from './known-browsers.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { credentials } from './schema.ts';
import { dropSecondFactor } from './second-factor-set-up.ts';
import { hasSecondFactor } from './second-factor.ts';
import { endSessionsOf } from './session-list.ts';
import { renewToken } from './sessions.ts';
import { proveAgain, type Proof } from './step-up.ts';
import { countAttempt, forgiveAttempt, stepUpKey } from './throttle.ts';
import { issueToken, tokenHolder, useToken, type Purpose } from './tokens.ts';

/** Puts a password's hash in place and ends the person's sessions, but the one of `except`. */
export async function storeCredential(
	appender: Appender,
	userId: string,
	passwordHash: string,
	except?: string
): Promise<void> {
	const { tx, now } = appender;
	await tx
		.insert(credentials)
		.values({ userId, passwordHash, changedAt: now })
		.onConflictDoUpdate({ target: credentials.userId, set: { passwordHash, changedAt: now } });
	await endSessionsOf(tx, userId, except);
	await forgetBrowsers(tx, userId);
	await appendAudit(appender, { kind: 'password.set', subject: `user:${userId}` });
}

/** A person with that id who is not disabled. */
async function enabledPerson(db: Reader, userId: string) {
	if (!isId(userId)) return undefined;
	const [row] = await db
		.select({ id: users.id, staffNo: users.staffNo, name: users.name })
		.from(users)
		.leftJoin(disablements, eq(disablements.userId, users.id))
		.where(and(eq(users.id, userId), isNull(disablements.userId)));
	return row;
}

/** A link's token with which `userId` sets an own password within 24 hours, once; nobody chooses it for them. */
export async function issuePasswordLink(
	{ db, actor, now }: Context,
	userId: string
): Promise<Decision<{ token: string }, 'not-allowed' | 'no-such-person'>> {
	if (!may(actor, 'people.manage')) return refuse('not-allowed');
	return db.tx(async (tx) => {
		if (!(await enabledPerson(tx, userId))) return refuse('no-such-person');
		const token = await issueToken(tx, now, 'set-password', userId);
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'password.link-issued', subject: `user:${userId}` }
		);
		return accept({ token });
	});
}

/**
 * A link for a person who has lost the device and the recovery codes: by it they set a password,
 * and then alone the second factor goes. Until it is used, nothing is easier to get into.
 */
export async function issueResetLink(
	context: Context,
	userId: string,
	proof: Proof
): Promise<Decision<{ token: string }, LinkRefusal | 'own-account' | StepUpRefusal>> {
	const { db, actor, now } = context;
	if (!may(actor, 'people.manage')) return refuse('not-allowed');
	if (userId === actor.id) return refuse('own-account');
	const proved = await proveAgain(context, proof);
	if (!proved.ok) return proved;
	return db.tx(async (tx) => {
		if (!(await enabledPerson(tx, userId))) return refuse('no-such-person');
		if (!(await hasSecondFactor(tx, userId))) return refuse('no-second-factor');
		const token = await issueToken(tx, now, 'reset-second-factor', userId);
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'password.link-issued', subject: `user:${userId}`, reason: 'second-factor' }
		);
		return accept({ token });
	});
}
type LinkRefusal = 'not-allowed' | 'no-such-person' | 'no-second-factor';

const links: Purpose[] = ['set-password', 'reset-second-factor'];

/** The person a set-password link is for; undefined when it opens nothing any more. */
export async function passwordLinkPerson({ db, now }: { db: Db; now: Date }, token: string) {
	const holder = await tokenHolder(db.read, now, links, token);
	return holder?.userId ? enabledPerson(db.read, holder.userId) : undefined;
}

/**
 * Sets the password of the link's person; the link is used up and all their sessions end. The
 * browser in which it happened is one of theirs from now on: the answer's `browser` is for its cookie.
 */
export async function setPasswordByLink(
	{ db, now }: { db: Db; now: Date },
	token: string,
	password: string
): Promise<Decision<{ userId: string; browser: string }, PasswordRefusal | 'link-invalid'>> {
	const person = await passwordLinkPerson({ db, now }, token);
	if (!person) return refuse('link-invalid');
	const checked = checkPassword(password, person.staffNo);
	if (!checked.ok) return checked;
	const passwordHash = await hashPassword(password);

	return db.tx(async (tx) => {
		const holder = await tokenHolder(tx, now, links, token);
		const actor = holder?.userId ? await actorById(tx, holder.userId, now) : undefined;
		if (!holder || !actor) return refuse('link-invalid');
		await useToken(tx, now, token);
		await storeCredential({ tx, actor, now }, actor.id, passwordHash);
		const resets = holder.purpose === 'reset-second-factor';
		if (resets && (await dropSecondFactor(tx, actor.id)))
			await appendAudit(
				{ tx, actor, now },
				{ kind: 'second-factor.removed', subject: `user:${actor.id}`, reason: 'link' }
			);
		return accept({
			userId: actor.id,
			browser: await rememberBrowser(tx, actor.id, undefined, now)
		});
	});
}

/** Changes the actor's own password: other sessions end, the one of `handle` goes on under the answer's new token. */
export async function changePassword(
	{ db, actor, now }: Context,
	input: { staffNo: string; present: string; password: string; handle: string | undefined }
): Promise<Decision<{ token: string | undefined }, PasswordRefusal | ProofRefusal>> {
	const { handle } = input;
	const keys = [stepUpKey(actor.id)];
	const counted = await db.tx((tx) => countAttempt(tx, keys, now));
	if (!counted.ok) return refuse('wait', counted.facts);
	const [row] = await db.read.select().from(credentials).where(eq(credentials.userId, actor.id));
	if (!(await verifyPassword(row?.passwordHash, input.present, true)))
		return refuse('wrong-password');
	const checked = checkPassword(input.password, input.staffNo);
	const passwordHash = checked.ok ? await hashPassword(input.password) : '';
	return db.tx(async (tx) => {
		await forgiveAttempt(tx, keys);
		if (!checked.ok) return checked;
		await storeCredential({ tx, actor, now }, actor.id, passwordHash, handle);
		return accept({ token: handle && (await renewToken(tx, handle)) });
	});
}
type ProofRefusal = 'wrong-password' | 'wait';
