import { id, instant, int, json, table } from '../../platform/server/db/dialect.ts';
import type { PenaltyStep } from '../penalty.ts';

/** What severe items cost: append-only versions; the newest whose month has come is in force. */
export const penaltyTables = table('penalty_tables', {
	id: id('id').primaryKey(),
	version: int('version').notNull().unique(),
	/** First business month YYYYMM in which it holds. */
	effectiveFrom: int('effective_from').notNull(),
	steps: json('steps').$type<PenaltyStep[]>().notNull(),
	createdAt: instant('created_at').notNull(),
	createdBy: id('created_by')
});
