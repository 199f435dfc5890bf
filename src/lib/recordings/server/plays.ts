/** The play log's commands: open, report, close. */
import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { can } from '#lib/people/permissions.ts';
import { actorById } from '#lib/people/server/actors.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { isId, newId } from '#lib/platform/server/ids.ts';
import { accept, refuse } from '#lib/shared/decision.ts';
import { totalLength } from '#lib/shared/duration.ts';
import { acceptHeard, STALE_AFTER_MS, type PlayReport } from '#lib/recordings/play.ts';
import { audible } from './playable.ts';
import { plays, recordings } from './schema.ts';

type Play = typeof plays.$inferSelect;

/** Opens a player on a recording. Who may not hear it opens nothing. */
export async function openPlay({ db, actor, now }: Context, recordingId: string) {
	const recording = await audible(db, recordingId);
	if (!recording) return refuse('no-such-recording');
	const verdict = can(actor, 'recording.hear', recording);
	if (verdict !== 'allowed') return refuse(verdict);

	const id = newId(now);
	await db.tx((tx) =>
		tx.insert(plays).values({
			id,
			recordingId,
			userId: actor.id,
			openedAt: now,
			lastAt: now,
			closedAt: null,
			ranges: [],
			sentBytes: 0
		})
	);
	return accept({ playId: id });
}

/** The newest open play of a person on a recording. */
export async function currentPlay(
	{ db, actor }: Context,
	recordingId: string
): Promise<string | undefined> {
	const [row] = await db.read
		.select({ id: plays.id })
		.from(plays)
		.where(
			and(eq(plays.userId, actor.id), eq(plays.recordingId, recordingId), isNull(plays.closedAt))
		)
		.orderBy(desc(plays.openedAt))
		.limit(1);
	return row?.id;
}

/**
 * Takes what a player says was heard, and closes the play when it says so. Another person's play
 * does not exist for the reporter. A closed play refuses: the player opens a new one.
 */
export async function reportPlay(
	{ db, actor, now }: Context,
	{ playId, recordingId, report }: { playId: string; recordingId: string; report: PlayReport }
) {
	if (!isId(playId)) return refuse('no-such-play');
	return db.tx(async (tx) => {
		const [found] = await tx
			.select({ play: plays, durationMs: recordings.durationMs })
			.from(plays)
			.innerJoin(recordings, eq(recordings.id, plays.recordingId))
			.where(
				and(eq(plays.id, playId), eq(plays.recordingId, recordingId), eq(plays.userId, actor.id))
			);
		if (!found) return refuse('no-such-play');
		if (found.play.closedAt) return refuse('play-closed');

		const decision = acceptHeard(
			{ ...found.play, durationMs: found.durationMs },
			report.ranges,
			now
		);
		if (!decision.ok) return decision;

		const play = { ...found.play, ranges: decision.value.ranges, lastAt: now };
		await tx.update(plays).set({ ranges: play.ranges, lastAt: now }).where(eq(plays.id, playId));
		if (report.closing) await close(tx, play, now);
		return decision;
	});
}

/** Adds bytes that were sent to a play; nothing when it has been closed meanwhile. */
export async function addSentBytes(
	{ db, now }: Pick<Context, 'db' | 'now'>,
	playId: string,
	bytes: number
) {
	await db.tx((tx) =>
		tx
			.update(plays)
			.set({ sentBytes: sql`${plays.sentBytes} + ${bytes}`, lastAt: now })
			.where(and(eq(plays.id, playId), isNull(plays.closedAt)))
	);
}

/** Closes the plays that nobody has spoken for in two minutes; returns how many. */
export async function closeStalePlays({ db, now }: Context): Promise<number> {
	const before = new Date(now.getTime() - STALE_AFTER_MS);
	return db.tx(async (tx) => {
		const stale = await tx
			.select()
			.from(plays)
			.where(and(isNull(plays.closedAt), lt(plays.lastAt, before)))
			.orderBy(plays.lastAt)
			.limit(500);
		for (const play of stale) await close(tx, play, now);
		return stale.length;
	});
}

/** Ends a play and writes its one entry, in the listener's name: who heard is what the entry says. */
async function close(tx: Writer, play: Play, now: Date) {
	const listener = await actorById(tx, play.userId, play.openedAt);
	await tx.update(plays).set({ closedAt: now }).where(eq(plays.id, play.id));
	await appendAudit(
		{ tx, actor: listener ?? { id: play.userId, grants: [] }, now },
		{
			kind: 'recording.played',
			subject: `recording:${play.recordingId}`,
			facts: {
				play: play.id,
				openedAt: play.openedAt.toISOString(),
				ranges: play.ranges,
				heardMs: totalLength(play.ranges),
				sentBytes: play.sentBytes
			}
		}
	);
}
