/** What people said and ruled about a month's reviews: open disputes, concealments, own reports. */
import { and, eq, gt, inArray, isNull, lte, min, or } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import type { FactConcealment } from '../month-lines.ts';
import { selfReported } from './call-report-facts.ts';
import { disputeRulings, disputes, disputeWithdrawals } from './dispute-schema.ts';
import { concealmentRulings, concealments } from './ruling-schema.ts';
import { reviews } from './schema.ts';

export interface FactsOf {
	month: BusinessMonth;
	/** Everybody when left out. */
	agentIds?: readonly string[] | undefined;
	/** As it all stood then; as it stands when left out. */
	asOf?: Date | undefined;
}

/** Criteria of reviews whose dispute was open. */
export function openDisputes(read: Reader, { month, agentIds, asOf }: FactsOf) {
	return read
		.select({ recordingId: disputes.recordingId, itemKey: disputes.itemKey })
		.from(disputes)
		.leftJoin(disputeRulings, eq(disputeRulings.disputeId, disputes.id))
		.leftJoin(disputeWithdrawals, eq(disputeWithdrawals.disputeId, disputes.id))
		.where(
			and(
				eq(disputes.businessMonth, month),
				agentIds && inArray(disputes.agentId, [...agentIds]),
				asOf && lte(disputes.raisedAt, asOf),
				or(isNull(disputeRulings.at), asOf && gt(disputeRulings.at, asOf)),
				or(isNull(disputeWithdrawals.at), asOf && gt(disputeWithdrawals.at, asOf))
			)
		);
}

/** What was ruled to be a concealment. */
export async function concealedIn(
	read: Reader,
	{ month, agentIds, asOf }: FactsOf
): Promise<FactConcealment[]> {
	const rows = await read
		.select({
			id: concealments.id,
			agentId: concealments.agentId,
			reviewId: concealments.reviewId,
			recordingId: reviews.recordingId,
			callStartedAt: reviews.callStartedAt,
			itemKeys: concealments.itemKeys
		})
		.from(concealments)
		.innerJoin(concealmentRulings, eq(concealmentRulings.concealmentId, concealments.id))
		.innerJoin(reviews, eq(reviews.id, concealments.reviewId))
		.where(
			and(
				eq(concealments.businessMonth, month),
				eq(concealmentRulings.concealed, true),
				agentIds && inArray(concealments.agentId, [...agentIds]),
				asOf && lte(concealmentRulings.at, asOf)
			)
		);
	return rows.map(({ itemKeys, ...row }) => ({ ...row, itemKey: itemKeys[0] ?? null }));
}

/** Recordings reported by their agent before the first review of the call, in whichever revision it stands now. */
export async function reportedFirst(read: Reader, of: FactsOf): Promise<Set<string>> {
	const reported = await selfReported(read, of);
	if (reported.size === 0) return new Set();
	const { month, agentIds } = of;
	const first = await read
		.select({ recordingId: reviews.recordingId, at: min(reviews.submittedAt) })
		.from(reviews)
		.where(
			and(
				eq(reviews.businessMonth, month),
				eq(reviews.revision, 1),
				agentIds && inArray(reviews.agentId, [...agentIds])
			)
		)
		.groupBy(reviews.recordingId);
	return new Set(
		first.flatMap(({ recordingId, at }) => {
			const own = reported.get(recordingId);
			return own && at && own < at ? recordingId : [];
		})
	);
}
