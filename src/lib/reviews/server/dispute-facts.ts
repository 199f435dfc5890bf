/** Which findings are contested just now: what the ledger, the month's close and custody ask. */
import { and, asc, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { disputeRulings, disputes, disputeWithdrawals } from './dispute-schema.ts';
import type { Chain } from './revisions.ts';
import { reviews } from './schema.ts';

/** Neither ruled on nor withdrawn; for queries that join both tables to `disputes`. */
export const isOpenDispute = (): SQL | undefined =>
	and(isNull(disputeRulings.disputeId), isNull(disputeWithdrawals.disputeId));

const openRows = (read: Reader) =>
	read
		.select({
			id: disputes.id,
			reviewId: disputes.reviewId,
			recordingId: disputes.recordingId,
			agentId: disputes.agentId,
			itemKey: disputes.itemKey
		})
		.from(disputes)
		.leftJoin(disputeRulings, eq(disputeRulings.disputeId, disputes.id))
		.leftJoin(disputeWithdrawals, eq(disputeWithdrawals.disputeId, disputes.id));

export type OpenDispute = Awaited<ReturnType<typeof openRows>>[number];

/** Open disputes, in either instance, of a month's calls; of these agents only when they are named. */
export async function openDisputes(
	read: Reader,
	{ month, agentIds }: { month: BusinessMonth; agentIds?: readonly string[] | undefined }
): Promise<OpenDispute[]> {
	if (agentIds?.length === 0) return [];
	return openRows(read)
		.where(
			and(
				eq(disputes.businessMonth, month),
				agentIds && inArray(disputes.agentId, [...agentIds]),
				isOpenDispute()
			)
		)
		.orderBy(asc(disputes.raisedAt), asc(disputes.id));
}

/** Open disputes of whichever reviews of one recording. */
export const openDisputesOf = (read: Reader, recordingId: string): Promise<OpenDispute[]> =>
	openRows(read)
		.where(and(eq(disputes.recordingId, recordingId), isOpenDispute()))
		.orderBy(asc(disputes.id));

/** Whether an item of the review is under dispute, in whichever revision it was raised. */
export async function isContested(
	read: Reader,
	{ recordingId, reviewerId, kind }: Chain
): Promise<boolean> {
	const [row] = await openRows(read)
		.innerJoin(reviews, eq(reviews.id, disputes.reviewId))
		.where(
			and(
				eq(disputes.recordingId, recordingId),
				eq(reviews.reviewerId, reviewerId),
				eq(reviews.kind, kind),
				isOpenDispute()
			)
		)
		.limit(1);
	return row !== undefined;
}
