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
import { recordings } from '../../recordings/server/schema.ts';
import type { ProblemKind } from '../check.ts';
import { selfChecks } from './schema.ts';

/** What an agent answered to the rubric items of a self-check or peer check. Append-only. */
export const checkAnswers = table(
	'check_answers',
	{
		selfCheckId: id('self_check_id')
			.notNull()
			.references(() => selfChecks.id),
		itemKey: text('item_key').notNull(),
		answer: json('answer').$type<unknown>().notNull()
	},
	(t) => [uniqueIndex('check_answers_item').on(t.selfCheckId, t.itemKey)]
);

/**
 * A problem or a highlight that somebody reported in a call by themselves, beside a check or without
 * one (house rule M6). Append-only.
 */
export const callReports = table(
	'call_reports',
	{
		id: id('id').primaryKey(),
		recordingId: id('recording_id')
			.notNull()
			.references(() => recordings.id),
		/** Whose call it is. */
		agentId: id('agent_id')
			.notNull()
			.references(() => users.id),
		/** Who reported it: the agent, or a colleague in a peer check. */
		reporterId: id('reporter_id')
			.notNull()
			.references(() => users.id),
		teamId: id('team_id').references(() => teams.id),
		departmentId: id('department_id').references(() => departments.id),
		kind: text('kind').$type<'problem' | 'highlight'>().notNull(),
		/** Of a problem. */
		problem: text('problem').$type<ProblemKind>(),
		atMs: int('at_ms').notNull(),
		note: text('note').notNull(),
		/** Of a highlight: the agent agrees to its use in the listening library. */
		shared: bool('shared').notNull(),
		businessMonth: int('business_month').notNull(),
		at: instant('at').notNull()
	},
	(t) => [
		index('call_reports_recording').on(t.recordingId),
		index('call_reports_agent').on(t.agentId, t.at),
		index('call_reports_team').on(t.teamId, t.at),
		index('call_reports_month').on(t.businessMonth, t.agentId)
	]
);
