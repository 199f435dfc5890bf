/** Legal holds: placed by one department head, released by two. While one stands, nothing of the recording goes. */
import { desc, eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Context } from '#lib/people/server/context.ts';
import { headsOf } from '#lib/people/server/role-holders.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId, newId } from '#lib/platform/server/ids.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { FEWEST_REASON, isReason } from '#lib/shared/reason.ts';
import { cleanWords } from '#lib/shared/words.ts';
import { reachOf } from './reach.ts';
import { legalHolds, openDeletionRequests, deletionRequests, standingHolds } from './schema.ts';

type HoldRefusal = 'not-found' | 'not-allowed' | 'reason-missing' | 'purged';

/** Places a hold with a reason, by a head of the call's department; the other heads, and who applied for a deletion, are told. */
export function placeHold(
	context: Context,
	{ recordingId, reason: typed }: { recordingId: string; reason: string }
): Promise<Decision<{ holdId: string }, HoldRefusal>> {
	const { now } = context;
	return context.db.tx(async (tx): Promise<Decision<{ holdId: string }, HoldRefusal>> => {
		const reach = await reachOf(tx, context, { recordingId, action: 'hold.place' });
		if (!reach.ok) return reach;
		const { recording, actor } = reach.value;
		if (recording.custody === 'purged') return refuse('purged');
		const reason = cleanWords(typed);
		if (!isReason(reason)) return refuse('reason-missing', { characters: FEWEST_REASON });
		const id = newId(now);
		await tx.insert(legalHolds).values({ id, recordingId, placedBy: actor.id, reason, at: now });
		await tx.insert(standingHolds).values({ holdId: id, recordingId });
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'hold.placed',
				subject: `recording:${recordingId}`,
				reason,
				facts: { hold: id }
			}
		);
		const told = [
			...(await applicantOf(tx, recordingId)),
			// Of a restricted recording nobody is told.
			...(recording.departmentId && recording.custody !== 'restricted'
				? await headsOf(tx, recording.departmentId, now)
				: [])
		];
		await notify(tx, now, {
			kind: 'hold-placed',
			to: told.filter((userId) => userId !== actor.id),
			path: `/recordings/${recordingId}/hold`,
			once: `hold:${id}`
		});
		return accept({ holdId: id });
	});
}

/** Who applied for a deletion of the recording that has not ended. */
async function applicantOf(read: Reader, recordingId: string): Promise<string[]> {
	const rows = await read
		.select({ by: deletionRequests.requestedBy })
		.from(openDeletionRequests)
		.innerJoin(deletionRequests, eq(deletionRequests.id, openDeletionRequests.requestId))
		.where(eq(openDeletionRequests.recordingId, recordingId));
	return rows.map(({ by }) => by);
}

const placers = alias(users, 'placers');

/** Every hold that the recording ever had, the newest first, with whether it stands. */
export async function holdsOf(read: Reader, recordingId: string) {
	if (!isId(recordingId)) return [];
	const rows = await read
		.select({
			id: legalHolds.id,
			reason: legalHolds.reason,
			by: placers.name,
			at: legalHolds.at,
			standing: standingHolds.holdId
		})
		.from(legalHolds)
		.innerJoin(placers, eq(placers.id, legalHolds.placedBy))
		.leftJoin(standingHolds, eq(standingHolds.holdId, legalHolds.id))
		.where(eq(legalHolds.recordingId, recordingId))
		.orderBy(desc(legalHolds.at), desc(legalHolds.id));
	return rows.map(({ standing, ...hold }) => ({ ...hold, stands: standing !== null }));
}
