/** Revisions of a review: rows in a chain, of which the one that no other revises counts. */
import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { acknowledgements, reviews } from './schema.ts';

/**
 * The condition that a row of `reviews`, or of an alias of it, is the revision that stands: for
 * every query that counts or lists reviews. One probe of `reviews_revises` for each row.
 */
export const newestRevision = (of: Pick<typeof reviews, 'id'> = reviews): SQL =>
	sql`not exists (select 1 from ${reviews} as later where later.revises = ${of.id})`;

const correctors = alias(users, 'correctors');

const columns = {
	id: reviews.id,
	revision: reviews.revision,
	at: reviews.submittedAt,
	by: sql<string>`coalesce(${correctors.name}, ${users.name})`,
	byId: sql<string>`coalesce(${reviews.revisedBy}, ${reviews.reviewerId})`,
	reason: reviews.revisionReason,
	cause: reviews.revisionCause,
	rawTenths: reviews.rawTenths,
	outcome: reviews.outcome,
	acknowledgedAt: acknowledgements.at
};

const rows = (read: Reader) =>
	read
		.select(columns)
		.from(reviews)
		.innerJoin(users, eq(users.id, reviews.reviewerId))
		.leftJoin(correctors, eq(correctors.id, reviews.revisedBy))
		.leftJoin(acknowledgements, eq(acknowledgements.reviewId, reviews.id));

export type Revision = Awaited<ReturnType<typeof rows>>[number];

/** The revision made from this one; undefined while it stands. */
export async function revisionAfter(read: Reader, reviewId: string): Promise<Revision | undefined> {
	const [row] = await rows(read).where(eq(reviews.revises, reviewId));
	return row;
}

/** What all revisions of a review have in common, as two people may review a call for different ends. */
export type Chain = Pick<typeof reviews.$inferSelect, 'recordingId' | 'reviewerId' | 'kind'>;

/** All revisions of a review, the first one first; the last one stands. */
export const revisionsOf = (
	read: Reader,
	{ recordingId, reviewerId, kind }: Chain
): Promise<Revision[]> =>
	rows(read)
		.where(
			and(
				eq(reviews.recordingId, recordingId),
				eq(reviews.reviewerId, reviewerId),
				eq(reviews.kind, kind)
			)
		)
		.orderBy(asc(reviews.revision));
