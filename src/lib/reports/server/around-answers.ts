/** What stands around the answers of some reviews: the passages pinned to them, and their disputes. */
import { and, asc, eq } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import { disputeState } from '#lib/reviews/dispute.ts';
import type { ReviewKind } from '#lib/reviews/review.ts';
import {
	disputeRulings,
	disputes,
	disputeWithdrawals
} from '#lib/reviews/server/dispute-schema.ts';
import { evidence, reviews } from '#lib/reviews/server/schema.ts';
import type { AnswerRow } from '../answer-row.ts';

/** A review in whichever revision. */
interface Chained {
	id: string;
	recordingId: string;
	reviewerId: string;
	kind: ReviewKind;
}

export async function aroundAnswers(
	read: Reader,
	page: readonly Chained[]
): Promise<(review: Chained, itemKey: string) => Pick<AnswerRow, 'evidence' | 'dispute'>> {
	const passages = Map.groupBy(
		await passagesOf(
			read,
			page.map(({ id }) => id)
		),
		({ reviewId, itemKey }) => `${reviewId} ${itemKey}`
	);
	const contested = await disputesOf(
		read,
		page.map(({ recordingId }) => recordingId)
	);
	// The last one decides: they come in the order in which they were raised.
	const states = new Map(
		contested.map(({ itemKey, outcome, withdrawnAt, ...chain }) => [
			chainKey(chain, itemKey),
			disputeState(outcome, withdrawnAt)
		])
	);
	return (review, itemKey) => {
		const found = passages.get(`${review.id} ${itemKey}`) ?? [];
		const [first] = found;
		return {
			evidence: first ? { fromMs: first.fromMs, toMs: first.toMs, n: found.length } : null,
			dispute: states.get(chainKey(review, itemKey)) ?? null
		};
	};
}

const chainKey = (
	{ recordingId, reviewerId, kind }: Omit<Chained, 'id'>,
	itemKey: string
): string => [recordingId, reviewerId, kind, itemKey].join(' ');

const passagesOf = (read: Reader, reviewIds: string[]) =>
	read
		.select({
			reviewId: evidence.reviewId,
			itemKey: evidence.itemKey,
			fromMs: evidence.fromMs,
			toMs: evidence.toMs
		})
		.from(evidence)
		.where(
			and(
				isAmong(evidence.reviewId, reviewIds),
				eq(evidence.kind, 'finding'),
				eq(evidence.private, false)
			)
		)
		.orderBy(asc(evidence.fromMs), asc(evidence.id));

const disputesOf = (read: Reader, recordingIds: string[]) =>
	read
		.select({
			recordingId: disputes.recordingId,
			reviewerId: reviews.reviewerId,
			kind: reviews.kind,
			itemKey: disputes.itemKey,
			outcome: disputeRulings.outcome,
			withdrawnAt: disputeWithdrawals.at
		})
		.from(disputes)
		.innerJoin(reviews, eq(reviews.id, disputes.reviewId))
		.leftJoin(disputeRulings, eq(disputeRulings.disputeId, disputes.id))
		.leftJoin(disputeWithdrawals, eq(disputeWithdrawals.disputeId, disputes.id))
		.where(isAmong(disputes.recordingId, recordingIds))
		.orderBy(asc(disputes.raisedAt), asc(disputes.id));
