/**
 * Who may hear one recording beyond the reach of their roles, because a task names it. One row for
 * each task that needs it, so that two tasks of one person on a recording end one by one.
 */
import { and, asc, eq, gt, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { preparedQuery } from '#lib/platform/server/db/prepared-query.ts';
import { isId, newId } from '#lib/platform/server/ids.ts';
import { entrustments } from './schema.ts';

interface Entrustment {
	recordingId: string;
	userId: string;
	now: Date;
}

/** Lets the person hear the recording from `now` on, until it is ended or `until`. Called once for each task. */
export async function entrust(
	tx: Writer,
	{ recordingId, userId, now, until = null }: Entrustment & { until?: Date | null }
): Promise<void> {
	await tx
		.insert(entrustments)
		.values({ id: newId(now), recordingId, userId, from: now, to: until });
}

/** Ends at `now` what was entrusted at `since` with an end of its own, unless that is over already. */
export async function endEntrustedSince(
	tx: Writer,
	{ recordingId, userId, now, since }: Entrustment & { since: Date }
): Promise<void> {
	await tx
		.update(entrustments)
		.set({ to: now })
		.where(
			and(ofPerson(recordingId, userId), eq(entrustments.from, since), gt(entrustments.to, now))
		);
}

/** Ends the oldest entrustment of the person for the recording; nothing happens when none is open. */
export async function endEntrustment(
	tx: Writer,
	{ recordingId, userId, now }: Entrustment
): Promise<void> {
	const [open] = await tx
		.select({ id: entrustments.id })
		.from(entrustments)
		.where(and(ofPerson(recordingId, userId), isNull(entrustments.to)))
		.orderBy(asc(entrustments.from), asc(entrustments.id))
		.limit(1);
	if (open) await tx.update(entrustments).set({ to: now }).where(eq(entrustments.id, open.id));
}

/** Whether a task lets the person hear the recording at `now`; false for unknown and malformed ids. */
export async function isEntrusted(
	read: Reader,
	recordingId: string,
	userId: string,
	now: Date
): Promise<boolean> {
	if (!isId(recordingId) || !isId(userId)) return false;
	return (await oneInForce(read, { recordingId, userId, now })).length > 0;
}

const oneInForce = preparedQuery(
	{ recordingId: entrustments.recordingId, userId: entrustments.userId, now: entrustments.from },
	(read, { recordingId, userId, now }) =>
		read
			.select({ id: entrustments.id })
			.from(entrustments)
			.where(
				and(
					ofPerson(recordingId, userId),
					lte(entrustments.from, now),
					or(isNull(entrustments.to), gt(entrustments.to, now))
				)
			)
			.limit(1)
);

const ofPerson = (recordingId: string | SQL, userId: string | SQL) =>
	and(eq(entrustments.recordingId, recordingId), eq(entrustments.userId, userId));
