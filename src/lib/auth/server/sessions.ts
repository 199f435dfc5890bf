/**
 * Sessions, and the only module that knows Lucia (docs/decisions/002). The database holds the
 * SHA-256 of a session's id; the id itself is the bearer token and is only in the cookie.
 *
 * Lifetimes are measured by the wall clock, also in a rehearsal with a shifted one.
 */
import { createHash } from 'node:crypto';
import {
	generateIdFromEntropySize,
	Lucia,
	TimeSpan,
	type Adapter,
	type DatabaseSession,
	type DatabaseUser
} from 'lucia';
import { eq, lte } from 'drizzle-orm';
import { disablements, users } from '../../people/server/schema.ts';
import type { Db, Reader, Writer } from '../../platform/server/db/client.ts';
import { preparedQuery } from '../../platform/server/db/prepared-query.ts';
import { isStorageRefusal } from '../../platform/server/db/errors.ts';
import { hasEnded, IDLE_MS, needsExtending, sessionEnd } from '../session-lifetime.ts';
import { sessions } from './schema.ts';
import { endSessionsOf } from './session-list.ts';

/** From where the session was begun. */
interface SessionOrigin {
	address?: string;
	agent?: string;
}

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<{ createdAt: Date; seenAt: Date }>;
		DatabaseSessionAttributes: SessionOrigin & { createdAt?: Date; seenAt?: Date };
		DatabaseUserAttributes: object;
	}
}

const hashed = (id: string) => createHash('sha256').update(id).digest('hex');

interface Place {
	read: Reader;
	write: <Value>(work: (tx: Writer) => Promise<Value>) => Promise<Value>;
}

function adapterOf({ read, write }: Place): Adapter {
	return {
		async getSessionAndUser(id): Promise<[DatabaseSession | null, DatabaseUser | null]> {
			const [row] = await sessionRow(read, { idHash: hashed(id) });
			if (!row) return [null, null];
			const { userId, expiresAt, createdAt } = row.session;
			const seenAt = row.session.seenAt ?? createdAt;
			const gone = row.disabled !== null || hasEnded(row.session, new Date());
			// Lucia hands `id` back to the methods below, which hash it again.
			const session = {
				id,
				userId,
				expiresAt,
				attributes: { ...row.session.attributes, createdAt, seenAt }
			};
			return [session, gone ? null : { id: userId, attributes: {} }];
		},
		getUserSessions: () => Promise.reject(new Error('ids are not kept: see sessionsOf')),
		setSession: ({ id, userId, attributes }) =>
			write(async (tx) => {
				const createdAt = new Date();
				const expiresAt = sessionEnd(createdAt, createdAt);
				const idHash = hashed(id);
				const begun = { createdAt, expiresAt, seenAt: createdAt };
				await tx.insert(sessions).values({ idHash, userId, attributes, ...begun });
			}),
		updateSessionExpiration: (id) => write((tx) => extend(tx, hashed(id))),
		deleteSession: (id) =>
			write(async (tx) => {
				await tx.delete(sessions).where(eq(sessions.idHash, hashed(id)));
			}),
		deleteUserSessions: (userId) =>
			write(async (tx) => {
				await endSessionsOf(tx, userId);
			}),
		deleteExpiredSessions: () => write(endExpiredSessions)
	};
}

const sessionRow = preparedQuery({ idHash: sessions.idHash }, (read, { idHash }) =>
	read
		.select({ session: sessions, disabled: disablements.userId })
		.from(sessions)
		.innerJoin(users, eq(users.id, sessions.userId))
		.leftJoin(disablements, eq(disablements.userId, sessions.userId))
		.where(eq(sessions.idHash, idHash))
);

const lucia = (place: Place) =>
	new Lucia(adapterOf(place), {
		sessionExpiresIn: new TimeSpan(IDLE_MS, 'ms'),
		getSessionAttributes: ({ createdAt = new Date(0), seenAt = createdAt }) => ({
			createdAt,
			seenAt
		})
	});

async function extend(tx: Writer, idHash: string) {
	const [row] = await tx.select().from(sessions).where(eq(sessions.idHash, idHash));
	if (!row) return;
	const seenAt = new Date();
	const expiresAt = sessionEnd(row.createdAt, seenAt);
	await tx.update(sessions).set({ expiresAt, seenAt }).where(eq(sessions.idHash, idHash));
}

/** Begins a session; the answer is the bearer token, to be put into the cookie and nowhere else. */
export async function beginSession(
	tx: Writer,
	userId: string,
	origin: SessionOrigin
): Promise<string> {
	const here = lucia({ read: tx, write: (work) => work(tx) });
	return (await here.createSession(userId, origin)).id;
}

/**
 * Whose session `token` is; undefined when it is none, has ended, or its person is disabled. Asked
 * by somebody, it is lengthened; asked by the program (`byItself`), it is not.
 */
export async function sessionBy(
	db: Db,
	token: string,
	{ byItself = false }: { byItself?: boolean } = {}
): Promise<{ userId: string; handle: string; expiresAt: Date } | undefined> {
	const write: Place['write'] = byItself ? unwritten : (work) => whereTaken(db, work);
	const { session } = await lucia({ read: db.read, write }).validateSession(token);
	if (!session) return undefined;
	const handle = hashed(token);
	const { userId, createdAt, seenAt, expiresAt } = session;
	const now = new Date();
	if (byItself || !needsExtending(seenAt, now)) return { userId, handle, expiresAt };
	await whereTaken(db, (tx) => extend(tx, handle));
	return { userId, handle, expiresAt: sessionEnd(createdAt, now) };
}

/** A disk that takes nothing keeps nobody from reading: the session ends when it would have ended. */
const whereTaken = <Value>(db: Db, work: (tx: Writer) => Promise<Value>): Promise<Value> =>
	db.tx(work).catch((error: unknown) => {
		if (!isStorageRefusal(error)) throw error;
		return undefined as Value;
	});

/** Lucia lengthens a session by itself when it is halfway over. */
const unwritten = () => Promise.resolve(undefined as never);

/** Gives a running session a new token, so that the one before opens nothing; the answer goes into the cookie. */
export async function renewToken(tx: Writer, handle: string): Promise<string | undefined> {
	const token = generateIdFromEntropySize(25);
	const renewed = await tx
		.update(sessions)
		.set({ idHash: hashed(token) })
		.where(eq(sessions.idHash, handle))
		.returning({ userId: sessions.userId });
	return renewed.length > 0 ? token : undefined;
}

/** Removes what has ended; run now and then by the jobs. */
export async function endExpiredSessions(tx: Writer): Promise<void> {
	await tx.delete(sessions).where(lte(sessions.expiresAt, new Date()));
}
