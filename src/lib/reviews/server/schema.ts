import { sql } from 'drizzle-orm';
import {
	bool,
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
import { teams, users } from '../../people/server/schema.ts';
import { recordings } from '../../recordings/server/schema.ts';
import { rubricVersions } from '../../rubric/server/schema.ts';
import { assignments } from '../../sampling/server/schema.ts';
import type { ProblemKind } from '../check.ts';
import type { EvidenceKind, ReviewKind, RevisionCause } from '../review.ts';

/**
 * Submitted reviews: append-only. A correction is a further row that names the one it revises; the
 * row that none revises counts (revisions.ts).
 */
export const reviews = table(
	'reviews',
	{
		id: id('id').primaryKey(),
		kind: text('kind').$type<ReviewKind>().notNull(),
		recordingId: id('recording_id')
			.notNull()
			.references(() => recordings.id),
		assignmentId: id('assignment_id').references(() => assignments.id),
		rubricVersionId: id('rubric_version_id')
			.notNull()
			.references(() => rubricVersions.id),
		agentId: id('agent_id')
			.notNull()
			.references(() => users.id),
		/** The agent's team at the time of the call. */
		teamId: id('team_id').references(() => teams.id),
		reviewerId: id('reviewer_id')
			.notNull()
			.references(() => users.id),
		/** Raw score in tenths of a point, 0 … 1000; null when not scorable. */
		rawTenths: int('raw_tenths'),
		outcome: text('outcome').$type<'passed' | 'failed' | 'not-scorable'>().notNull(),
		/** Codes of severe items, each once. */
		severe: json('severe').$type<string[]>().notNull(),
		comment: text('comment').notNull(),
		callStartedAt: instant('call_started_at').notNull(),
		/** Month of the call, in which the review counts. */
		businessMonth: int('business_month').notNull(),
		startedAt: instant('started_at').notNull(),
		submittedAt: instant('submitted_at').notNull(),
		spentMs: int('spent_ms').notNull(),
		/** Union of ranges heard by the reviewer. */
		heard: json('heard').$type<[number, number][]>().notNull(),
		heardMs: int('heard_ms').notNull(),
		/** Share of the call that was heard, 0 … 1000; null of reviews from before it was kept. */
		coveredPermille: int('covered_permille'),
		/** Why less was heard than the plan asks for; null when it was enough. */
		underHeardReason: text('under_heard_reason'),
		/** For reviewers only; the agent never reads it. */
		privateComment: text('private_comment'),
		/** 1, or one more for each correction. */
		revision: int('revision').notNull().default(1),
		/** The review it corrects; the assignment stays with the first one. */
		revises: id('revises'),
		/** Who corrected it, and why; `reviewerId` stays the first reviewer. */
		revisedBy: id('revised_by').references(() => users.id),
		revisionReason: text('revision_reason'),
		revisionCause: text('revision_cause').$type<RevisionCause>()
	},
	(t) => [
		uniqueIndex('reviews_assignment').on(t.assignmentId),
		uniqueIndex('reviews_once').on(t.recordingId, t.reviewerId, t.kind, t.revision),
		uniqueIndex('reviews_revises').on(t.revises),
		index('reviews_recording').on(t.recordingId),
		index('reviews_agent').on(t.agentId, t.submittedAt),
		index('reviews_reviewer').on(t.reviewerId, t.submittedAt),
		index('reviews_call_time').on(t.callStartedAt, t.recordingId),
		index('reviews_month').on(t.businessMonth, t.agentId, t.kind, t.rawTenths),
		check('reviews_not_own', sql`${t.reviewerId} <> ${t.agentId}`)
	]
);

/** One row per answered criterion. */
export const reviewAnswers = table(
	'review_answers',
	{
		reviewId: id('review_id')
			.notNull()
			.references(() => reviews.id),
		itemKey: text('item_key').notNull(),
		answer: json('answer').$type<unknown>().notNull(),
		comment: text('comment').notNull(),
		/** Why no passage shows the finding, when none is pinned. */
		withoutEvidence: text('without_evidence'),
		/** Key of the item's root cause. */
		rootCause: text('root_cause'),
		/** For reviewers only. */
		privateComment: text('private_comment')
	},
	(t) => [uniqueIndex('review_answers_item').on(t.reviewId, t.itemKey)]
);

/** A passage of the recording pinned to a criterion (finding), praised (highlight), or remarked on (note). */
export const evidence = table(
	'evidence',
	{
		id: id('id').primaryKey(),
		reviewId: id('review_id')
			.notNull()
			.references(() => reviews.id),
		kind: text('kind').$type<EvidenceKind>().notNull(),
		/** Null for a highlight of the call as a whole. */
		itemKey: text('item_key'),
		fromMs: int('from_ms').notNull(),
		toMs: int('to_ms').notNull(),
		note: text('note').notNull(),
		/** For reviewers only. */
		private: bool('private').notNull().default(false)
	},
	(t) => [index('evidence_review').on(t.reviewId)]
);

export const acknowledgements = table('acknowledgements', {
	reviewId: id('review_id')
		.primaryKey()
		.references(() => reviews.id),
	userId: id('user_id')
		.notNull()
		.references(() => users.id),
	at: instant('at').notNull(),
	comment: text('comment').notNull()
});

/**
 * An agent's listening to a call: own (`checkerId` = `agentId`, a self-check) or a colleague's (a
 * peer check). Clean, or what was found. Append-only.
 */
export const selfChecks = table(
	'self_checks',
	{
		id: id('id').primaryKey(),
		recordingId: id('recording_id')
			.notNull()
			.references(() => recordings.id),
		/** Whose call it is. */
		agentId: id('agent_id')
			.notNull()
			.references(() => users.id),
		/** Who listened; null means the agent, in rows from before there were peer checks. */
		checkerId: id('checker_id').references(() => users.id),
		assignmentId: id('assignment_id').references(() => assignments.id),
		result: text('result').$type<'clean' | 'problem' | 'highlight'>().notNull(),
		/** What kind of problem (reviews/check.ts); null for another result. */
		problem: text('problem').$type<ProblemKind>(),
		atMs: int('at_ms'),
		note: text('note').notNull(),
		businessMonth: int('business_month').notNull(),
		callStartedAt: instant('call_started_at'),
		at: instant('at').notNull(),
		heardMs: int('heard_ms').notNull(),
		/** From opening the call to submitting, ms; null in rows from before it was kept, as the next. */
		spentMs: int('spent_ms'),
		coveredPermille: int('covered_permille'),
		/** The version whose items were asked; null when none were. */
		rubricVersionId: id('rubric_version_id').references(() => rubricVersions.id)
	},
	(t) => [
		uniqueIndex('self_checks_once').on(t.recordingId, t.agentId, t.checkerId),
		uniqueIndex('self_checks_assignment').on(t.assignmentId),
		index('self_checks_month').on(t.businessMonth, t.agentId),
		index('self_checks_checker').on(t.checkerId, t.at),
		index('self_checks_call_time').on(t.callStartedAt, t.recordingId)
	]
);
