/**
 * When a job is due: its slots are the instants of a cron pattern in the centre's zone. A slot is
 * the run's identity.
 *
 * Daylight saving: a time that does not exist that day runs at the first instant after the gap,
 * a repeated time of day runs once.
 */
import { Cron } from 'croner';

export interface Recurrence {
	/** Five or six fields, as cron writes them. */
	pattern: string;
	zone: string;
}

/** The newest slot at or before `at`; undefined for a pattern that never was due. */
export function lastSlot(recurrence: Recurrence, at: Date): Date | undefined {
	// `previousRuns` excludes its reference: one millisecond later includes the slot itself.
	return cronOf(recurrence).previousRuns(1, new Date(at.getTime() + 1))[0];
}

/** The first slot after `at`. */
export const nextSlot = (recurrence: Recurrence, at: Date): Date | undefined =>
	cronOf(recurrence).nextRun(at) ?? undefined;

const cronOf = ({ pattern, zone }: Recurrence): Cron =>
	new Cron(pattern, { timezone: zone, paused: true });
