/** A verification that somebody asked for on a page: it goes on when the answer is sent, and can be looked at. */
import type { Db } from '../../platform/server/db/client.ts';
import type { ChainVerdict } from '../verdict.ts';
import type { PublicKey } from './checkpoint-key.ts';
import { auditEntries } from './schema.ts';
import { verifyChain } from './verify.ts';

interface Verification {
	beganAt: Date;
	/** Entries looked at, of how many. */
	entries: number;
	total: number;
	verdict?: ChainVerdict;
	/** It could not be brought to its end. */
	failed?: boolean;
}

/** The newest of each database in this process. */
const newest = new WeakMap<Db, Verification>();

export const newestVerification = (db: Db): Verification | undefined => newest.get(db);

/** A short chain is looked through before the page is shown. */
const PATIENCE_MS = 1_500;

/** Begins one, unless one is running; waits a moment for its end. */
export async function beginVerification(
	{ db, now }: { db: Db; now: Date },
	keys: readonly PublicKey[]
): Promise<void> {
	const standing = newest.get(db);
	if (standing && !standing.verdict && !standing.failed) return;
	const state: Verification = { beganAt: now, entries: 0, total: 0 };
	newest.set(db, state);
	const run = async () => {
		state.total = await db.read.$count(auditEntries);
		const progress = (entries: number) => void (state.entries = entries);
		state.verdict = await verifyChain(db.read, { keys, progress });
	};
	const done = run().catch(() => void (state.failed = true));
	await Promise.race([done, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}
