import { sql } from 'drizzle-orm';
import {
	bytes,
	big,
	check,
	foreignKey,
	id,
	index,
	instant,
	json,
	table,
	text,
	unique,
	uniqueIndex
} from '../../platform/server/db/dialect.ts';
import { users } from '../../people/server/schema.ts';
import { recordings } from '../../recordings/server/schema.ts';
import type { DeletionStep, EmptinessEvidence } from '../deletion.ts';

/** An application to delete an empty recording, with what was measured then. Append-only. */
export const deletionRequests = table(
	'deletion_requests',
	{
		id: id('id').primaryKey(),
		recordingId: id('recording_id')
			.notNull()
			.references(() => recordings.id),
		requestedBy: id('requested_by')
			.notNull()
			.references(() => users.id),
		/** The person behind the account: linked accounts are one person. */
		requestedPerson: id('requested_person')
			.notNull()
			.references(() => users.id),
		reason: text('reason').notNull(),
		evidence: json('evidence').$type<EmptinessEvidence>().notNull(),
		at: instant('at').notNull()
	},
	(t) => [
		index('deletion_requests_time').on(t.at, t.id),
		index('deletion_requests_recording').on(t.recordingId),
		index('deletion_requests_by').on(t.requestedBy, t.at),
		// What a step says of the requester cannot differ from the application.
		unique('deletion_requests_person').on(t.id, t.requestedPerson)
	]
);

/** The one application of a recording that has not ended: decided on, in quarantine or not. The row goes when it ends. */
export const openDeletionRequests = table('open_deletion_requests', {
	recordingId: id('recording_id')
		.primaryKey()
		.references(() => recordings.id),
	requestId: id('request_id')
		.notNull()
		.unique()
		.references(() => deletionRequests.id),
	/** When the purge may come; null until approved. */
	purgeAfter: instant('purge_after')
});

/** What became of an application, each at most once. Append-only. Nobody decides on an application of their own. */
export const deletionSteps = table(
	'deletion_steps',
	{
		id: id('id').primaryKey(),
		requestId: id('request_id').notNull(),
		requestedPerson: id('requested_person').notNull(),
		step: text('step').$type<DeletionStep>().notNull(),
		/** Null when the program took it: voided, purged. */
		byId: id('by_id').references(() => users.id),
		byPerson: id('by_person').references(() => users.id),
		reason: text('reason').notNull(),
		/** Measured anew at approval, void and purge. */
		evidence: json('evidence').$type<EmptinessEvidence>(),
		at: instant('at').notNull()
	},
	(t) => [
		foreignKey({
			name: 'deletion_steps_request',
			columns: [t.requestId, t.requestedPerson],
			foreignColumns: [deletionRequests.id, deletionRequests.requestedPerson]
		}),
		uniqueIndex('deletion_steps_once').on(t.requestId, t.step),
		check(
			'deletion_steps_other_person',
			sql`${t.step} not in ('approved', 'rejected') or (${t.byPerson} is not null and ${t.byPerson} <> ${t.requestedPerson})`
		)
	]
);

/** What stays of a purged recording beside its row: the bytes themselves, compressed without loss. Append-only. */
export const tombstones = table('tombstones', {
	recordingId: id('recording_id')
		.primaryKey()
		.references(() => recordings.id),
	requestId: id('request_id')
		.notNull()
		.references(() => deletionRequests.id),
	sha256: text('sha256').notNull(),
	bytes: big('bytes').notNull(),
	/** Brotli. */
	content: bytes('content').notNull(),
	at: instant('at').notNull()
});

/** Files to take away after the purge that wrote the tombstone; the row goes when the file has gone. */
export const pendingRemovals = table('pending_removals', {
	sha256: text('sha256').primaryKey(),
	recordingId: id('recording_id')
		.notNull()
		.references(() => tombstones.recordingId)
});

/** A recording that must stay as it is: no application, approval or purge. Released by two (joint_requests). Append-only. */
export const legalHolds = table(
	'legal_holds',
	{
		id: id('id').primaryKey(),
		recordingId: id('recording_id')
			.notNull()
			.references(() => recordings.id),
		placedBy: id('placed_by')
			.notNull()
			.references(() => users.id),
		reason: text('reason').notNull(),
		at: instant('at').notNull()
	},
	(t) => [
		index('legal_holds_recording').on(t.recordingId),
		index('legal_holds_time').on(t.at, t.id)
	]
);

/** The holds that stand; the row goes with the release. */
export const standingHolds = table(
	'standing_holds',
	{
		holdId: id('hold_id')
			.primaryKey()
			.references(() => legalHolds.id),
		recordingId: id('recording_id')
			.notNull()
			.references(() => recordings.id)
	},
	(t) => [index('standing_holds_recording').on(t.recordingId)]
);

/** How long a recording is kept and on what legal basis; the newest note counts, without one it is kept for ever. Append-only. */
export const retentionNotes = table(
	'retention_notes',
	{
		id: id('id').primaryKey(),
		recordingId: id('recording_id')
			.notNull()
			.references(() => recordings.id),
		retentionClass: text('retention_class').notNull(),
		legalBasis: text('legal_basis').notNull(),
		setBy: id('set_by')
			.notNull()
			.references(() => users.id),
		at: instant('at').notNull()
	},
	(t) => [index('retention_notes_recording').on(t.recordingId, t.at)]
);
