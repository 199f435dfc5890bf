/**
 * Adds recordings: the call, the recording and the audit entry in the writer's transaction. The
 * bytes are in the store before; a row never names bytes that are not there.
 */
import { and, desc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import { appendAudit, type Appender } from '#lib/audit/server/append.ts';
import { teamMemberships, teams } from '#lib/people/server/schema.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import { maskNumber } from '../masking.ts';
import { calls, recordings } from './schema.ts';

type CallRow = typeof calls.$inferInsert;
type RecordingRow = typeof recordings.$inferInsert;

/** The call as its source tells it; the masked number is made here. */
type NewCall = Omit<CallRow, 'id' | 'customerMasked'>;

/** Measured and attributed facts of one file. What the call says is taken from the call. */
export type NewRecording = Pick<
	RecordingRow,
	| 'key'
	| 'fileName'
	| 'sha256'
	| 'bytes'
	| 'playbackSha256'
	| 'playbackType'
	| 'peaksSha256'
	| 'container'
	| 'codec'
	| 'sampleRate'
	| 'channels'
	| 'durationMs'
	| 'channelMap'
	| 'verdict'
	| 'verdictReason'
	| 'speech'
	| 'detector'
	| 'issues'
	| 'agentId'
	| 'agentMethod'
	| 'endpoint'
>;

/** Writer of the change, who and when; `zone` is the centre's. */
interface RecordingWriter extends Appender {
	zone: string;
}

interface AddedRecording {
	id: string;
	callId: string;
	/** False when the very same bytes are there under this key: nothing was written. */
	added: boolean;
	revision: number;
}

/**
 * Adds a recording and, when it is the first of its call, the call. The same key with other bytes
 * becomes a new revision, and the older row stops being current; the same key with the same bytes
 * changes nothing. The agent's team is that of the time of the call.
 */
export async function addRecording(
	writer: RecordingWriter,
	call: NewCall,
	facts: NewRecording
): Promise<AddedRecording> {
	const { tx, now, zone } = writer;
	const older = await newestOfKey(tx, call.source, facts.key);
	if (older?.sha256 === facts.sha256)
		return { id: older.id, callId: older.callId, added: false, revision: older.revision };
	const callId = older?.callId ?? (await callOf(tx, call, now));
	const id = newId(now);
	const revision = (older?.revision ?? 0) + 1;
	if (older) await tx.update(recordings).set({ current: false }).where(eq(recordings.id, older.id));
	await tx.insert(recordings).values({
		...facts,
		id,
		callId,
		source: call.source,
		revision,
		supersedes: older?.id ?? null,
		current: true,
		importedAt: now,
		startedAt: call.startedAt,
		businessDay: businessDay(call.startedAt, zone),
		...(await placeOf(tx, facts.agentId ?? null, call.startedAt)),
		direction: call.direction,
		kind: call.kind,
		queue: call.queue ?? null,
		customerMasked: maskNumber(call.customerNumber),
		reviewState: 'none',
		// Other bytes of a restricted recording are of the same call.
		custody: older?.custody === 'restricted' ? 'restricted' : 'kept'
	});
	await appendAudit(writer, {
		kind: older ? 'recording.revised' : 'recording.imported',
		subject: `recording:${id}`,
		facts: {
			source: call.source,
			sha256: facts.sha256,
			bytes: facts.bytes,
			verdict: facts.verdict,
			revision,
			...(older ? { supersedes: older.id } : {})
		}
	});
	return { id, callId, added: true, revision };
}

/** The newest revision under a key, or undefined. */
export async function newestOfKey(db: Pick<Writer, 'select'>, source: string, key: string) {
	const [row] = await db
		.select({
			id: recordings.id,
			callId: recordings.callId,
			sha256: recordings.sha256,
			revision: recordings.revision,
			fileName: recordings.fileName,
			custody: recordings.custody,
			durationMs: recordings.durationMs
		})
		.from(recordings)
		.where(and(eq(recordings.source, source), eq(recordings.key, key)))
		.orderBy(desc(recordings.revision))
		.limit(1);
	return row;
}

/** Those of `keys` that have a recording. */
export async function keysOf(
	db: Pick<Writer, 'select'>,
	source: string,
	keys: readonly string[]
): Promise<Set<string>> {
	const found = new Set<string>();
	for (let from = 0; from < keys.length; from += 500) {
		const rows = await db
			.select({ key: recordings.key })
			.from(recordings)
			.where(
				and(eq(recordings.source, source), inArray(recordings.key, keys.slice(from, from + 500)))
			);
		for (const { key } of rows) found.add(key);
	}
	return found;
}

async function callOf(tx: Writer, call: NewCall, now: Date): Promise<string> {
	const [known] = await tx
		.select({ id: calls.id })
		.from(calls)
		.where(and(eq(calls.source, call.source), eq(calls.sourceKey, call.sourceKey)));
	if (known) return known.id;
	const id = newId(now);
	await tx.insert(calls).values({ ...call, id, customerMasked: maskNumber(call.customerNumber) });
	return id;
}

/** Team and department of a person at `at`; of several memberships the one that began last. */
export async function placeOf(tx: Writer, agentId: string | null, at: Date) {
	if (!agentId) return { teamId: null, departmentId: null };
	const [membership] = await tx
		.select({ teamId: teams.id, departmentId: teams.departmentId })
		.from(teamMemberships)
		.innerJoin(teams, eq(teams.id, teamMemberships.teamId))
		.where(
			and(
				eq(teamMemberships.userId, agentId),
				lte(teamMemberships.from, at),
				or(isNull(teamMemberships.to), gt(teamMemberships.to, at))
			)
		)
		.orderBy(desc(teamMemberships.from))
		.limit(1);
	return membership ?? { teamId: null, departmentId: null };
}
