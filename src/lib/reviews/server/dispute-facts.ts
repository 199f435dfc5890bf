/** Which findings are contested just now. */
import { and, asc, eq, isNull, type SQL } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { disputeRulings, disputes, disputeWithdrawals } from './dispute-schema.ts';
import type { Chain } from './revisions.ts';
import { reviews } from './schema.ts';

/** Neither ruled on nor withdrawn; for queries that join both tables to `disputes`. */
export const isOpenDispute = (): SQL | undefined =>
	and(isNull(disputeRulings.disputeId), isNull(disputeWithdrawals.disputeId));

const openRows = (read: Reader) =>
	read
		.select({ id: disputes.id })
		.from(disputes)
		.leftJoin(disputeRulings, eq(disputeRulings.disputeId, disputes.id))
		.leftJoin(disputeWithdrawals, eq(disputeWithdrawals.disputeId, disputes.id));

/** Open disputes of whichever reviews of one recording. */
export const openDisputesOf = (read: Reader, recordingId: string): Promise<{ id: string }[]> =>
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
