import { expect, it } from 'vitest';
import type { CountRule } from './plan.ts';
import { wantedOf } from './quota.ts';

const percent: CountRule = { how: 'percent', percent: 5, min: 1, max: 4 };
const workload: CountRule = { how: 'workload', perTen: 1, min: 1, max: 5 };

it.each<[number, CountRule, number]>([
	[3, { how: 'fixed', n: 3 }, 0],
	[3, { how: 'fixed', n: 3 }, 100],
	[1, percent, 0],
	[1, percent, 20],
	[2, percent, 21],
	[4, percent, 80],
	[4, percent, 81],
	[0, { ...percent, min: 0 }, 0],
	[1, { ...percent, min: 0 }, 1],
	[200, { how: 'percent', percent: 100, min: 0, max: 200 }, 201],
	[1, workload, 10],
	[2, workload, 11],
	[5, workload, 60],
	[3, { how: 'workload', perTen: 3, min: 0, max: 9 }, 10]
])('wants %i by %o of %i calls', (wanted, count, calls) => {
	expect(wantedOf(count, calls)).toBe(wanted);
});
