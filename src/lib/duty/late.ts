/** A draw more than an hour after its time is marked late. Pure. */

const TOLERATED_MS = 3_600_000;

/** False for draws of editions that did not note their time. */
export const isLate = ({
	scheduledAt,
	drawnAt
}: {
	scheduledAt: Date | null;
	drawnAt: Date;
}): boolean => scheduledAt !== null && drawnAt.getTime() - scheduledAt.getTime() > TOLERATED_MS;
