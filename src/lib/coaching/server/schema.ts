import { sql } from 'drizzle-orm';
import {
	bool,
	check,
	id,
	index,
	instant,
	int,
	primaryKey,
	table,
	text,
	uniqueIndex
} from '../../platform/server/db/dialect.ts';
import { departments, teams, users } from '../../people/server/schema.ts';
import { recordings } from '../../recordings/server/schema.ts';
import type { ActionStep, TaskStep } from '../steps.ts';

/** A passage proposed for the listening library: this range of the call and nothing else of it. Append-only. */
export const libraryClips = table(
	'library_clips',
	{
		id: id('id').primaryKey(),
		recordingId: id('recording_id')
			.notNull()
			.references(() => recordings.id),
		agentId: id('agent_id')
			.notNull()
			.references(() => users.id),
		teamId: id('team_id').references(() => teams.id),
		departmentId: id('department_id').references(() => departments.id),
		fromMs: int('from_ms').notNull(),
		toMs: int('to_ms').notNull(),
		title: text('title').notNull(),
		/** The rubric item that it is an example of. */
		rubricKey: text('rubric_key'),
		itemKey: text('item_key'),
		proposedBy: id('proposed_by')
			.notNull()
			.references(() => users.id),
		proposedAt: instant('proposed_at').notNull()
	},
	(t) => [
		uniqueIndex('library_clips_range').on(t.recordingId, t.fromMs, t.toMs),
		index('library_clips_agent').on(t.agentId, t.proposedAt),
		index('library_clips_item').on(t.itemKey),
		check('library_clips_order', sql`${t.fromMs} < ${t.toMs}`)
	]
);

/** The agent's consent to a clip, or its withdrawal; the newest stands. Append-only. */
export const libraryConsents = table(
	'library_consents',
	{
		id: id('id').primaryKey(),
		clipId: id('clip_id')
			.notNull()
			.references(() => libraryClips.id),
		consents: bool('consents').notNull(),
		at: instant('at').notNull()
	},
	(t) => [index('library_consents_clip').on(t.clipId, t.at)]
);

/** Whether a clip was taken into the library; the newest stands, so that it can be taken out. Append-only. */
export const libraryDecisions = table(
	'library_decisions',
	{
		id: id('id').primaryKey(),
		clipId: id('clip_id')
			.notNull()
			.references(() => libraryClips.id),
		accepted: bool('accepted').notNull(),
		reason: text('reason').notNull(),
		by: id('by_id')
			.notNull()
			.references(() => users.id),
		at: instant('at').notNull()
	},
	(t) => [index('library_decisions_clip').on(t.clipId, t.at)]
);

/** Something to work on, given to an agent. Append-only; what became of it stands in the steps. */
export const coachingTasks = table(
	'coaching_tasks',
	{
		id: id('id').primaryKey(),
		agentId: id('agent_id')
			.notNull()
			.references(() => users.id),
		teamId: id('team_id').references(() => teams.id),
		departmentId: id('department_id').references(() => departments.id),
		topic: text('topic').notNull(),
		words: text('words').notNull(),
		/** The item on whose fail rate the effect is read. */
		rubricKey: text('rubric_key'),
		itemKey: text('item_key'),
		/** Business day YYYYMMDD. */
		dueDay: int('due_day').notNull(),
		by: id('by_id')
			.notNull()
			.references(() => users.id),
		at: instant('at').notNull()
	},
	(t) => [
		index('coaching_tasks_agent').on(t.agentId, t.at),
		index('coaching_tasks_due').on(t.dueDay, t.id)
	]
);

export const coachingClips = table(
	'coaching_clips',
	{
		taskId: id('task_id')
			.notNull()
			.references(() => coachingTasks.id),
		position: int('position').notNull(),
		recordingId: id('recording_id')
			.notNull()
			.references(() => recordings.id),
		fromMs: int('from_ms').notNull(),
		toMs: int('to_ms').notNull(),
		note: text('note').notNull()
	},
	(t) => [primaryKey({ columns: [t.taskId, t.position] })]
);

/** Seen by the agent, done, or called off; each once. Append-only. */
export const coachingSteps = table(
	'coaching_steps',
	{
		taskId: id('task_id')
			.notNull()
			.references(() => coachingTasks.id),
		step: text('step').$type<TaskStep>().notNull(),
		words: text('words').notNull(),
		by: id('by_id')
			.notNull()
			.references(() => users.id),
		at: instant('at').notNull()
	},
	(t) => [primaryKey({ columns: [t.taskId, t.step] })]
);

/** An improvement (house rule M17): what fails, why, what is done about it, and how the effect is read. Append-only. */
export const improvementActions = table(
	'improvement_actions',
	{
		id: id('id').primaryKey(),
		departmentId: id('department_id')
			.notNull()
			.references(() => departments.id),
		/** Null: the whole department. */
		teamId: id('team_id').references(() => teams.id),
		rubricKey: text('rubric_key').notNull(),
		itemKey: text('item_key').notNull(),
		/** Key of the item's root cause; null for all. */
		rootCause: text('root_cause'),
		title: text('title').notNull(),
		words: text('words').notNull(),
		ownerId: id('owner_id')
			.notNull()
			.references(() => users.id),
		dueDay: int('due_day').notNull(),
		/** Fail rate to come down to, in thousandths. */
		targetPermille: int('target_permille').notNull(),
		/** Days YYYYMMDD of calls before, with which those after `fromDay` are compared. */
		baselineFrom: int('baseline_from').notNull(),
		fromDay: int('from_day').notNull(),
		by: id('by_id')
			.notNull()
			.references(() => users.id),
		at: instant('at').notNull()
	},
	(t) => [
		index('improvement_actions_due').on(t.dueDay, t.id),
		index('improvement_actions_department').on(t.departmentId, t.at)
	]
);

/** Done by the owner, checked by whoever asked for it, or called off; each once. Append-only. */
export const improvementSteps = table(
	'improvement_steps',
	{
		actionId: id('action_id')
			.notNull()
			.references(() => improvementActions.id),
		step: text('step').$type<ActionStep>().notNull(),
		words: text('words').notNull(),
		by: id('by_id')
			.notNull()
			.references(() => users.id),
		at: instant('at').notNull()
	},
	(t) => [primaryKey({ columns: [t.actionId, t.step] })]
);
