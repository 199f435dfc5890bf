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
import { hashPassword, verifyPassword } from './passwords.ts';
import { credentials } from './schema.ts';
import { endSessionsOf } from './sessions.ts';
import { issueToken, tokenHolder, useToken } from './tokens.ts';

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

/** The person a set-password link is for; undefined when it opens nothing any more. */
export async function passwordLinkPerson({ db, now }: { db: Db; now: Date }, token: string) {
	const holder = await tokenHolder(db.read, now, 'set-password', token);
	return holder?.userId ? enabledPerson(db.read, holder.userId) : undefined;
}

/** Sets the password of the link's person; the link is used up and all their sessions end. */
export async function setPasswordByLink(
	{ db, now }: { db: Db; now: Date },
	token: string,
	password: string
): Promise<Decision<{ userId: string }, PasswordRefusal | 'link-invalid'>> {
	const person = await passwordLinkPerson({ db, now }, token);
	if (!person) return refuse('link-invalid');
	const checked = checkPassword(password, person.staffNo);
	if (!checked.ok) return checked;
	const passwordHash = await hashPassword(password);

	return db.tx(async (tx) => {
		const holder = await tokenHolder(tx, now, 'set-password', token);
		const actor = holder?.userId ? await actorById(tx, holder.userId, now) : undefined;
		if (!actor) return refuse('link-invalid');
		await useToken(tx, now, token);
		await storeCredential({ tx, actor, now }, actor.id, passwordHash);
		return accept({ userId: actor.id });
	});
}

/** Changes the actor's own password; other sessions end, the one of `handle` stays. */
export async function changePassword(
	{ db, actor, now }: Context,
	input: { staffNo: string; present: string; password: string; handle: string | undefined }
): Promise<Decision<undefined, PasswordRefusal | 'wrong-password'>> {
	const [row] = await db.read.select().from(credentials).where(eq(credentials.userId, actor.id));
	if (!(await verifyPassword(row?.passwordHash, input.present))) return refuse('wrong-password');
	const checked = checkPassword(input.password, input.staffNo);
	if (!checked.ok) return checked;
	const passwordHash = await hashPassword(input.password);
	await db.tx((tx) => storeCredential({ tx, actor, now }, actor.id, passwordHash, input.handle));
	return accept(undefined);
}
