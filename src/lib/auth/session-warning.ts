/**
 * Two minutes before a sign-in ends for want of activity the page says so, and one key extends it
 * (WCAG 2.2.1). Other windows of the same browser lengthen it as well, so it is asked for, not
 * reckoned; at the end of the twelve hours it cannot be lengthened.
 */
export const WARN_MS = 2 * 60_000;
/** An extension that leaves less than this was none. */
const WORTH_MS = WARN_MS + 30_000;

export type SessionState = 'fine' | 'ending' | 'ended';

export const stateOf = (leftMs: number): SessionState =>
	leftMs <= 0 ? 'ended' : leftMs <= WARN_MS ? 'ending' : 'fine';

/** When to ask again, in milliseconds from now: shortly after the warning is due, and while it stands every ten seconds. */
export const askAgainMs = (leftMs: number): number =>
	leftMs > WARN_MS ? leftMs - WARN_MS + 250 : Math.min(10_000, Math.max(250, leftMs));

export const wasLengthened = (leftMs: number): boolean => leftMs >= WORTH_MS;
