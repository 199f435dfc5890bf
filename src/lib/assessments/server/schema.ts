import { sql } from 'drizzle-orm';
import {
	bool,
	check,
	id,
	index,
	instant,
	int,
	json,
	primaryKey,
	table,
	text,
	uniqueIndex
} from '../../platform/server/db/dialect.ts';
import { departments, teams, users } from '../../people/server/schema.ts';
import { monthLocks } from '../../ledger/server/schema.ts';

/** How a month is assessed: versions, of which the newest whose month has come is in force. Append-only. */
export const schemes = table('schemes', {
	id: id('id').primaryKey(),
	version: int('version').notNull().unique(),
	/** First business month YYYYMM in which it holds. */
	effectiveFrom: int('effective_from').notNull(),
	/** Canonical JSON text, checked by assessments/scheme.ts on reading. */
	content: text('content').notNull(),
	reason: text('reason').notNull(),
	createdAt: instant('created_at').notNull(),
	/** A user id, or the program by name. */
	createdBy: text('created_by').notNull()
});

/** What an indicator means: name, formula, target, source, in versions. Append-only. */
export const indicatorVersions = table(
	'indicator_versions',
	{
		id: id('id').primaryKey(),
		key: text('key').notNull(),
		version: int('version').notNull(),
		effectiveFrom: int('effective_from').notNull(),
		/** Canonical JSON text, checked by assessments/indicator.ts on reading. */
		content: text('content').notNull(),
		createdAt: instant('created_at').notNull(),
		createdBy: text('created_by').notNull()
	},
	(t) => [uniqueIndex('indicator_versions_version').on(t.key, t.version)]
);

/** A measured value of an indicator for a month, of a person, a team or a department; the newest of a place stands. Append-only. */
export const indicatorValues = table(
	'indicator_values',
	{
		id: id('id').primaryKey(),
		key: text('key').notNull(),
		businessMonth: int('business_month').notNull(),
		agentId: id('agent_id').references(() => users.id),
		teamId: id('team_id').references(() => teams.id),
		departmentId: id('department_id').references(() => departments.id),
		numerator: int('numerator').notNull(),
		denominator: int('denominator').notNull(),
		/** Where it was taken from, in words. */
		source: text('source').notNull(),
		by: text('by_id').notNull(),
		at: instant('at').notNull()
	},
	(t) => [
		index('indicator_values_month').on(t.businessMonth, t.key, t.at),
		check(
			'indicator_values_place',
			sql`(case when ${t.agentId} is null then 0 else 1 end) + (case when ${t.teamId} is null then 0 else 1 end) + (case when ${t.departmentId} is null then 0 else 1 end) = 1`
		),
		check('indicator_values_share', sql`${t.denominator} > 0 and ${t.numerator} >= 0`)
	]
);

/** What a lead, or a colleague, thinks of an agent's month: figures with sentences; the newest of a rater stands. Append-only. */
export const ratings = table(
	'ratings',
	{
		id: id('id').primaryKey(),
		kind: text('kind').$type<'lead' | 'peer'>().notNull(),
		agentId: id('agent_id')
			.notNull()
			.references(() => users.id),
		raterId: id('rater_id')
			.notNull()
			.references(() => users.id),
		businessMonth: int('business_month').notNull(),
		/** Points 0 … 100 by criterion. */
		points: json('points').$type<Record<string, number>>().notNull(),
		words: text('words').notNull(),
		at: instant('at').notNull()
	},
	(t) => [
		index('ratings_month').on(t.businessMonth, t.agentId, t.kind, t.at),
		index('ratings_rater').on(t.raterId, t.businessMonth),
		check('ratings_not_own', sql`${t.raterId} <> ${t.agentId}`)
	]
);

/** A lead's proposal to add to an agent's month, or take from it. Append-only. */
export const adjustments = table(
	'adjustments',
	{
		id: id('id').primaryKey(),
		agentId: id('agent_id')
			.notNull()
			.references(() => users.id),
		teamId: id('team_id').references(() => teams.id),
		departmentId: id('department_id').references(() => departments.id),
		businessMonth: int('business_month').notNull(),
		amountFen: int('amount_fen').notNull(),
		pointsTenths: int('points_tenths').notNull(),
		reason: text('reason').notNull(),
		by: id('by_id')
			.notNull()
			.references(() => users.id),
		at: instant('at').notNull()
	},
	(t) => [
		index('adjustments_month').on(t.businessMonth, t.agentId),
		index('adjustments_time').on(t.at, t.id)
	]
);

/** A head's word on a proposal; above the threshold two heads' are needed. Append-only. */
export const adjustmentDecisions = table(
	'adjustment_decisions',
	{
		adjustmentId: id('adjustment_id')
			.notNull()
			.references(() => adjustments.id),
		/** The person, whichever account was used. */
		byPerson: id('by_person')
			.notNull()
			.references(() => users.id),
		by: id('by_id')
			.notNull()
			.references(() => users.id),
		approved: bool('approved').notNull(),
		reason: text('reason').notNull(),
		at: instant('at').notNull()
	},
	(t) => [primaryKey({ columns: [t.adjustmentId, t.byPerson] })]
);

/** The talk about a month with the agent (house rule M17). Append-only. */
export const monthTalks = table(
	'month_talks',
	{
		id: id('id').primaryKey(),
		agentId: id('agent_id')
			.notNull()
			.references(() => users.id),
		businessMonth: int('business_month').notNull(),
		talkedAt: instant('talked_at').notNull(),
		/** What was agreed. */
		words: text('words').notNull(),
		by: id('by_id')
			.notNull()
			.references(() => users.id),
		at: instant('at').notNull()
	},
	(t) => [index('month_talks_agent').on(t.agentId, t.businessMonth, t.at)]
);

/** The agent signs the figures of a month, or objects to them; tied to what they were. Append-only. */
export const monthSignatures = table(
	'month_signatures',
	{
		id: id('id').primaryKey(),
		agentId: id('agent_id')
			.notNull()
			.references(() => users.id),
		businessMonth: int('business_month').notNull(),
		/** SHA-256 of the figures that were shown. */
		figuresSha256: text('figures_sha256').notNull(),
		/** Null while the month was open. */
		lockId: id('lock_id').references(() => monthLocks.id),
		signed: bool('signed').notNull(),
		words: text('words').notNull(),
		at: instant('at').notNull()
	},
	(t) => [index('month_signatures_agent').on(t.agentId, t.businessMonth, t.at)]
);

/** What withheld pay is measured by; the newest whose month has come is in force. Append-only. */
export const payBases = table(
	'pay_bases',
	{
		id: id('id').primaryKey(),
		agentId: id('agent_id')
			.notNull()
			.references(() => users.id),
		effectiveFrom: int('effective_from').notNull(),
		amountFen: int('amount_fen').notNull(),
		by: text('by_id').notNull(),
		at: instant('at').notNull()
	},
	(t) => [index('pay_bases_agent').on(t.agentId, t.effectiveFrom, t.at)]
);
