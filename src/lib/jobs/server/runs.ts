/** The rows of `job_runs`: claiming a slot, finishing it. */
import { and, eq, lt, lte, ne } from 'drizzle-orm';
import { excluded } from '#lib/platform/server/db/dialect.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { retryAfterMs, type RunState } from '../job.ts';
import { jobRuns } from './schema.ts';

export interface Claim {
	job: string;
	slot: Date;
	owner: string;
}

/** Thrown when another process took the slot over meanwhile: what was done in the transaction is taken back. */
export class LostLease extends Error {}

/** Takes the slot unless somebody has finished it or holds it; true when it is ours. */
export async function claimSlot(
	tx: Writer,
	{ job, slot, owner }: Claim,
	{ now, leaseMs }: { now: Date; leaseMs: number }
): Promise<boolean> {
	const claimed = await tx
		.insert(jobRuns)
		.values({
			job,
			slot,
			state: 'running',
			owner,
			leaseUntil: new Date(now.getTime() + leaseMs),
			startedAt: now,
			finishedAt: null,
			result: null
		})
		.onConflictDoUpdate({
			target: [jobRuns.job, jobRuns.slot],
			// The last failure stays in `result`: its attempts are counted on.
			set: {
				state: 'running',
				owner: excluded(jobRuns.owner),
				leaseUntil: excluded(jobRuns.leaseUntil),
				startedAt: excluded(jobRuns.startedAt),
				finishedAt: null
			},
			setWhere: and(ne(jobRuns.state, 'done'), lte(jobRuns.leaseUntil, now))
		})
		.returning({ slot: jobRuns.slot });
	return claimed.length > 0;
}

/** Nobody reads older runs. */
const KEPT_MS = 7 * 86_400_000;

/** Marks the slot done and forgets old runs; throws `LostLease` when it is no longer ours. */
export async function finishSlot(
	tx: Writer,
	claim: Claim,
	{ now, result }: { now: Date; result: unknown }
): Promise<void> {
	const finished = await tx
		.update(jobRuns)
		.set({ state: 'done', finishedAt: now, result: result ?? null })
		.where(ours(claim))
		.returning({ slot: jobRuns.slot });
	if (finished.length === 0) throw new LostLease(`${claim.job}: the lease is somebody else's`);
	const old = lt(jobRuns.slot, new Date(claim.slot.getTime() - KEPT_MS));
	await tx.delete(jobRuns).where(and(eq(jobRuns.job, claim.job), old));
}

/** Notes a failure; the slot may be claimed again after a pause that grows with the attempts. */
export async function failSlot(
	tx: Writer,
	claim: Claim,
	{ now, error }: { now: Date; error: string }
): Promise<void> {
	const [run] = await tx.select({ result: jobRuns.result }).from(jobRuns).where(ours(claim));
	const attempts = ((run?.result as { attempts?: number } | null)?.attempts ?? 0) + 1;
	await tx
		.update(jobRuns)
		.set({
			state: 'failed',
			finishedAt: now,
			leaseUntil: new Date(now.getTime() + retryAfterMs(attempts)),
			result: { error, attempts }
		})
		.where(ours(claim));
}

/** How a slot stands; undefined when nobody has begun it. */
export async function runOf(db: Reader, job: string, slot: Date): Promise<RunState | undefined> {
	const [run] = await db
		.select({ state: jobRuns.state, leaseUntil: jobRuns.leaseUntil })
		.from(jobRuns)
		.where(and(eq(jobRuns.job, job), eq(jobRuns.slot, slot)));
	return run;
}

const ours = ({ job, slot, owner }: Claim) =>
	and(
		eq(jobRuns.job, job),
		eq(jobRuns.slot, slot),
		eq(jobRuns.owner, owner),
		eq(jobRuns.state, 'running')
	);
