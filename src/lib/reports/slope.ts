/**
 * Whether a fail rate rises or falls: the slope of the straight line through its weekly rates by
 * least squares, each week with the weight of its calls. Fewer than three weeks with a call, or too
 * few calls in all, say nothing. Pure.
 */
import { FEWEST_OBSERVED } from '#lib/shared/proportion.ts';
import type { Observed } from './band.ts';

/** Weeks with a call that a slope needs. */
const FEWEST_WEEKS = 3;

/** Weeks in their order; answers with points of a percent a week, above zero when it fails more often, or `too-few`. */
export function weeklySlope(weeks: readonly Observed[]): number | 'too-few' {
	const points = weeks.flatMap(({ n, failed }, week) =>
		n > 0 ? [{ week, n, rate: (failed * 100) / n }] : []
	);
	const calls = points.reduce((sum, { n }) => sum + n, 0);
	if (points.length < FEWEST_WEEKS || calls < FEWEST_WEEKS * FEWEST_OBSERVED) return 'too-few';
	const mean = (of: (point: (typeof points)[number]) => number) =>
		points.reduce((sum, point) => sum + point.n * of(point), 0) / calls;
	const [week, rate] = [mean((point) => point.week), mean((point) => point.rate)];
	const spread = mean((point) => (point.week - week) ** 2);
	const together = mean((point) => (point.week - week) * (point.rate - rate));
	return Math.round((together / spread) * 10) / 10 + 0;
}
