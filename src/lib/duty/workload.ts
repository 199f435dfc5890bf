/** How long checking takes. Pure. */

/** Hearing a call, going back in it and filling the form take this times its length. */
const CHECKING_PER_CALL = 1.5;
const HOUR_MS = 3_600_000;

/** Hours of work for calls that last `durationMs` together. */
export const reviewHours = (durationMs: number): number =>
	(durationMs * CHECKING_PER_CALL) / HOUR_MS;
