import {
	big,
	id,
	index,
	instant,
	int,
	json,
	table,
	text,
	uniqueIndex
} from '../../platform/server/db/dialect.ts';
import { recordings } from '../../recordings/server/schema.ts';
import type { Sides } from '../channel-sides.ts';
import type { ItemState, Issue } from '../issues.ts';

/** A configured place that recordings come from. Recordings name it by `name`. */
export const sources = table('sources', {
	id: id('id').primaryKey(),
	name: text('name').notNull().unique(),
	preset: text('preset').notNull(),
	/** Folder to watch; null for a source that is only imported by command. */
	root: text('root'),
	zone: text('zone'),
	/** Own name pattern of the generic preset: a regular expression with named groups. */
	pattern: text('pattern'),
	/** Declared form of headerless files, such as {codec, rate, channels}. */
	raw: json('raw').$type<{ codec: string; rate: number; channels: number } | null>(),
	/** Which side the first channel of a two-channel file is; null takes the preset's rule. */
	sides: text('sides').$type<Sides>(),
	/** Country of national numbers, for their international form. */
	country: text('country'),
	stableForMs: int('stable_for_ms').notNull(),
	rescanMs: int('rescan_ms').notNull(),
	createdAt: instant('created_at').notNull(),
	createdBy: text('created_by').notNull()
});

/** Watching paused: the source keeps its items; removed on resuming (the chain keeps both). */
export const sourcePauses = table('source_pauses', {
	sourceId: id('source_id')
		.primaryKey()
		.references(() => sources.id),
	at: instant('at').notNull(),
	by: text('by').notNull(),
	reason: text('reason').notNull()
});

/** The newest full look at a source's folder: when, how many files, and what was wrong with the folder. */
export const sourceScans = table('source_scans', {
	sourceId: id('source_id')
		.primaryKey()
		.references(() => sources.id),
	startedAt: instant('started_at').notNull(),
	finishedAt: instant('finished_at'),
	files: big('files').notNull(),
	/** Error code of the folder, such as ENOENT when it vanished; null when it could be read. */
	fault: text('fault')
});

/** Every file ever seen at a source, its state and why; held ones wait for a person and can be retried. */
export const importItems = table(
	'import_items',
	{
		id: id('id').primaryKey(),
		sourceId: id('source_id')
			.notNull()
			.references(() => sources.id),
		/** Path below the root as found; bytes that are not UTF-8 show as `\\xA5`, and `pathBytes` holds the whole path in base64. */
		path: text('path').notNull(),
		pathBytes: text('path_bytes'),
		state: text('state').$type<ItemState>().notNull(),
		issues: json('issues').$type<Issue[]>().notNull(),
		size: big('size').notNull(),
		mtimeMs: big('mtime_ms').notNull(),
		sha256: text('sha256'),
		recordingId: id('recording_id').references(() => recordings.id),
		firstSeenAt: instant('first_seen_at').notNull(),
		lastSeenAt: instant('last_seen_at').notNull(),
		/** When `state` became what it is. */
		stateAt: instant('state_at').notNull(),
		attempts: int('attempts').notNull()
	},
	(t) => [
		uniqueIndex('import_items_path').on(t.sourceId, t.path),
		index('import_items_state').on(t.sourceId, t.state, t.stateAt, t.id),
		index('import_items_seen').on(t.sourceId, t.firstSeenAt, t.id)
	]
);
