import { id, index, instant, table, text } from '../../platform/server/db/dialect.ts';
import { departments, users } from '../../people/server/schema.ts';
import { recordings } from '../../recordings/server/schema.ts';
import type { IncidentKind, IncidentStep } from '../recorder-incident.ts';

/** A fault of the recorder or its storage, as reported. Append-only. */
export const recorderIncidents = table(
	'recorder_incidents',
	{
		id: id('id').primaryKey(),
		kind: text('kind').$type<IncidentKind>().notNull(),
		/** The recording that showed it; null for a fault of the recorder as a whole. */
		recordingId: id('recording_id').references(() => recordings.id),
		/** Name of the recording's source; null when not known. */
		source: text('source'),
		departmentId: id('department_id').references(() => departments.id),
		words: text('words').notNull(),
		/** Null when the program found it. */
		reportedBy: id('reported_by').references(() => users.id),
		at: instant('at').notNull()
	},
	(t) => [
		index('recorder_incidents_time').on(t.at, t.id),
		index('recorder_incidents_recording').on(t.recordingId)
	]
);

/** What was done about an incident: acknowledged, noted, closed. Append-only. */
export const recorderIncidentSteps = table(
	'recorder_incident_steps',
	{
		id: id('id').primaryKey(),
		incidentId: id('incident_id')
			.notNull()
			.references(() => recorderIncidents.id),
		step: text('step').$type<IncidentStep>().notNull(),
		words: text('words').notNull(),
		by: id('by_id')
			.notNull()
			.references(() => users.id),
		at: instant('at').notNull()
	},
	(t) => [index('recorder_incident_steps_incident').on(t.incidentId, t.at)]
);
