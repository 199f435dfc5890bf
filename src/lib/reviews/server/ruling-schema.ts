import {
	bool,
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
import type { SecondRuling } from '../review.ts';
import { calibrations } from './calibration-schema.ts';
import { reviews, selfChecks } from './schema.ts';

/** A second review of a call that another had reviewed, and what its author ruled on seeing both. Append-only. */
export const secondReviewRulings = table(
	'second_review_rulings',
	{
		/** The second review. */
		reviewId: id('review_id')
			.primaryKey()
			.references(() => reviews.id),
		/** The review that was looked at again, in the revision that stood. */
		firstReviewId: id('first_review_id')
			.notNull()
			.references(() => reviews.id),
		ruling: text('ruling').$type<SecondRuling>().notNull(),
		reason: text('reason').notNull(),
		/** The revision or the calibration that came of it. */
		correctedId: id('corrected_id').references(() => reviews.id),
		calibrationId: id('calibration_id').references(() => calibrations.id),
		at: instant('at').notNull(),
		by: id('by_id')
			.notNull()
			.references(() => users.id)
	},
	(t) => [index('second_review_rulings_first').on(t.firstReviewId)]
);

/** A severe finding in a call that its own agent had checked as clean (house rule M10). Append-only. */
export const concealments = table(
	'concealments',
	{
		id: id('id').primaryKey(),
		reviewId: id('review_id')
			.notNull()
			.references(() => reviews.id),
		selfCheckId: id('self_check_id')
			.notNull()
			.references(() => selfChecks.id),
		agentId: id('agent_id')
			.notNull()
			.references(() => users.id),
		teamId: id('team_id').references(() => teams.id),
		departmentId: id('department_id').references(() => departments.id),
		/** Criteria that the review failed. */
		itemKeys: json('item_keys').$type<string[]>().notNull(),
		businessMonth: int('business_month').notNull(),
		at: instant('at').notNull()
	},
	(t) => [
		uniqueIndex('concealments_once').on(t.selfCheckId),
		index('concealments_time').on(t.at, t.id),
		index('concealments_month').on(t.businessMonth, t.agentId)
	]
);

/** What a person decided about a possible concealment. Append-only. */
export const concealmentRulings = table('concealment_rulings', {
	concealmentId: id('concealment_id')
		.primaryKey()
		.references(() => concealments.id),
	concealed: bool('concealed').notNull(),
	reason: text('reason').notNull(),
	at: instant('at').notNull(),
	by: id('by_id')
		.notNull()
		.references(() => users.id)
});
