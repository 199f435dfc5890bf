import { sql } from 'drizzle-orm';
import {
	check,
	id,
	index,
	instant,
	int,
	table,
	text,
	uniqueIndex
} from '../../platform/server/db/dialect.ts';
import { users } from '../../people/server/schema.ts';
import { draws } from '../../sampling/server/schema.ts';

/** Leave: for these days the reviewer's checking goes to a named deputy. Ended early by `endedAt`. */
export const handOvers = table(
	'hand_overs',
	{
		id: id('id').primaryKey(),
		userId: id('user_id')
			.notNull()
			.references(() => users.id),
		deputyId: id('deputy_id')
			.notNull()
			.references(() => users.id),
		/** Business days, both included. */
		firstDay: int('first_day').notNull(),
		lastDay: int('last_day').notNull(),
		reason: text('reason').notNull(),
		by: text('by').notNull(),
		at: instant('at').notNull(),
		endedAt: instant('ended_at')
	},
	(t) => [
		index('hand_overs_user').on(t.userId, t.lastDay),
		index('hand_overs_deputy').on(t.deputyId, t.lastDay),
		check('hand_overs_other', sql`${t.userId} <> ${t.deputyId}`)
	]
);

/** A reviewer who left at least one task of a draw undone when it was due (M20). Append-only. */
export const missedDuties = table(
	'missed_duties',
	{
		id: id('id').primaryKey(),
		drawId: id('draw_id')
			.notNull()
			.references(() => draws.id),
		reviewerId: id('reviewer_id')
			.notNull()
			.references(() => users.id),
		/** Tasks undone, of how many. */
		tasks: int('tasks').notNull(),
		of: int('of_tasks').notNull(),
		at: instant('at').notNull(),
		recordedAt: instant('recorded_at').notNull()
	},
	(t) => [
		uniqueIndex('missed_duties_draw').on(t.drawId, t.reviewerId),
		index('missed_duties_reviewer').on(t.reviewerId, t.at),
		index('missed_duties_at').on(t.at, t.id)
	]
);

/** The head's word that a missed duty does not count. Append-only. */
export const excuses = table('excuses', {
	missedDutyId: id('missed_duty_id')
		.primaryKey()
		.references(() => missedDuties.id),
	reason: text('reason').$type<'leave' | 'system-fault' | 'other'>().notNull(),
	words: text('words').notNull(),
	by: id('by')
		.notNull()
		.references(() => users.id),
	at: instant('at').notNull()
});
