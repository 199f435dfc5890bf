/**
 * Sessions, and the only module that knows Lucia (docs/decisions/002). The database holds the
 * SHA-256 of a session's id; the id itself is the bearer token and is only in the cookie.
 *
 * Lifetimes are measured by the wall clock, also in a rehearsal with a shifted one.
 */
import { createHash } from 'node:crypto';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession, type DatabaseUser } from 'lucia';
import { and, desc, eq, gt, isNull, lte, ne } from 'drizzle-orm';
import { disablements, users } from '../../people/server/schema.ts';
import type { Db, Reader, Writer } from '../../platform/server/db/client.ts';
import { hasEnded, IDLE_MS, needsExtending, sessionEnd } from '../session-lifetime.ts';
import { sessions } from './schema.ts';

/** From where the session was begun. */
export interface SessionOrigin {
	address?: string;
	agent?: string;
}

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<{ createdAt: Date }>;
		DatabaseSessionAttributes: SessionOrigin & { createdAt?: Date };
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
			const [row] = await read
				.select({ session: sessions, disabled: disablements.userId })
				.from(sessions)
				.innerJoin(users, eq(users.id, sessions.userId))
				.leftJoin(disablements, eq(disablements.userId, sessions.userId))
				.where(eq(sessions.idHash, hashed(id)));
			if (!row) return [null, null];
			const { userId, expiresAt, createdAt } = row.session;
			const gone = row.disabled !== null || hasEnded(row.session, new Date());
			// Lucia hands `id` back to the methods below, which hash it again.
			const session = {
				id,
				userId,
				expiresAt,
				attributes: { ...row.session.attributes, createdAt }
			};
			return [session, gone ? null : { id: userId, attributes: {} }];
		},
		getUserSessions: () => Promise.reject(new Error('ids are not kept: see sessionsOf')),
		setSession: ({ id, userId, attributes }) =>
			write(async (tx) => {
				const createdAt = new Date();
				const expiresAt = sessionEnd(createdAt, createdAt);
				const idHash = hashed(id);
				await tx.insert(sessions).values({ idHash, userId, createdAt, expiresAt, attributes });
			}),
		updateSessionExpiration: (id) => write((tx) => extend(tx, hashed(id))),
		deleteSession: (id) =>
			write(async (tx) => {
				await tx.delete(sessions).where(eq(sessions.idHash, hashed(id)));
			}),
		deleteUserSessions: (userId) => write((tx) => endSessionsOf(tx, userId)),
		deleteExpiredSessions: () => write(endExpiredSessions)
	};
}

const lucia = (place: Place) =>
	new Lucia(adapterOf(place), {
		sessionExpiresIn: new TimeSpan(IDLE_MS, 'ms'),
		getSessionAttributes: ({ createdAt }) => ({ createdAt: createdAt ?? new Date(0) })
	});

async function extend(tx: Writer, idHash: string) {
	const [row] = await tx.select().from(sessions).where(eq(sessions.idHash, idHash));
	if (!row) return;
	const expiresAt = sessionEnd(row.createdAt, new Date());
	await tx.update(sessions).set({ expiresAt }).where(eq(sessions.idHash, idHash));
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
): Promise<{ userId: string; handle: string } | undefined> {
	const write: Place['write'] = byItself ? unwritten : (work) => db.tx(work);
	const { session } = await lucia({ read: db.read, write }).validateSession(token);
	if (!session) return undefined;
	const handle = hashed(token);
	if (!byItself && needsExtending(session, new Date())) await db.tx((tx) => extend(tx, handle));
	return { userId: session.userId, handle };
}

/** Lucia lengthens a session by itself when it is halfway over. */
const unwritten = () => Promise.resolve(undefined as never);

/** The running sessions of a person, newest first. A handle names a session and opens nothing. */
export async function sessionsOf(db: Reader, userId: string) {
	const rows = await db
		.select()
		.from(sessions)
		.leftJoin(disablements, eq(disablements.userId, sessions.userId))
		.where(
			and(
				eq(sessions.userId, userId),
				gt(sessions.expiresAt, new Date()),
				isNull(disablements.userId)
			)
		)
		.orderBy(desc(sessions.createdAt));
	return rows.map(({ sessions: { idHash, createdAt, expiresAt, attributes } }) => ({
		handle: idHash,
		createdAt,
		expiresAt,
		...attributes
	}));
}

/** Ends one session of a person; false when there is none of that handle. */
export async function endSession(tx: Writer, userId: string, handle: string): Promise<boolean> {
	const ended = await tx
		.delete(sessions)
		.where(and(eq(sessions.userId, userId), eq(sessions.idHash, handle)))
		.returning({ handle: sessions.idHash });
	return ended.length > 0;
}

/** Ends every session of a person, but the one of `except`. */
export async function endSessionsOf(tx: Writer, userId: string, except = ''): Promise<void> {
	await tx.delete(sessions).where(and(eq(sessions.userId, userId), ne(sessions.idHash, except)));
}

/** Removes what has ended; run now and then by the jobs. */
export async function endExpiredSessions(tx: Writer): Promise<void> {
	await tx.delete(sessions).where(lte(sessions.expiresAt, new Date()));
}
