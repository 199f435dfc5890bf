/**
 * Guessing passwords is slowed, never locked: after 5 failures in a row for an account the next
 * attempt must wait 5 s, then 10, 20 … up to 15 minutes; an address, which a whole centre may
 * share, has 20 failures free. Attempts during the wait are not counted, so that nobody can keep
 * the right person out for longer than one wait. An hour without a failure forgets them.
 */
import { accept, refuse, type Decision } from '../shared/decision.ts';

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;
export const FORGOTTEN_AFTER_MS = 60 * 60_000;
const free = { account: 5, address: 20 } as const;
export type ThrottleKind = keyof typeof free;

interface Failures {
	count: number;
	lastAt: Date;
}

/** How long after its last failure a key with `count` failures waits, in milliseconds. */
export function waitMs(kind: ThrottleKind, count: number): number {
	if (count < free[kind]) return 0;
	return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - free[kind]));
}

/** Whether an attempt at `now` is let through; the very end of the wait is. */
export function decideAttempt(
	kind: ThrottleKind,
	failures: Failures | undefined,
	now: Date
): Decision<{ count: number }, 'wait'> {
	if (!failures) return accept({ count: 0 });
	// A clock that was put back holds nobody up who had no wait.
	const since = Math.max(0, now.getTime() - failures.lastAt.getTime());
	if (since >= FORGOTTEN_AFTER_MS) return accept({ count: 0 });
	const left = waitMs(kind, failures.count) - since;
	return left > 0
		? refuse('wait', { seconds: Math.ceil(left / 1000) })
		: accept({ count: failures.count });
}
