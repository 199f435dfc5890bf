/** Second reviews: of which first one each is, how both compare, and what was ruled. */
import { and, desc, eq, exists, lt, ne, not, sql, type SQL } from 'drizzle-orm';
import { isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { revisionsOf, type Chain, type Revision } from './revisions.ts';
import { secondReviewRulings } from './ruling-schema.ts';
import { reviews } from './schema.ts';

const roots = alias(reviews, 'roots');
const earlier = alias(reviews, 'earlier');

export interface Pair {
	/** The second review in its first revision, by which a ruling names it. */
	secondRootId: string;
	second: Revision;
	first: Revision & { reviewerId: string; reviewer: string };
}

/**
 * The pair in which a review (in any revision) is the second: with what another person submitted of
 * the same call before it, the newest of several, as it stands now. Undefined when there is none.
 */
export async function secondReviewPair(read: Reader, review: Chain): Promise<Pair | undefined> {
	const own = await revisionsOf(read, review);
	const [root, second] = [own[0], own.at(-1)];
	if (!root || !second) return undefined;
	const [chain] = await read
		.select({
			id: reviews.id,
			recordingId: reviews.recordingId,
			reviewerId: reviews.reviewerId,
			reviewer: users.name,
			kind: reviews.kind
		})
		.from(reviews)
		.innerJoin(users, eq(users.id, reviews.reviewerId))
		.where(
			and(
				eq(reviews.recordingId, review.recordingId),
				ne(reviews.reviewerId, review.reviewerId),
				eq(reviews.revision, 1),
				lt(reviews.submittedAt, root.at)
			)
		)
		.orderBy(desc(reviews.submittedAt), desc(reviews.id))
		.limit(1);
	if (!chain) return undefined;
	const first = (await revisionsOf(read, chain)).at(-1)!;
	const { reviewerId, reviewer } = chain;
	return { secondRootId: root.id, second, first: { ...first, reviewerId, reviewer } };
}

/** What was ruled on a second review; undefined while it waits. */
export async function rulingOn(read: Reader, secondRootId: string) {
	const [row] = await read
		.select({
			ruling: secondReviewRulings.ruling,
			reason: secondReviewRulings.reason,
			firstReviewId: secondReviewRulings.firstReviewId,
			correctedId: secondReviewRulings.correctedId,
			calibrationId: secondReviewRulings.calibrationId,
			at: secondReviewRulings.at,
			by: users.name
		})
		.from(secondReviewRulings)
		.innerJoin(users, eq(users.id, secondReviewRulings.by))
		.where(eq(secondReviewRulings.reviewId, secondRootId));
	return row;
}

/**
 * The condition that a review is a second one by `actor` on which they may rule and nobody has; for
 * whoever heads no department there is none. Driven by the index of the actor's own reviews.
 */
export function awaitsRuling(read: Reader, actor: Actor): SQL | undefined {
	if (isEmptyScope(scopeOf(actor, 'second-review.rule'))) return sql`1 = 0`;
	const first = read
		.select({ one: sql`1` })
		.from(earlier)
		.where(
			and(
				eq(earlier.recordingId, roots.recordingId),
				ne(earlier.reviewerId, roots.reviewerId),
				eq(earlier.revision, 1),
				lt(earlier.submittedAt, roots.submittedAt)
			)
		);
	const ruled = read
		.select({ one: sql`1` })
		.from(secondReviewRulings)
		.where(eq(secondReviewRulings.reviewId, roots.id));
	const open = read
		.select({ one: sql`1` })
		.from(roots)
		.where(
			and(
				eq(roots.recordingId, reviews.recordingId),
				eq(roots.reviewerId, reviews.reviewerId),
				eq(roots.kind, reviews.kind),
				eq(roots.revision, 1),
				exists(first),
				not(exists(ruled))
			)
		);
	return and(eq(reviews.reviewerId, actor.id), exists(open));
}
