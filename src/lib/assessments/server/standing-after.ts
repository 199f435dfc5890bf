/** The instant of what shall stand instead of an earlier row: after that one, also when both come within a millisecond. */
export const standingAfter = (now: Date, before: Date | undefined): Date =>
	before && before >= now ? new Date(before.getTime() + 1) : now;
