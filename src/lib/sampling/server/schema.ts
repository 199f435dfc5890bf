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
import { recordings } from '../../recordings/server/schema.ts';
import type { PlanRule } from '../plan.ts';
import type { DrawShare } from '../draw.ts';

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
		/** Business day YYYYMMDD that the draw is for. */
		period: int('period').notNull(),
		algorithm: text('algorithm').notNull(),
		seed: text('seed').notNull(),
		candidatesSha256: text('candidates_sha256').notNull(),
		candidateCount: int('candidate_count').notNull(),
		/** The eligible calls themselves, for replay: base64 of the gzipped canonical list (docs/sampling.md). */
		candidates: text('candidates').notNull(),
		/** Calls of the period that belong to no known agent. */
		unattributed: int('unattributed').notNull(),
		/** Per agent: eligible, chosen, wanted, and why calls were not eligible. */
		shares: json('shares').$type<DrawShare[]>().notNull(),
		drawnAt: instant('drawn_at').notNull(),
		drawnBy: text('drawn_by').notNull()
	},
	(t) => [uniqueIndex('draws_period').on(t.planId, t.period)]
);

/** One drawn recording waiting for one reviewer; done when a review names it. */
export const assignments = table(
	'assignments',
	{
		id: id('id').primaryKey(),
		drawId: id('draw_id')
			.notNull()
			.references(() => draws.id),
		recordingId: id('recording_id')
			.notNull()
			.references(() => recordings.id),
		agentId: id('agent_id')
			.notNull()
			.references(() => users.id),
		reviewerId: id('reviewer_id')
			.notNull()
			.references(() => users.id),
		/** Place in the agent's ranking, 1 first. */
		rank: int('rank').notNull(),
		dueAt: instant('due_at').notNull(),
		createdAt: instant('created_at').notNull()
	},
	(t) => [
		uniqueIndex('assignments_draw').on(t.drawId, t.recordingId),
		index('assignments_reviewer').on(t.reviewerId, t.dueAt, t.id),
		index('assignments_recording').on(t.recordingId)
	]
);
