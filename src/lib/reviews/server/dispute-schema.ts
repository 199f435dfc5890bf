import { sql } from 'drizzle-orm';
import {
	check,
	id,
	index,
	instant,
	int,
	json,
	table,
	text,
	uniqueIndex
} from '../../platform/server/db/dialect.ts';
import { departments, teams, users } from '../../people/server/schema.ts';
import { recordings } from '../../recordings/server/schema.ts';
import type { DisputeOutcome } from '../dispute.ts';
import { reviews } from './schema.ts';

/** An agent contests one item of a review as it stands. A second instance names the first. Append-only. */
export const disputes = table(
	'disputes',
	{
		id: id('id').primaryKey(),
		/** The revision that is contested. */
		reviewId: id('review_id')
			.notNull()
			.references(() => reviews.id),
		itemKey: text('item_key').notNull(),
		/** 1, or 2 when the ruling itself was contested. */
		instance: int('instance').notNull(),
		/** The dispute whose ruling is contested. */
		firstId: id('first_id'),
		recordingId: id('recording_id')
			.notNull()
			.references(() => recordings.id),
		agentId: id('agent_id')
			.notNull()
			.references(() => users.id),
		teamId: id('team_id').references(() => teams.id),
		departmentId: id('department_id').references(() => departments.id),
		businessMonth: int('business_month').notNull(),
		reason: text('reason').notNull(),
		/** The answer that the agent holds for right. */
		proposed: json('proposed').$type<unknown>().notNull(),
		/** Where in the call it is to be heard; null when nothing shows it. */
		atMs: int('at_ms'),
		raisedAt: instant('raised_at').notNull(),
		/** When the window closed by the rules of then. */
		closesAt: instant('closes_at').notNull()
	},
	(t) => [
		uniqueIndex('disputes_once').on(t.reviewId, t.itemKey, t.instance),
		index('disputes_agent').on(t.agentId, t.raisedAt),
		index('disputes_time').on(t.raisedAt, t.id),
		index('disputes_recording').on(t.recordingId),
		check('disputes_instance', sql`(${t.instance} = 1) = (${t.firstId} is null)`)
	]
);

/** What the reviewer says to a dispute, once. Append-only. */
export const disputeReplies = table('dispute_replies', {
	disputeId: id('dispute_id')
		.primaryKey()
		.references(() => disputes.id),
	words: text('words').notNull(),
	by: id('by_id')
		.notNull()
		.references(() => users.id),
	at: instant('at').notNull()
});

/** How a dispute was decided, once. Append-only. */
export const disputeRulings = table('dispute_rulings', {
	disputeId: id('dispute_id')
		.primaryKey()
		.references(() => disputes.id),
	outcome: text('outcome').$type<DisputeOutcome>().notNull(),
	reason: text('reason').notNull(),
	/** The answer that stands from now on; null when upheld. */
	answer: json('answer').$type<unknown>(),
	/** Other faults heard meanwhile: talked about, never scored. */
	coaching: text('coaching').notNull(),
	/** The revision that came of it. */
	revisionId: id('revision_id').references(() => reviews.id),
	by: id('by_id')
		.notNull()
		.references(() => users.id),
	at: instant('at').notNull()
});

/** A dispute taken back by its agent before it was decided. Append-only. */
export const disputeWithdrawals = table('dispute_withdrawals', {
	disputeId: id('dispute_id')
		.primaryKey()
		.references(() => disputes.id),
	at: instant('at').notNull()
});

/** A review that its agent neither acknowledged nor disputed in time: not agreed, lapsed. Written once. */
export const reviewLapses = table('review_lapses', {
	reviewId: id('review_id')
		.primaryKey()
		.references(() => reviews.id),
	at: instant('at').notNull()
});
