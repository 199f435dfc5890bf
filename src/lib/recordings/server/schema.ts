import {
	big,
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
import type { CallKind, Direction } from '../call.ts';
import type { CustodyState } from '../custody-state.ts';
import type { Verdict, VerdictReason } from '../speech.ts';

/** The telephone call: facts as the source delivered them. Keyed by the source's own id. */
export const calls = table(
	'calls',
	{
		id: id('id').primaryKey(),
		source: text('source').notNull(),
		sourceKey: text('source_key').notNull(),
		groupKey: text('group_key').notNull(),
		direction: text('direction').$type<Direction>().notNull(),
		kind: text('kind').$type<CallKind>().notNull(),
		queue: text('queue'),
		/** As delivered; shown only to those who may see it, else `customerMasked`. */
		customerNumber: text('customer_number'),
		customerMasked: text('customer_masked'),
		startedAt: instant('started_at').notNull(),
		timeBasis: text('time_basis').$type<'epoch' | 'offset' | 'zone'>().notNull(),
		timePrecisionMs: int('time_precision_ms').notNull(),
		utcOffsetMin: int('utc_offset_min'),
		attributes: json('attributes').$type<Record<string, string>>().notNull()
	},
	(t) => [uniqueIndex('calls_source_key').on(t.source, t.sourceKey)]
);

/**
 * One audio file of a call: the original bytes by hash, what was measured, and the call's facts
 * that lists filter by (set once at import, so that lists of ten millions need no join to page).
 */
export const recordings = table(
	'recordings',
	{
		id: id('id').primaryKey(),
		callId: id('call_id')
			.notNull()
			.references(() => calls.id),
		source: text('source').notNull(),
		/** Stem of the file or URI, stable over wav → mp3; NFC. */
		key: text('key').notNull(),
		fileName: text('file_name').notNull(),
		/** 1, or one more for each change of the bytes after import (then `supersedes` names the older row). */
		revision: int('revision').notNull(),
		supersedes: id('supersedes'),
		/** False for a row that a newer revision replaced: kept, reviewed, never drawn. */
		current: bool('current').notNull(),
		sha256: text('sha256').notNull(),
		bytes: big('bytes').notNull(),
		/** Hash of what the browser plays when it cannot play the original. */
		playbackSha256: text('playback_sha256'),
		playbackType: text('playback_type').notNull(),
		peaksSha256: text('peaks_sha256'),
		container: text('container').notNull(),
		codec: text('codec').notNull(),
		sampleRate: int('sample_rate').notNull(),
		channels: int('channels').notNull(),
		/** Counted from decoded samples. */
		durationMs: big('duration_ms').notNull(),
		/** Lane of each channel: agent, customer, mixed, other, unknown; with the basis of the claim. */
		channelMap: json('channel_map')
			.$type<{ channel: number; side: string; basis: string }[]>()
			.notNull(),
		verdict: text('verdict').$type<Verdict>().notNull(),
		verdictReason: text('verdict_reason').$type<VerdictReason>(),
		/** The rest of the probe: peakDbfs, noiseFloorDbfs, speech ranges, silences, overtalk (recordings/speech.ts). */
		speech: json('speech').$type<unknown>().notNull(),
		detector: text('detector').notNull(),
		issues: json('issues').$type<{ code: string; [fact: string]: unknown }[]>().notNull(),
		importedAt: instant('imported_at').notNull(),
		startedAt: instant('started_at').notNull(),
		businessDay: int('business_day').notNull(),
		agentId: id('agent_id').references(() => users.id),
		/** How the agent was found: explicit, assignment, file-name, none. */
		agentMethod: text('agent_method').notNull(),
		/** The agent's team and department at the time of the call. */
		teamId: id('team_id').references(() => teams.id),
		departmentId: id('department_id').references(() => departments.id),
		endpoint: text('endpoint'),
		direction: text('direction').$type<Direction>().notNull(),
		kind: text('kind').$type<CallKind>().notNull(),
		queue: text('queue'),
		customerMasked: text('customer_masked'),
		/** Cache of the newest review of any kind, for the list's filter: none, assigned, reviewed. Written with the review. */
		reviewState: text('review_state').$type<'none' | 'assigned' | 'reviewed'>().notNull(),
		/** Only what is kept is listed, played and drawn; written by the custody area alone. */
		custody: text('custody').$type<CustodyState>().notNull().default('kept')
	},
	(t) => [
		uniqueIndex('recordings_key').on(t.source, t.key, t.revision),
		index('recordings_sha256').on(t.sha256),
		// For those who ask to what a stored file belongs.
		index('recordings_playback_sha256').on(t.playbackSha256),
		index('recordings_peaks_sha256').on(t.peaksSha256),
		index('recordings_call').on(t.callId),
		index('recordings_time').on(t.startedAt, t.id),
		index('recordings_team_time').on(t.teamId, t.startedAt, t.id),
		index('recordings_department_time').on(t.departmentId, t.startedAt, t.id),
		index('recordings_agent_time').on(t.agentId, t.startedAt, t.id),
		index('recordings_verdict_time').on(t.verdict, t.startedAt, t.id),
		index('recordings_queue_time').on(t.queue, t.startedAt, t.id),
		// The draw reads a day's candidates from this index alone: an agent's that are alike stand together, by id.
		index('recordings_day').on(
			t.businessDay,
			t.agentId,
			t.teamId,
			t.departmentId,
			t.verdict,
			t.current,
			t.id,
			t.durationMs,
			t.direction,
			t.kind,
			t.queue,
			t.startedAt,
			t.custody
		)
	]
);

/** One opened player: who, which recording, what was heard. Closed rows have their entry in the audit chain. */
export const plays = table(
	'plays',
	{
		id: id('id').primaryKey(),
		recordingId: id('recording_id')
			.notNull()
			.references(() => recordings.id),
		userId: id('user_id')
			.notNull()
			.references(() => users.id),
		openedAt: instant('opened_at').notNull(),
		lastAt: instant('last_at').notNull(),
		closedAt: instant('closed_at'),
		/** Union of heard ranges `[fromMs, toMs)`. */
		ranges: json('ranges').$type<[number, number][]>().notNull(),
		/** Bytes of audio sent to it; tells a download from a hearing. */
		sentBytes: big('sent_bytes').notNull()
	},
	(t) => [
		index('plays_recording').on(t.recordingId, t.openedAt),
		index('plays_user').on(t.userId, t.openedAt),
		index('plays_open').on(t.closedAt, t.lastAt)
	]
);

/**
 * A recording that somebody may hear although it lies outside the reach of their roles, because
 * a task names it: a colleague's call in a peer check, a deputy's, a named reviewer's. In force
 * in `[from, to)`.
 */
export const entrustments = table(
	'entrustments',
	{
		id: id('id').primaryKey(),
		recordingId: id('recording_id')
			.notNull()
			.references(() => recordings.id),
		userId: id('user_id')
			.notNull()
			.references(() => users.id),
		from: instant('from_at').notNull(),
		to: instant('to_at')
	},
	(t) => [index('entrustments_recording').on(t.recordingId, t.userId)]
);
