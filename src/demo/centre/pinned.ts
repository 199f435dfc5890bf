/** Passages that reviews pinned, as the people of the story come back to them. */
import { and, asc, between, desc, eq, inArray } from 'drizzle-orm';
import type { EvidenceKind } from '#lib/reviews/review.ts';
import { newestRevision } from '#lib/reviews/server/revisions.ts';
import { evidence, reviews } from '#lib/reviews/server/schema.ts';
import type { World } from './world.ts';

interface Wanted {
	kind: EvidenceKind;
	/** Of reviews submitted from then to then. */
	from: Date;
	to: Date;
	items?: string[];
	reviewerIds?: string[];
}

const MOST = 200;

/** Those of reviews as they stand, the newest first. */
export const pinned = ({ tx }: World, { kind, from, to, items, reviewerIds }: Wanted) =>
	tx
		.select({
			reviewId: reviews.id,
			recordingId: reviews.recordingId,
			agentId: reviews.agentId,
			reviewerId: reviews.reviewerId,
			itemKey: evidence.itemKey,
			fromMs: evidence.fromMs,
			toMs: evidence.toMs,
			note: evidence.note
		})
		.from(evidence)
		.innerJoin(reviews, eq(reviews.id, evidence.reviewId))
		.where(
			and(
				eq(evidence.kind, kind),
				eq(evidence.private, false),
				between(reviews.submittedAt, from, to),
				items && inArray(evidence.itemKey, items),
				reviewerIds && inArray(reviews.reviewerId, reviewerIds),
				newestRevision()
			)
		)
		.orderBy(desc(reviews.submittedAt), asc(evidence.fromMs), asc(evidence.id))
		.limit(MOST);
