/** What the state of custody means for every list, player and draw: only what is kept is there. */
import { sql, type SQL } from 'drizzle-orm';
import { recordings } from './schema.ts';

/** The condition on `recordings` that all which lists, searches, plays or draws puts into its WHERE; chooses no index. */
export const isKept: SQL = sql`${recordings.custody} = 'kept'`;
