/** Revisions of a review: rows in a chain, of which the one that no other revises counts. */
import { sql, type SQL } from 'drizzle-orm';
import { reviews } from './schema.ts';

/**
 * The condition that a row of `reviews`, or of an alias of it, is the revision that stands: for
 * every query that counts or lists reviews. One probe of `reviews_revises` for each row.
 */
export const newestRevision = (of: Pick<typeof reviews, 'id'> = reviews): SQL =>
	sql`not exists (select 1 from ${reviews} as later where later.revises = ${of.id})`;
