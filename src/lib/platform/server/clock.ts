/** The one place that reads the wall clock. */
export type Clock = () => Date;

/** Now, or a clock that started at `startAt` when this was called and has run since. */
export function clockFrom(startAt: Date | undefined): Clock {
	if (!startAt) return () => new Date();
	const began = performance.now();
	return () => new Date(startAt.getTime() + Math.floor(performance.now() - began));
}
