/** Compares a database that was just restored with the manifest of its backup. */
import { verifyChain } from '#lib/audit/server/verify.ts';
import type { Uncovered } from '#lib/audit/verdict.ts';
import { openDatabase, type Reader } from '#lib/platform/server/db/client.ts';
import { countRows, engineFaults } from '#lib/platform/server/db/dump.ts';
import { migrate } from '#lib/platform/server/db/migrate.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { sameJson } from '#lib/shared/canonical-json.ts';
import type { BackupManifest } from '../backup-manifest.ts';
import type { RestoreRefusal } from '../restore.ts';
import type { RestoreOrder } from './restore.ts';
import { headOf } from './snapshot.ts';

/** Accepts with the end of the chain that nothing outside covers. The database has the present schema then. */
export async function checkRestored(
	manifest: BackupManifest,
	databaseUrl: string,
	order: RestoreOrder
): Promise<Decision<Uncovered, RestoreRefusal>> {
	const counted = await withDatabase(databaseUrl, (read) => compareCounts(read, manifest));
	if (!counted.ok) return counted;
	await migrate(databaseUrl);
	return withDatabase(databaseUrl, (read) => compareChain(read, manifest, order));
}

async function withDatabase<Value>(
	url: string,
	look: (read: Reader) => Promise<Value>
): Promise<Value> {
	const db = await openDatabase(url);
	try {
		return await look(db.read);
	} finally {
		await db.close();
	}
}

async function compareCounts(
	read: Reader,
	manifest: BackupManifest
): Promise<Decision<void, RestoreRefusal>> {
	const [fault] = await engineFaults(read);
	if (fault !== undefined) return refuse('database-damaged', { why: fault });
	if (!sameJson(await countRows(read), manifest.tables)) return refuse('counts-differ');
	return accept(undefined);
}

async function compareChain(
	read: Reader,
	manifest: BackupManifest,
	{ outside, keys, older }: RestoreOrder
): Promise<Decision<Uncovered, RestoreRefusal>> {
	const head = await headOf(read);
	if (!sameJson(head, manifest.head)) return refuse('chain-broken', { seq: head.seq, why: 'head' });
	const notes = manifest.checkpoint ? [...outside, manifest.checkpoint] : outside;
	const { fault, checkpoints, uncovered } = await verifyChain(read, { keys, outside: notes });
	// That later entries are known was decided on before.
	const wrong = fault ?? checkpoints.faults.find((one) => !(older && one.fault === 'cut-short'));
	if (wrong) return refuse('chain-broken', { seq: wrong.seq, why: wrong.fault });
	return accept(uncovered);
}
