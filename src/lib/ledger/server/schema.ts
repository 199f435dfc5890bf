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
import { departments, users } from '../../people/server/schema.ts';
import { recordings } from '../../recordings/server/schema.ts';
import type { LedgerCause, LedgerKind, LedgerState } from '../entry.ts';
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

/**
 * The ledger, append-only: each row is what a line of somebody's month became, when, by whom and why.
 * Of a line the entry with the highest `seq` stands.
 */
export const ledgerEntries = table(
	'ledger_entries',
	{
		id: id('id').primaryKey(),
		agentId: id('agent_id')
			.notNull()
			.references(() => users.id),
		businessMonth: int('business_month').notNull(),
		lineKey: text('line_key').notNull(),
		/** 1, or one more for each change of the line. */
		seq: int('seq').notNull(),
		kind: text('kind').$type<LedgerKind>().notNull(),
		state: text('state').$type<LedgerState>().notNull(),
		recordingId: id('recording_id').references(() => recordings.id),
		callStartedAt: instant('call_started_at'),
		reviewId: id('review_id'),
		itemKey: text('item_key'),
		code: text('code'),
		evidenceId: id('evidence_id'),
		atMs: int('at_ms'),
		selfReported: bool('self_reported').notNull(),
		nth: int('nth'),
		amountFen: int('amount_fen').notNull(),
		pointsTenths: int('points_tenths').notNull(),
		ruleVersion: int('rule_version'),
		cause: text('cause').$type<LedgerCause>().notNull(),
		/** In the words of whoever ruled, corrected or decided; empty when the cause says it. */
		reason: text('reason').notNull(),
		/** Who caused it: a user id, or the program by name. */
		by: text('by_id').notNull(),
		at: instant('at').notNull(),
		/** The entry of a closed month that this one makes good. */
		pointsTo: id('points_to')
	},
	(t) => [
		uniqueIndex('ledger_entries_line').on(t.agentId, t.businessMonth, t.lineKey, t.seq),
		index('ledger_entries_month').on(t.businessMonth, t.agentId),
		index('ledger_entries_recording').on(t.recordingId),
		check('ledger_entries_cancelled', sql`${t.state} <> 'cancelled' or ${t.amountFen} = 0`)
	]
);

/** A month closed for a department: its figures are frozen. Append-only. */
export const monthLocks = table(
	'month_locks',
	{
		id: id('id').primaryKey(),
		businessMonth: int('business_month').notNull(),
		departmentId: id('department_id')
			.notNull()
			.references(() => departments.id),
		/** 1, or one more after each unlocking. */
		edition: int('edition').notNull(),
		penaltyTable: int('penalty_table').notNull(),
		scheme: int('scheme').notNull(),
		/** SHA-256 over the canonical text of all figures. */
		figuresSha256: text('figures_sha256').notNull(),
		at: instant('at').notNull(),
		by: id('by_id')
			.notNull()
			.references(() => users.id)
	},
	(t) => [uniqueIndex('month_locks_edition').on(t.businessMonth, t.departmentId, t.edition)]
);

/** A closed month opened again, by two. Append-only. */
export const monthUnlocks = table('month_unlocks', {
	lockId: id('lock_id')
		.primaryKey()
		.references(() => monthLocks.id),
	reason: text('reason').notNull(),
	at: instant('at').notNull(),
	/** Who confirmed it; who asked stands in the joint request. */
	by: id('by_id')
		.notNull()
		.references(() => users.id),
	jointRequestId: id('joint_request_id').notNull()
});

/** An agent's figures as they were when the month was closed. Append-only. */
export const frozenMonths = table(
	'frozen_months',
	{
		lockId: id('lock_id')
			.notNull()
			.references(() => monthLocks.id),
		agentId: id('agent_id')
			.notNull()
			.references(() => users.id),
		businessMonth: int('business_month').notNull(),
		/** Canonical JSON text (assessments/figures.ts). */
		figures: text('figures').notNull(),
		figuresSha256: text('figures_sha256').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.lockId, t.agentId] }),
		index('frozen_months_agent').on(t.agentId, t.businessMonth)
	]
);
