/**
 * When a job runs: at the newest slot of its pattern, once, whichever process is first. Slots that
 * nobody ran, the server having been down, are left out: what a job has to catch up on is written
 * in its own rows (a draw that is missing), not in the clock's.
 */

export interface RunState {
	state: 'running' | 'done' | 'failed';
	leaseUntil: Date;
}

/**
 * Whether a slot may be claimed at `now`: nobody has begun it, or it was begun or failed and its
 * lease is over (a lease also holds a failed slot back until it may be tried again).
 */
export const isClaimable = (run: RunState | undefined, now: Date): boolean =>
	!run || (run.state !== 'done' && run.leaseUntil <= now);

const FIRST_RETRY_MS = 10_000;
const LAST_RETRY_MS = 3_600_000;

/** How long a failed slot rests after its `attempt`th failure: 10 s, doubled each time, at most an hour. */
export const retryAfterMs = (attempt: number): number =>
	Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(20, attempt - 1));
