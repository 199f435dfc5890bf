import { describe, expect, it } from 'vitest';
import {
	aRule,
	by,
	eligible,
	faultsOf,
	judge,
	type Changes
} from '../../../tests/fixtures/plan-faults.ts';

describe('figures', () => {
	const any = (percent: number) => ({ pool: 'any' as const, percent });
	const hours = (fromHour: number, toHour: number) => ({
		pool: 'hours' as const,
		percent: 50,
		fromHour,
		toHour
	});
	const at = (hour: number) => ({ in: 'working-days' as const, days: 0, at: { hour, minute: 0 } });
	it.each<[string, Changes, string[]]>([
		[
			'shares below 100',
			{ strata: [any(60), { pool: 'longest', percent: 30 }] },
			['strata shares-not-100']
		],
		[
			'shares above 100',
			{ strata: [any(60), { pool: 'longest', percent: 41 }] },
			['strata shares-not-100']
		],
		['a pool twice', { strata: [any(50), any(50)] }, ['strata.1.pool pool-twice']],
		['an empty band of hours', { strata: [any(50), hours(9, 9)] }, ['strata.1.toHour hours-empty']],
		[
			'a least above the most',
			{ count: { how: 'percent', percent: 5, min: 4, max: 3 } },
			['count.min min-above-max']
		],
		[
			'a shortest above the longest',
			{ eligible: { ...eligible, minDurationMs: 61_000, maxDurationMs: 60_000 } },
			['eligible.minDurationMs shortest-above-longest']
		],
		[
			'a workload of teams',
			{ unit: 'team', count: { how: 'workload', perTen: 1, min: 1, max: 5 } },
			['unit team-has-no-workload']
		],
		['teams that check themselves', { ...by('self'), unit: 'team' }, ['unit counts-by-agent']],
		['a due time before the drawing', { due: at(6) }, ['due.at due-before-drawn']],
		['an unknown rubric', { rubricKey: 'sales' }, ['rubricKey unknown-rubric sales']]
	])('refuses %s', (_, changes, faults) => {
		expect(faultsOf(aRule(changes))).toEqual(faults);
	});

	it.each<[string, Changes]>([
		['hours over midnight beside others', { strata: [hours(22, 6), hours(6, 22)] }],
		['the least as the most', { count: { how: 'percent', percent: 5, min: 3, max: 3 } }],
		[
			'one length only',
			{ eligible: { ...eligible, minDurationMs: 60_000, maxDurationMs: 60_000 } }
		],
		['a due time later on the day of drawing', { due: at(7) }],
		['a published rubric', { rubricKey: 'report' }]
	])('takes %s', (_, changes) => {
		expect(faultsOf(aRule(changes))).toEqual([]);
	});

	it('tells the sum of the shares', () => {
		expect(judge(aRule({ strata: [any(60)] })).faults[0]).toMatchObject({ figure: 60 });
	});
});
