/** How the storage stands: the passes over the stored files, what the newest found, backups and drills. */
import { and, desc, eq, getTableColumns, inArray, isNull, sql } from 'drizzle-orm';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { recorderIncidents } from '#lib/events/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { speedOf, WHOLE_SHARE } from '../scrub.ts';
import { backupRuns, scrubs } from './evidence-schema.ts';
import { countFindings, type Scrub } from './scrub-progress.ts';
import { findingsAfter } from './scrub-report.ts';

const PASSES = 10;
const FINDINGS = 100;

/** `after`: id of the last finding of the page before. */
export async function storageStatus(read: Reader, after: string | undefined) {
	const passes = await newestPasses(read);
	const [running] = await read
		.select({ files: scrubs.files, bytes: scrubs.bytes })
		.from(scrubs)
		.where(isNull(scrubs.finishedAt))
		.orderBy(desc(scrubs.startedAt), desc(scrubs.id))
		.limit(1);
	const told = [];
	for (const pass of passes)
		told.push({ ...factsOf(pass), found: await countFindings(read, pass.id) });
	const findings = passes[0] ? await pageOfFindings(read, passes[0].id, after) : [];
	const page = findings.slice(0, FINDINGS);
	return {
		passes: told,
		running: running ?? null,
		findings: await withIncidents(read, page),
		next: findings.length > FINDINGS ? page.at(-1)!.id : null,
		backup: await lastRun(read, 'backup'),
		drill: await lastRun(read, 'drill')
	};
}

/** Finished ones, by the order of their entries in the chain: the clock may have been moved between two. */
const newestPasses = (read: Reader): Promise<Scrub[]> =>
	read
		.select(getTableColumns(scrubs))
		.from(scrubs)
		.innerJoin(
			auditEntries,
			and(
				eq(auditEntries.subject, sql`'scrub:' || ${scrubs.id}`),
				eq(auditEntries.kind, 'scrub.finished')
			)
		)
		.orderBy(desc(auditEntries.seq))
		.limit(PASSES);

const factsOf = ({ id, startedAt, finishedAt, begunBy, files, bytes, ...pass }: Scrub) => ({
	...{ id, startedAt, finishedAt, begunBy, files, bytes },
	share: pass.sampleShare / WHOLE_SHARE,
	mbPerSecond: speedOf({ bytes, workedMs: pass.workedMs })
});

const pageOfFindings = (read: Reader, scrubId: string, after: string | undefined) =>
	findingsAfter(read, scrubId, after === undefined ? undefined : { id: after }, FINDINGS + 1);

/** Each finding with the newest incident that was reported for it. */
async function withIncidents<Finding extends { fault: string; recordingId: string | null }>(
	read: Reader,
	findings: Finding[]
): Promise<(Finding & { incidentId: string | null })[]> {
	const ids = findings.flatMap(({ recordingId }) => recordingId ?? []);
	const rows =
		ids.length === 0
			? []
			: await read
					.select({
						id: recorderIncidents.id,
						kind: recorderIncidents.kind,
						recordingId: recorderIncidents.recordingId
					})
					.from(recorderIncidents)
					.where(
						and(
							inArray(recorderIncidents.recordingId, ids),
							inArray(recorderIncidents.kind, ['checksum-different', 'storage-gone'])
						)
					)
					.orderBy(desc(recorderIncidents.at), desc(recorderIncidents.id));
	const kinds: Record<string, string> = { changed: 'checksum-different', missing: 'storage-gone' };
	return findings.map((finding) => ({
		...finding,
		incidentId:
			rows.find(
				({ kind, recordingId }) =>
					recordingId === finding.recordingId && kind === kinds[finding.fault]
			)?.id ?? null
	}));
}

async function lastRun(read: Reader, kind: 'backup' | 'drill') {
	const [run] = await read
		.select({ at: backupRuns.finishedAt, ok: backupRuns.ok })
		.from(backupRuns)
		.where(eq(backupRuns.kind, kind))
		.orderBy(desc(backupRuns.startedAt), desc(backupRuns.id))
		.limit(1);
	return run ?? null;
}
