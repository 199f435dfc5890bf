/** The files of a closed month: made once for each closing, their hashes in the chain, kept as they are. */
import { and, asc, eq } from 'drizzle-orm';
import { standingLock, type DepartmentMonth } from '#lib/assessments/server/locks.ts';
import { appendAudit, sha256Bytes } from '#lib/audit/server/append.ts';
import { ledgerEntries, monthLocks } from '#lib/ledger/server/schema.ts';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import type { WholeContent } from '../file-content.ts';
import { wholeFileNames, type MonthFile, type WholeFileName } from '../month-file.ts';
import { monthFile } from './month-file.ts';
import { keptFiles } from './schema.ts';
import { bytesOf, types, type SentFile } from './sent-file.ts';
import { callsWithheld } from './withheld.ts';

type ContentOf = (file: WholeFileName, filed: MonthFile) => WholeContent;

/** Makes them of the lock that stands, as its frozen figures say; those made before stay. */
export async function keepFiles(
	context: Context,
	of: DepartmentMonth,
	contentOf: ContentOf
): Promise<Decision<undefined, 'not-found' | 'not-allowed' | 'not-closed' | 'already-kept'>> {
	const { db, actor, now } = context;
	const placed = { agentId: null, teamId: null, departmentId: of.departmentId };
	if (!isId(of.departmentId) || can(actor, 'assessment.export', placed) !== 'allowed')
		return refuse('not-found');
	if (can(actor, 'month.lock', placed) !== 'allowed') return refuse('not-allowed');
	const { month, departmentId } = of;
	const lock = await standingLock(db.read, of);
	const filed = lock && (await monthFile(context, month, { departmentId }));
	if (!lock || !filed) return refuse('not-closed');
	const made = await Promise.all(
		wholeFileNames.map((file) => madeFile(file, contentOf(file, filed)))
	);
	return db.tx(async (tx) => {
		if ((await standingLock(tx, of))?.id !== lock.id) return refuse('not-closed');
		if ((await keptFilesOf(tx, [lock.id])).length > 0) return refuse('already-kept');
		const whose = { lockId: lock.id, at: now, by: actor.id };
		await tx.insertMany(
			keptFiles,
			made.map((file) => ({ ...file, ...whose }))
		);
		const files = made.map(({ file, sha256, bytes }) => ({ file, sha256, bytes }));
		const facts = { month, departmentId, edition: lock.edition, files };
		const subject = `month-lock:${lock.id}`;
		await appendAudit({ tx, actor, now }, { kind: 'month.filed', subject, facts });
		return accept(undefined);
	});
}

async function madeFile(file: WholeFileName, content: WholeContent) {
	const { bytes } = await bytesOf(content);
	const sha256 = sha256Bytes(bytes);
	const text = bytes.toString('base64');
	return { file, name: content.name, content: text, bytes: bytes.length, sha256 };
}

/** What is kept of each lock, without the bytes. */
export const keptFilesOf = (read: Reader, lockIds: readonly string[]) =>
	read
		.select({
			lockId: keptFiles.lockId,
			file: keptFiles.file,
			bytes: keptFiles.bytes,
			sha256: keptFiles.sha256
		})
		.from(keptFiles)
		.where(isAmong(keptFiles.lockId, lockIds))
		.orderBy(asc(keptFiles.file));

/** A kept file for somebody who may take out the whole department's month; written into the chain as an export. */
export async function keptFile(
	context: Context,
	{ lockId, file }: { lockId: string; file: WholeFileName }
): Promise<Decision<SentFile, 'not-found' | 'withheld'>> {
	const { db, actor, now } = context;
	if (!isId(lockId)) return refuse('not-found');
	const [found] = await db.read
		.select({
			month: monthLocks.businessMonth,
			departmentId: monthLocks.departmentId,
			name: keptFiles.name,
			content: keptFiles.content,
			sha256: keptFiles.sha256
		})
		.from(keptFiles)
		.innerJoin(monthLocks, eq(monthLocks.id, keptFiles.lockId))
		.where(and(eq(keptFiles.lockId, lockId), eq(keptFiles.file, file)));
	const placed = { agentId: null, teamId: null, departmentId: found?.departmentId ?? null };
	if (!found || can(actor, 'assessment.export', placed) !== 'allowed') return refuse('not-found');
	const { month, name, content, sha256 } = found;
	const entries = await db.read
		.selectDistinct({ recordingId: ledgerEntries.recordingId })
		.from(ledgerEntries)
		.where(eq(ledgerEntries.businessMonth, month));
	const calls = entries.flatMap(({ recordingId }) => recordingId ?? []);
	if ((await callsWithheld(context, calls)).size > 0) return refuse('withheld');
	await db.tx((tx) =>
		appendAudit(
			{ tx, actor, now },
			{
				kind: 'assessment.exported',
				subject: `month-lock:${lockId}`,
				facts: { month, file, sha256, kept: true }
			}
		)
	);
	return accept({ name, type: types[file], body: new Uint8Array(Buffer.from(content, 'base64')) });
}
