import { and, eq, lt, or, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { PageCursor } from '../page-cursor.ts';

/** Rows that stand after the cursor in a list whose newest come first; no condition without a cursor. */
export const older = (at: PgColumn, id: PgColumn, after: PageCursor | undefined): SQL | undefined =>
	after && or(lt(at, after.at), and(eq(at, after.at), lt(id, after.id)));
