import { and, asc, desc, eq, gt, inArray, isNull, ne } from 'drizzle-orm';
import { disablements } from '../../people/server/schema.ts';
import type { Reader, Writer } from '../../platform/server/db/client.ts';
import { hasEnded } from '../session-lifetime.ts';
import { sessions } from './schema.ts';

/** The running sessions of a person, newest first; `here` is the one of `present`. A handle names a session and opens nothing. */
export async function sessionsOf(db: Reader, userId: string, present?: string) {
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
	return rows.map(({ sessions: { idHash, createdAt, seenAt, expiresAt, attributes } }) => ({
		handle: idHash,
		createdAt,
		seenAt: seenAt ?? createdAt,
		expiresAt,
		address: attributes.address ?? '',
		agent: attributes.agent ?? '',
		here: idHash === present
	}));
}

/** Whose session that is while it runs; asking does not lengthen it. */
export async function holderOfSession(
	db: Reader,
	handle: string | undefined
): Promise<string | undefined> {
	if (!handle) return undefined;
	const [row] = await db
		.select({ session: sessions })
		.from(sessions)
		.leftJoin(disablements, eq(disablements.userId, sessions.userId))
		.where(and(eq(sessions.idHash, handle), isNull(disablements.userId)));
	return row && !hasEnded(row.session, new Date()) ? row.session.userId : undefined;
}

/** Ends one session of a person; false when there is none of that handle. */
export async function endSession(tx: Writer, userId: string, handle: string): Promise<boolean> {
	const ended = await tx
		.delete(sessions)
		.where(and(eq(sessions.userId, userId), eq(sessions.idHash, handle)))
		.returning({ handle: sessions.idHash });
	return ended.length > 0;
}

/** Ends every session of a person, but the one of `except`; how many these were. */
export async function endSessionsOf(tx: Writer, userId: string, except = ''): Promise<number> {
	const ended = await tx
		.delete(sessions)
		.where(and(eq(sessions.userId, userId), ne(sessions.idHash, except)))
		.returning({ handle: sessions.idHash });
	return ended.length;
}

/** Ends the oldest running sessions of a person until `atOnce` are left; how many these were. */
export async function endOldest(tx: Writer, userId: string, atOnce: number): Promise<number> {
	const running = await tx
		.select({ handle: sessions.idHash })
		.from(sessions)
		.where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, new Date())))
		.orderBy(asc(sessions.createdAt), asc(sessions.seenAt), asc(sessions.idHash));
	const ended = running.slice(0, Math.max(0, running.length - atOnce)).map(({ handle }) => handle);
	if (ended.length > 0) await tx.delete(sessions).where(inArray(sessions.idHash, ended));
	return ended.length;
}
