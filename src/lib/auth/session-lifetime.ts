/**
 * How long a sign-in lasts: 30 minutes without a request, and never longer than 12 hours, which
 * is longer than a shift. Listening counts as activity: the player asks for audio.
 */
export const IDLE_MS = 30 * 60_000;
export const ABSOLUTE_MS = 12 * 3_600_000;
/** An end is moved forward at most once a minute, so that not every request writes. */
const STEP_MS = 60_000;

/** When a session that began at `createdAt` ends if nothing more is asked after `now`. */
export const sessionEnd = (createdAt: Date, now: Date): Date =>
	new Date(Math.min(now.getTime() + IDLE_MS, createdAt.getTime() + ABSOLUTE_MS));

/** True from the instant of the end on. */
export const hasEnded = (session: { createdAt: Date; expiresAt: Date }, now: Date): boolean =>
	now >= session.expiresAt || now.getTime() >= session.createdAt.getTime() + ABSOLUTE_MS;

/** True when a request at `now` should be written down, and the end with it. */
export const needsExtending = (seenAt: Date, now: Date): boolean =>
	now.getTime() - seenAt.getTime() >= STEP_MS;
