import {
	id,
	index,
	instant,
	int,
	json,
	table,
	text,
	uniqueIndex
} from '../../platform/server/db/dialect.ts';
import { departments, users } from '../../people/server/schema.ts';
import type { PlanKind, PlanRule, Pool } from '../plan.ts';
import type { DrawShare } from '../draw.ts';
import type { ReplacementReason } from '../replacement.ts';

export const plans = table('plans', {
	id: id('id').primaryKey(),
	key: text('key').notNull().unique(),
	departmentId: id('department_id').references(() => departments.id),
	createdAt: instant('created_at').notNull()
});

/** Plan versions: append-only; the newest whose `effectiveFrom` day has come rules a period. */
export const planVersions = table(
	'plan_versions',
	{
		id: id('id').primaryKey(),
		planId: id('plan_id')
			.notNull()
			.references(() => plans.id),
		version: int('version').notNull(),
		/** Read through `readRule`: earlier editions stored another shape. */
		rule: json('rule').$type<PlanRule>().notNull(),
		effectiveFrom: int('effective_from').notNull(),
		createdAt: instant('created_at').notNull(),
		createdBy: text('created_by').notNull()
	},
	(t) => [uniqueIndex('plan_versions_version').on(t.planId, t.version)]
);

/** One draw per plan and period: append-only facts that let anyone replay it (sampling/draw.ts). */
export const draws = table(
	'draws',
	{
		id: id('id').primaryKey(),
		planVersionId: id('plan_version_id')
			.notNull()
			.references(() => planVersions.id),
		planId: id('plan_id')
			.notNull()
			.references(() => plans.id),
		kind: text('kind').$type<PlanKind>().notNull().default('spot-check'),
		/** First business day YYYYMMDD of the period. */
		period: int('period').notNull(),
		/** Last business day of the period; null means its first, of a day's draw. */
		lastDay: int('last_day'),
		/** Instant at which the plan wanted it; later than an hour after it, the draw is marked late. */
		scheduledAt: instant('scheduled_at'),
		dueAt: instant('due_at'),
		algorithm: text('algorithm').notNull(),
		seed: text('seed').notNull(),
		candidatesSha256: text('candidates_sha256').notNull(),
		candidateCount: int('candidate_count').notNull(),
		/** The eligible calls themselves, for replay: packed canonical list (docs/sampling.md). */
		candidates: text('candidates').notNull(),
		/** Calls of the period that belong to no known agent. */
		unattributed: int('unattributed').notNull(),
		/** Per unit: calls, eligible, chosen, wanted by stratum, and why calls were not eligible. */
		shares: json('shares').$type<DrawShare[]>().notNull(),
		drawnAt: instant('drawn_at').notNull(),
		drawnBy: text('drawn_by').notNull()
	},
	(t) => [
		uniqueIndex('draws_period').on(t.planId, t.period),
		index('draws_kind').on(t.kind, t.period),
		index('draws_due').on(t.dueAt, t.id)
	]
);

/** One drawn recording waiting for one reviewer; done when a review or a check names it. */
export const assignments = table(
	'assignments',
	{
		id: id('id').primaryKey(),
		drawId: id('draw_id')
			.notNull()
			.references(() => draws.id),
		/**
		 * No foreign key: a task is made of the recording's row as it is read, and no recording is ever deleted. The key
		 * would have PostgreSQL write a lock into each of the thousands of recordings that a draw names.
		 */
		recordingId: id('recording_id').notNull(),
		/** As the recording had it when it was drawn; copied with it. */
		agentId: id('agent_id').notNull(),
		/** Changes by reassignment and hand-over; `reassignments` keeps who had it before. */
		reviewerId: id('reviewer_id')
			.notNull()
			.references(() => users.id),
		kind: text('kind').$type<PlanKind>().notNull().default('spot-check'),
		/** Agent or team of whom it was wanted; null means the agent. */
		unitId: id('unit_id'),
		/** Business day of the call. */
		callDay: int('call_day'),
		/** Pool that it was taken from. */
		stratum: text('stratum').$type<Pool>().notNull().default('any'),
		/** Place in the unit's list of chosen calls, 1 first; substitutes and top-ups count on. */
		rank: int('rank').notNull(),
		/** 0 of the draw itself, else the top-up's. */
		round: int('round').notNull().default(0),
		dueAt: instant('due_at').notNull(),
		createdAt: instant('created_at').notNull()
	},
	(t) => [
		// A person's tasks are found by the draws of the time: those of one draw are written side by side.
		index('assignments_draw').on(t.drawId, t.reviewerId),
		// No call twice for a kind, nor then for a draw; also finds the tasks of a recording.
		uniqueIndex('assignments_once').on(t.recordingId, t.kind),
		index('assignments_due').on(t.dueAt)
	]
);

/** A drawn call put aside with a reason; the assignment stays listed. Append-only. */
export const replacements = table(
	'replacements',
	{
		assignmentId: id('assignment_id')
			.primaryKey()
			.references(() => assignments.id),
		reason: text('reason').$type<ReplacementReason>().notNull(),
		/** Required when the reason is `other`. */
		words: text('words').notNull(),
		replacedBy: id('replaced_by')
			.notNull()
			.references(() => users.id),
		at: instant('at').notNull(),
		/** The next of the ranking; null when none was left. */
		substituteId: id('substitute_id').references(() => assignments.id),
		/** Calls of the ranking that were passed over because they could no longer be drawn, in order. */
		skipped: json('skipped').$type<{ recordingId: string; reason: string }[]>().notNull()
	},
	(t) => [
		index('replacements_by').on(t.replacedBy, t.at),
		uniqueIndex('replacements_substitute').on(t.substituteId)
	]
);

/** An assignment given to another reviewer: by the head, or by a hand-over. Append-only. */
export const reassignments = table(
	'reassignments',
	{
		id: id('id').primaryKey(),
		assignmentId: id('assignment_id')
			.notNull()
			.references(() => assignments.id),
		fromId: id('from_id')
			.notNull()
			.references(() => users.id),
		toId: id('to_id')
			.notNull()
			.references(() => users.id),
		reason: text('reason').notNull(),
		by: text('by').notNull(),
		at: instant('at').notNull()
	},
	(t) => [index('reassignments_assignment').on(t.assignmentId)]
);

/** An assignment that was not done at its due time: written once, then. Append-only. */
export const overdueTasks = table(
	'overdue_tasks',
	{
		assignmentId: id('assignment_id')
			.primaryKey()
			.references(() => assignments.id),
		reviewerId: id('reviewer_id')
			.notNull()
			.references(() => users.id),
		/** The due time itself. */
		at: instant('at').notNull(),
		recordedAt: instant('recorded_at').notNull()
	},
	(t) => [index('overdue_tasks_reviewer').on(t.reviewerId, t.at)]
);
