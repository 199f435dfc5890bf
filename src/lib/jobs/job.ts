/** What a recurring job is. The list of them is in server/schedule.ts. */

/** What to do with slots that nobody ran, the server having been down. */
export type CatchUp =
	/** Each missed slot once: a day's draw. */
	| 'each'
	/** Only the newest: clearing up. */
	| 'latest';

export interface RunState {
	slot: Date;
	state: 'running' | 'done' | 'failed';
	leaseUntil: Date;
}

/**
 * Slots that may be claimed now: those never begun, and those begun or failed whose lease is over
 * (a lease also holds a failed slot back until it may be tried again).
 */
export function claimable(
	slots: readonly Date[],
	runs: readonly RunState[],
	catchUp: CatchUp,
	now: Date
): Date[] {
	const states = new Map(runs.map((run) => [run.slot.getTime(), run]));
	const wanted = catchUp === 'latest' ? slots.slice(-1) : slots;
	return wanted.filter((slot) => {
		const run = states.get(slot.getTime());
		return !run || (run.state !== 'done' && run.leaseUntil <= now);
	});
}

const FIRST_RETRY_MS = 10_000;
const LAST_RETRY_MS = 3_600_000;

/** How long a failed slot rests after its `attempt`th failure: 10 s, doubled each time, at most an hour. */
export const retryAfterMs = (attempt: number): number =>
	Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(20, attempt - 1));
