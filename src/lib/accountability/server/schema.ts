import {
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
import type { CaseStep, Measure } from '../measure.ts';

/** An accountability case (house rule M15). Append-only; what became of it stands in the steps. */
export const accountabilityCases = table(
	'accountability_cases',
	{
		id: id('id').primaryKey(),
		/** Number within its year, for the letter. */
		year: int('year').notNull(),
		number: int('number').notNull(),
		/** Whom it is about. */
		personId: id('person_id')
			.notNull()
			.references(() => users.id),
		teamId: id('team_id').references(() => teams.id),
		departmentId: id('department_id').references(() => departments.id),
		/** Month in whose assessment money of it counts. */
		businessMonth: int('business_month').notNull(),
		facts: text('facts').notNull(),
		/** Business day YYYYMMDD by which it is to be put right. */
		deadlineDay: int('deadline_day').notNull(),
		/** The case that this one follows, escalated. */
		escalatedFrom: id('escalated_from'),
		by: id('by_id')
			.notNull()
			.references(() => users.id),
		at: instant('at').notNull()
	},
	(t) => [
		uniqueIndex('accountability_cases_number').on(t.year, t.number),
		index('accountability_cases_person').on(t.personId, t.at),
		index('accountability_cases_time').on(t.at, t.id),
		index('accountability_cases_month').on(t.businessMonth, t.personId)
	]
);

export const caseMeasures = table(
	'case_measures',
	{
		caseId: id('case_id')
			.notNull()
			.references(() => accountabilityCases.id),
		measure: text('measure').$type<Measure>().notNull(),
		/** Of money, fen; zero for the others. */
		amountFen: int('amount_fen').notNull(),
		words: text('words').notNull()
	},
	(t) => [primaryKey({ columns: [t.caseId, t.measure] })]
);

/** What the case rests on: lines of the ledger, reviews, concealments, missed duties. */
export const caseGrounds = table(
	'case_grounds',
	{
		caseId: id('case_id')
			.notNull()
			.references(() => accountabilityCases.id),
		position: int('position').notNull(),
		kind: text('kind').$type<'ledger-line' | 'review' | 'concealment' | 'missed-duty'>().notNull(),
		subjectId: id('subject_id').notNull()
	},
	(t) => [primaryKey({ columns: [t.caseId, t.position] })]
);

export const caseStepRows = table(
	'case_steps',
	{
		caseId: id('case_id')
			.notNull()
			.references(() => accountabilityCases.id),
		seq: int('seq').notNull(),
		step: text('step').$type<CaseStep>().notNull(),
		words: text('words').notNull(),
		by: text('by_id').notNull(),
		at: instant('at').notNull()
	},
	(t) => [primaryKey({ columns: [t.caseId, t.seq] }), index('case_steps_step').on(t.step, t.at)]
);
