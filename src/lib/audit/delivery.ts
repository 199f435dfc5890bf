/** When a checkpoint is sent to a place again after it did not arrive. Pure. */

/** At most so many notes in one go, after a long time without a connection. */
const NOTES_AT_ONCE = 50;
const MINUTE_MS = 60_000;
const LONGEST_MS = 60 * MINUTE_MS;

/**
 * The next attempt after `failures` in a row: one minute later, then two, four, … at most an hour.
 * Without a failure it is due at once.
 */
export function isDue(lastFailure: Date | undefined, failures: number, now: Date): boolean {
	if (!lastFailure || failures === 0) return true;
	const wait = Math.min(LONGEST_MS, MINUTE_MS * 2 ** Math.min(failures - 1, 10));
	return now.getTime() - lastFailure.getTime() >= wait;
}

/** What a place has not got: all after the last that arrived; a new place begins with the newest. */
export function pendingOf<One extends { seq: number }>(
	checkpoints: readonly One[],
	delivered: number | undefined
): One[] {
	if (delivered === undefined) return checkpoints.slice(-1);
	return checkpoints.filter(({ seq }) => seq > delivered).slice(0, NOTES_AT_ONCE);
}
