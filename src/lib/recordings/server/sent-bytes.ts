/** Bytes of audio per play, counted in memory and written a few times a minute, not per request. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Clock } from '#lib/platform/server/clock.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import type { Logger } from '#lib/platform/server/logger.ts';
import { plays } from './schema.ts';

const WRITE_AFTER_MS = 5000;

const waiting = new Map<string, number>();

interface Meter {
	db: Db;
	now: Clock;
	logger: Logger;
}

/** Adds to a play's count; the first bytes set off a write five seconds later that takes all that came meanwhile. */
export function countSent({ db, now, logger }: Meter, playId: string, bytes: number) {
	const before = waiting.get(playId);
	waiting.set(playId, (before ?? 0) + bytes);
	if (before !== undefined) return;
	setTimeout(() => {
		addSentBytes({ db, now: now() }, playId, takeSent(playId)).catch((error: unknown) =>
			logger.warn('play.bytes-not-counted', { playId, error })
		);
	}, WRITE_AFTER_MS).unref();
}

/** Takes what is counted and not written yet. */
export function takeSent(playId: string): number {
	const bytes = waiting.get(playId) ?? 0;
	waiting.delete(playId);
	return bytes;
}

/** Adds bytes that were sent to a play; nothing when it has been closed meanwhile. */
export async function addSentBytes(
	{ db, now }: { db: Db; now: Date },
	playId: string,
	bytes: number
) {
	if (bytes === 0) return;
	await db.tx((tx) =>
		tx
			.update(plays)
			.set({ sentBytes: sql`${plays.sentBytes} + ${bytes}`, lastAt: now })
			.where(and(eq(plays.id, playId), isNull(plays.closedAt)))
	);
}
