import {
	big,
	bool,
	id,
	index,
	instant,
	int,
	json,
	table,
	text
} from '../../platform/server/db/dialect.ts';
import { recordings } from '../../recordings/server/schema.ts';

/** One pass over the stored recordings: their files compared with their checksums. Resumed where it stopped. */
export const scrubs = table(
	'scrubs',
	{
		id: id('id').primaryKey(),
		startedAt: instant('started_at').notNull(),
		finishedAt: instant('finished_at'),
		/** Per mille of the files looked at, 1000 for all. */
		sampleShare: int('sample_share').notNull(),
		/** Who looks, `system:…`: a run of the command never goes on with the nightly one. */
		begunBy: text('begun_by').notNull().default('system:scheduler'),
		/** The last checksum that was looked at, in their order. */
		cursor: text('cursor').notNull(),
		files: big('files').notNull(),
		bytes: big('bytes').notNull(),
		/** Time spent reading, ms. */
		workedMs: big('worked_ms').notNull()
	},
	(t) => [index('scrubs_time').on(t.startedAt)]
);

/** What a pass found wrong: a file gone, a file changed, a file that belongs to nothing. Append-only. */
export const scrubFindings = table(
	'scrub_findings',
	{
		id: id('id').primaryKey(),
		scrubId: id('scrub_id')
			.notNull()
			.references(() => scrubs.id),
		fault: text('fault').$type<'missing' | 'changed' | 'stranger'>().notNull(),
		/** Checksum of what should be there, or the stranger's file name. */
		name: text('name').notNull(),
		/** Of several with the same bytes the first; null for a stranger, unless it was left over from a purge. */
		recordingId: id('recording_id').references(() => recordings.id),
		at: instant('at').notNull()
	},
	(t) => [index('scrub_findings_scrub').on(t.scrubId, t.id)]
);

/** Backups made, and restores tried. Append-only. */
export const backupRuns = table(
	'backup_runs',
	{
		id: id('id').primaryKey(),
		kind: text('kind').$type<'backup' | 'drill'>().notNull(),
		startedAt: instant('started_at').notNull(),
		finishedAt: instant('finished_at').notNull(),
		ok: bool('ok').notNull(),
		/** Files, bytes, head of the audit chain; the fault when it failed. */
		facts: json('facts').$type<Record<string, unknown>>().notNull()
	},
	(t) => [index('backup_runs_time').on(t.startedAt)]
);
