/** Reads for the player and the recording's page. */
import { and, desc, eq } from 'drizzle-orm';
import type { Placed } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import { teams, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { preparedQuery } from '#lib/platform/server/db/prepared-query.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { maskFacts, maskFileName } from '#lib/recordings/masking.ts';
import { unionRanges } from '#lib/shared/duration.ts';
import type { CustodyState } from '#lib/recordings/custody-state.ts';
import type { PlayableRecording } from '#lib/recordings/playable.ts';
import type { Range, SpeechFacts } from '#lib/recordings/speech.ts';
import { isEntrusted } from './entrustments.ts';
import { existsFor, isKept } from './kept.ts';
import { calls, plays, recordings } from './schema.ts';

export type { PlayableRecording } from '#lib/recordings/playable.ts';

/** Where its bytes are, and where it stands for the policy. */
export interface Audible extends Placed {
	id: string;
	durationMs: number;
	sampleRate: number;
	/** Of what is played: the playback copy when there is one, else the original. */
	audioSha256: string;
	audioType: string;
	/** What was taken in; the same as what is played when there is no copy. */
	originalSha256: string;
	originalBytes: number;
	source: string;
	peaksSha256: string | null;
	/** Only what is kept is heard. */
	custody: CustodyState;
}

type Db = { read: Reader };

/** Who asks, and when: a task may entrust the recording to them beyond their reach. */
type Asking = { db: Db; actor: Actor; now: Date };

const placed = {
	agentId: recordings.agentId,
	teamId: recordings.teamId,
	departmentId: recordings.departmentId
};

/** The recording's bytes, and its place for the asking person; undefined for an unknown or malformed id, and for one that does not exist for them. Nothing else is decided about rights here. */
export async function audible(
	{ db, actor, now }: Asking,
	id: string
): Promise<Audible | undefined> {
	if (!isId(id)) return undefined;
	const [row] = await soundOf(db.read, { id });
	if (!row || !(await existsFor(db.read, { actor, now }, row.custody))) return undefined;
	const { playbackSha256, ...rest } = row;
	const entrusted = await isEntrusted(db.read, id, actor.id, now);
	return { ...rest, entrusted, audioSha256: playbackSha256 ?? row.originalSha256 };
}

const soundOf = preparedQuery({ id: recordings.id }, (read, { id }) =>
	read
		.select({
			...placed,
			id: recordings.id,
			durationMs: recordings.durationMs,
			sampleRate: recordings.sampleRate,
			originalSha256: recordings.sha256,
			originalBytes: recordings.bytes,
			source: recordings.source,
			playbackSha256: recordings.playbackSha256,
			audioType: recordings.playbackType,
			peaksSha256: recordings.peaksSha256,
			custody: recordings.custody
		})
		.from(recordings)
		.where(eq(recordings.id, id))
);

/** What the player is given; undefined for an unknown or malformed id, and for what is not kept. */
export async function playableRecording(
	db: Db,
	id: string
): Promise<PlayableRecording | undefined> {
	if (!isId(id)) return undefined;
	const [row] = await db.read
		.select({
			id: recordings.id,
			durationMs: recordings.durationMs,
			sampleRate: recordings.sampleRate,
			channels: recordings.channels,
			channelMap: recordings.channelMap,
			playbackType: recordings.playbackType,
			verdict: recordings.verdict,
			verdictReason: recordings.verdictReason,
			speech: recordings.speech,
			peaksSha256: recordings.peaksSha256
		})
		.from(recordings)
		.where(and(eq(recordings.id, id), isKept));
	if (!row) return undefined;
	const { speech, peaksSha256, ...rest } = row;
	const measured = (speech ?? {}) as Partial<SpeechFacts>;
	return {
		...rest,
		voiced: measured.voiced ?? [],
		silences: measured.silences ?? [],
		overtalk: measured.overtalk ?? [],
		hasPeaks: peaksSha256 !== null,
		audioUrl: `/recordings/${id}/audio`,
		peaksUrl: `/recordings/${id}/peaks`,
		stillUrl: `/recordings/${id}/still`,
		soundUrl: `/recordings/${id}/sound`,
		playsUrl: `/recordings/${id}/plays`
	};
}

/** What one person has heard of a recording in all their plays, as a union. */
export async function heardBy(db: Db, recordingId: string, userId: string): Promise<Range[]> {
	const rows = await db.read
		.select({ ranges: plays.ranges })
		.from(plays)
		.where(and(eq(plays.recordingId, recordingId), eq(plays.userId, userId)))
		.orderBy(desc(plays.openedAt))
		.limit(200);
	return unionRanges(rows.flatMap((row) => row.ranges));
}

/** The facts on the recording's page, with its place for the policy. The customer's number is masked, in the file's name too. */
export async function recordingFacts({ db, actor, now }: Asking, id: string) {
	if (!isId(id)) return undefined;
	const [row] = await db.read
		.select({
			...placed,
			id: recordings.id,
			agent: users.name,
			staffNo: users.staffNo,
			agentMethod: recordings.agentMethod,
			endpoint: recordings.endpoint,
			team: teams.name,
			startedAt: recordings.startedAt,
			timeBasis: calls.timeBasis,
			direction: recordings.direction,
			kind: recordings.kind,
			queue: recordings.queue,
			customerMasked: recordings.customerMasked,
			customerNumber: calls.customerNumber,
			durationMs: recordings.durationMs,
			container: recordings.container,
			codec: recordings.codec,
			sampleRate: recordings.sampleRate,
			channels: recordings.channels,
			channelMap: recordings.channelMap,
			bytes: recordings.bytes,
			sha256: recordings.sha256,
			fileName: recordings.fileName,
			source: recordings.source,
			importedAt: recordings.importedAt,
			revision: recordings.revision,
			current: recordings.current,
			playedFromCopy: recordings.playbackSha256,
			verdict: recordings.verdict,
			verdictReason: recordings.verdictReason,
			speech: recordings.speech,
			detector: recordings.detector,
			issues: recordings.issues,
			custody: recordings.custody
		})
		.from(recordings)
		.innerJoin(calls, eq(calls.id, recordings.callId))
		.leftJoin(users, eq(users.id, recordings.agentId))
		.leftJoin(teams, eq(teams.id, recordings.teamId))
		.where(eq(recordings.id, id));
	if (!row || !(await existsFor(db.read, { actor, now }, row.custody))) return undefined;
	const { speech, playedFromCopy, customerNumber, ...rest } = row;
	return {
		...rest,
		entrusted: await isEntrusted(db.read, id, actor.id, now),
		endpoint: rest.endpoint && maskFileName(rest.endpoint, customerNumber),
		fileName: maskFileName(rest.fileName, customerNumber),
		issues: maskFacts(rest.issues, customerNumber),
		speech: (speech ?? {}) as Partial<SpeechFacts>,
		playedFromCopy: playedFromCopy !== null
	};
}
export type RecordingFacts = NonNullable<Awaited<ReturnType<typeof recordingFacts>>>;
