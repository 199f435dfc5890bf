/** The custody report of one recording: what it is, where it came from, all that was done with it, and whether its file is whole. */
import { desc, eq } from 'drizzle-orm';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { appendAudit } from '#lib/audit/server/append.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { departments, teams, users } from '#lib/people/server/schema.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { BlobStore } from '#lib/platform/server/files/store.ts';
import { maskFileName } from '#lib/recordings/masking.ts';
import { audible } from '#lib/recordings/server/playable.ts';
import { calls, recordings } from '#lib/recordings/server/schema.ts';
import { sightOf } from '#lib/reviews/server/sight.ts';
import { companyOn } from '#lib/rubric/server/company.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { can } from '#lib/people/permissions.ts';
import type { CustodyReport } from '../custody-report.ts';
import { placesOf } from './places.ts';
import { faultNow, lastLookOf } from './report-bytes.ts';
import { reportLines } from './report-lines.ts';

export type ReportRefusal = 'not-found' | 'not-allowed' | 'own-judgement-open';

/** Whether the actor may read the report now: not while their own judgement of the call is open, which it would lead. */
export async function mayReadCustody(
	{ db, actor, now }: Pick<Context, 'db' | 'actor' | 'now'>,
	recordingId: string
): Promise<Decision<undefined, ReportRefusal>> {
	const recording = await audible({ db, actor, now }, recordingId);
	const verdict = recording ? can(actor, 'custody.read', recording) : 'hidden';
	if (verdict === 'hidden') return refuse('not-found');
	if (verdict === 'forbidden') return refuse('not-allowed');
	const { reviewsHidden, checksHidden } = await sightOf(db.read, { actor, now }, recordingId);
	return reviewsHidden || checksHidden ? refuse('own-judgement-open') : accept(undefined);
}

/** The report as of now; the recording is known to be there. Reads the stored bytes unless they were looked at before. */
export async function custodyReport(
	context: Context & { store: BlobStore },
	recordingId: string
): Promise<CustodyReport> {
	const { db, actor, now, zone } = context;
	const { files, ...recording } = await recordingOf(db.read, recordingId);
	const [head] = await db.read
		.select({ seq: auditEntries.seq, hash: auditEntries.hash })
		.from(auditEntries)
		.orderBy(desc(auditEntries.seq))
		.limit(1);
	return {
		madeAt: now,
		madeBy: { id: actor.id, name: actor.name },
		centre: (await companyOn(db.read, businessDay(now, zone))) ?? recording.department,
		recording,
		lastLook: await lastLookOf(db.read, { ...recording, files }),
		storedFault: await faultNow(context, recordingId),
		chain: head ?? null,
		places: await placesOf(db.read),
		lines: await reportLines(db.read, recordingId)
	};
}

/** Writes that the report left the program, in a form. */
export const recordExport = (
	{ db, actor, now }: Context,
	{ recordingId, format }: { recordingId: string; format: 'json' | 'pdf' }
): Promise<void> =>
	db.tx((tx) =>
		appendAudit(
			{ tx, actor, now },
			{ kind: 'custody.exported', subject: `recording:${recordingId}`, facts: { format } }
		)
	);

async function recordingOf(read: Reader, recordingId: string) {
	const newer = alias(recordings, 'newer');
	const [row] = await read
		.select({
			id: recordings.id,
			callId: recordings.callId,
			source: recordings.source,
			fileName: recordings.fileName,
			number: calls.customerNumber,
			sha256: recordings.sha256,
			playbackSha256: recordings.playbackSha256,
			peaksSha256: recordings.peaksSha256,
			bytes: recordings.bytes,
			container: recordings.container,
			codec: recordings.codec,
			sampleRate: recordings.sampleRate,
			channels: recordings.channels,
			durationMs: recordings.durationMs,
			verdict: recordings.verdict,
			verdictReason: recordings.verdictReason,
			detector: recordings.detector,
			importedAt: recordings.importedAt,
			startedAt: recordings.startedAt,
			agentId: recordings.agentId,
			agent: users.name,
			team: teams.name,
			department: departments.name,
			custody: recordings.custody,
			revision: recordings.revision,
			supersedes: recordings.supersedes,
			replacedBy: newer.id
		})
		.from(recordings)
		.innerJoin(calls, eq(calls.id, recordings.callId))
		.leftJoin(users, eq(users.id, recordings.agentId))
		.leftJoin(teams, eq(teams.id, recordings.teamId))
		.leftJoin(departments, eq(departments.id, recordings.departmentId))
		.leftJoin(newer, eq(newer.supersedes, recordings.id))
		.where(eq(recordings.id, recordingId));
	const { playbackSha256, peaksSha256, number, ...rest } = row!;
	const files = [rest.sha256, playbackSha256, peaksSha256].filter((file) => file !== null);
	return { ...rest, playbackSha256, fileName: maskFileName(rest.fileName, number), files };
}
