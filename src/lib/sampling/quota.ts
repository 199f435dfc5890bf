/** How many calls a unit gives. Pure. */
import type { CountRule } from './plan.ts';

/** Wanted of a unit with so many current calls in the period; shares are rounded up, then clamped. */
export function wantedOf(count: CountRule, calls: number): number {
	switch (count.how) {
		case 'fixed':
			return count.n;
		case 'percent':
			return clamp(Math.ceil((calls * count.percent) / 100), count);
		case 'workload':
			return clamp(Math.ceil((calls * count.perTen) / 10), count);
	}
}

const clamp = (wanted: number, { min, max }: { min: number; max: number }): number =>
	Math.min(max, Math.max(min, wanted));
