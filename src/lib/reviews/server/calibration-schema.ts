import {
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
import { rubricVersions } from '../../rubric/server/schema.ts';
import type { DraftContent } from '../draft.ts';

/** A calibration session: several reviewers score the same calls blind, then compare. Counts for no agent. */
export const calibrations = table(
	'calibrations',
	{
		id: id('id').primaryKey(),
		title: text('title').notNull(),
		departmentId: id('department_id').references(() => departments.id),
		rubricVersionId: id('rubric_version_id')
			.notNull()
			.references(() => rubricVersions.id),
		/** The participant whose answers the others are held against; null when there is none. */
		expertId: id('expert_id').references(() => users.id),
		deadline: instant('deadline').notNull(),
		createdAt: instant('created_at').notNull(),
		createdBy: id('created_by')
			.notNull()
			.references(() => users.id)
	},
	(t) => [index('calibrations_deadline').on(t.deadline, t.id)]
);

export const calibrationCalls = table(
	'calibration_calls',
	{
		calibrationId: id('calibration_id')
			.notNull()
			.references(() => calibrations.id),
		recordingId: id('recording_id')
			.notNull()
			.references(() => recordings.id),
		position: int('position').notNull()
	},
	(t) => [primaryKey({ columns: [t.calibrationId, t.recordingId] })]
);

export const calibrationParticipants = table(
	'calibration_participants',
	{
		calibrationId: id('calibration_id')
			.notNull()
			.references(() => calibrations.id),
		userId: id('user_id')
			.notNull()
			.references(() => users.id)
	},
	(t) => [
		primaryKey({ columns: [t.calibrationId, t.userId] }),
		index('calibration_participants_user').on(t.userId)
	]
);

/** What a participant filled in for a call so far; seen by them alone, deleted when submitted. */
export const calibrationDrafts = table(
	'calibration_drafts',
	{
		id: id('id').primaryKey(),
		calibrationId: id('calibration_id')
			.notNull()
			.references(() => calibrations.id),
		recordingId: id('recording_id')
			.notNull()
			.references(() => recordings.id),
		userId: id('user_id')
			.notNull()
			.references(() => users.id),
		content: json('content').$type<DraftContent>().notNull(),
		version: int('version').notNull(),
		savedAt: instant('saved_at').notNull()
	},
	(t) => [uniqueIndex('calibration_drafts_one').on(t.calibrationId, t.recordingId, t.userId)]
);

/** A participant's submitted answers for a call. Append-only. */
export const calibrationScores = table(
	'calibration_scores',
	{
		id: id('id').primaryKey(),
		calibrationId: id('calibration_id')
			.notNull()
			.references(() => calibrations.id),
		recordingId: id('recording_id')
			.notNull()
			.references(() => recordings.id),
		userId: id('user_id')
			.notNull()
			.references(() => users.id),
		content: json('content').$type<DraftContent>().notNull(),
		rawTenths: int('raw_tenths'),
		outcome: text('outcome').$type<'passed' | 'failed' | 'not-scorable'>().notNull(),
		submittedAt: instant('submitted_at').notNull()
	},
	(t) => [uniqueIndex('calibration_scores_one').on(t.calibrationId, t.recordingId, t.userId)]
);

/** The discussion, by item or on the whole. Append-only. */
export const calibrationRemarks = table(
	'calibration_remarks',
	{
		id: id('id').primaryKey(),
		calibrationId: id('calibration_id')
			.notNull()
			.references(() => calibrations.id),
		recordingId: id('recording_id').references(() => recordings.id),
		itemKey: text('item_key'),
		userId: id('user_id')
			.notNull()
			.references(() => users.id),
		words: text('words').notNull(),
		at: instant('at').notNull()
	},
	(t) => [index('calibration_remarks_session').on(t.calibrationId, t.at)]
);

/** What the session agreed on; closes it. Append-only. */
export const calibrationOutcomes = table('calibration_outcomes', {
	calibrationId: id('calibration_id')
		.primaryKey()
		.references(() => calibrations.id),
	/** Agreed answers by recording and item key. */
	consensus: json('consensus').$type<Record<string, Record<string, unknown>>>().notNull(),
	words: text('words').notNull(),
	/** Key of the rubric draft that proposes a change, when one was proposed. */
	proposedDraftId: id('proposed_draft_id'),
	closedAt: instant('closed_at').notNull(),
	closedBy: id('closed_by')
		.notNull()
		.references(() => users.id)
});
