import {
	id,
	instant,
	int,
	json,
	primaryKey,
	table,
	text,
	uniqueIndex
} from '../../platform/server/db/dialect.ts';
import type { DrawShare } from '../draw.ts';
import { draws, plans, planVersions } from './schema.ts';

/**
 * The seed's hash and the plan's version, fixed before a period's candidates are read:
 * append-only, with an entry in the audit chain of the same transaction. A draw that died half
 * way goes on from here.
 */
export const drawCommitments = table(
	'draw_commitments',
	{
		planId: id('plan_id')
			.notNull()
			.references(() => plans.id),
		/** First day of the period. */
		period: int('period').notNull(),
		planVersionId: id('plan_version_id')
			.notNull()
			.references(() => planVersions.id),
		seedSha256: text('seed_sha256').notNull(),
		committedAt: instant('committed_at').notNull(),
		committedBy: text('committed_by').notNull()
	},
	(t) => [primaryKey({ columns: [t.planId, t.period] })]
);

/** Calls drawn later, where a unit was short, by the draw's own seed and rule: append-only. */
export const topUps = table(
	'top_ups',
	{
		id: id('id').primaryKey(),
		drawId: id('draw_id')
			.notNull()
			.references(() => draws.id),
		/** 1 for the first after the draw. */
		round: int('round').notNull(),
		candidatesSha256: text('candidates_sha256').notNull(),
		candidateCount: int('candidate_count').notNull(),
		candidates: text('candidates').notNull(),
		/** Of the units that were topped up only; `wanted` is what they lacked. */
		shares: json('shares').$type<DrawShare[]>().notNull(),
		madeAt: instant('made_at').notNull(),
		madeBy: text('made_by').notNull()
	},
	(t) => [uniqueIndex('top_ups_round').on(t.drawId, t.round)]
);
