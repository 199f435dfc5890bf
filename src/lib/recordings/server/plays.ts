/** The play log's commands: open, report, count, close. */
import { and, desc, eq, isNull, lt } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { can } from '#lib/people/permissions.ts';
import { actorById } from '#lib/people/server/actors.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { preparedQuery } from '#lib/platform/server/db/prepared-query.ts';
import { isId, newId } from '#lib/platform/server/ids.ts';
import { accept, refuse } from '#lib/shared/decision.ts';
import { totalLength } from '#lib/shared/duration.ts';
import { acceptHeard, STALE_AFTER_MS, type PlayReport } from '#lib/recordings/play.ts';
import { audible } from './playable.ts';
import { plays, recordings } from './schema.ts';
import { takeSent } from './sent-bytes.ts';

type Play = typeof plays.$inferSelect;

/** Opens a player on a recording. Who may not hear it opens nothing; nor does anybody of what is not kept. */
export async function openPlay({ db, actor, now }: Context, recordingId: string) {
	const recording = await audible({ db, actor, now }, recordingId);
	if (!recording) return refuse('hidden');
	const verdict = can(actor, 'recording.hear', recording);
	if (verdict !== 'allowed') return refuse(verdict);
	if (recording.custody !== 'kept') return refuse('not-kept', { custody: recording.custody });

	const playId = await db.tx((tx) => insertPlay(tx, { recordingId, userId: actor.id, now }));
	return accept({ playId, recording });
}

/** The play that sound sent to the actor now belongs to: the newest open one, else one opened for it. Rights have been checked. */
export async function playOfSound(
	{ db, actor, now }: Pick<Context, 'db' | 'actor' | 'now'>,
	recordingId: string
): Promise<string> {
	const listener = { recordingId, userId: actor.id };
	const [open] = await newestOpenPlay(db.read, listener);
	if (open) return open.id;
	return db.tx(
		async (tx) =>
			(await newestOpenPlay(tx, listener))[0]?.id ?? insertPlay(tx, { ...listener, now })
	);
}

/**
 * Takes what a player says was heard, and closes the play when it says so. Another person's play
 * does not exist for the reporter. A closed play refuses: the player opens a new one.
 */
export async function reportPlay(
	{ db, actor, now }: Context,
	{ playId, recordingId, report }: ReportPlay
) {
	if (!isId(playId) || !isId(recordingId)) return refuse('no-such-play');
	let sent: number | undefined;
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

		const { durationMs, play } = found;
		const decision = acceptHeard({ ...play, durationMs }, report.ranges, now);
		if (!decision.ok) return decision;

		sent ??= takeSent(playId);
		const heard = { ranges: decision.value.ranges, sentBytes: play.sentBytes + sent };
		await tx
			.update(plays)
			.set({ ...heard, lastAt: now })
			.where(eq(plays.id, playId));
		if (report.closing) await close(tx, { ...play, ...heard }, now);
		return decision;
	});
}

interface ReportPlay {
	playId: string;
	recordingId: string;
	report: PlayReport;
}

/** Closes the plays that nobody has spoken for in two minutes; returns how many. */
export async function closeStalePlays({ db, now }: Pick<Context, 'db' | 'now'>): Promise<number> {
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

const newestOpenPlay = preparedQuery(
	{ recordingId: plays.recordingId, userId: plays.userId },
	(read, { recordingId, userId }) =>
		read
			.select({ id: plays.id })
			.from(plays)
			.where(
				and(eq(plays.userId, userId), eq(plays.recordingId, recordingId), isNull(plays.closedAt))
			)
			.orderBy(desc(plays.openedAt), desc(plays.id))
			.limit(1)
);

async function insertPlay(
	tx: Writer,
	{ recordingId, userId, now }: { recordingId: string; userId: string; now: Date }
): Promise<string> {
	const id = newId(now);
	await tx.insert(plays).values({
		id,
		recordingId,
		userId,
		openedAt: now,
		lastAt: now,
		closedAt: null,
		ranges: [],
		sentBytes: 0
	});
	return id;
}

/** Ends a play and writes its one entry, in the listener's name and roles: who heard is what the entry says. */
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
