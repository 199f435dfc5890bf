/** Figures of a plan that contradict each other, whoever the people are. Pure. */
import { faultAt, type PlanFault } from './plan-fault.ts';
import type { PlanRule, StratumRule } from './plan.ts';

export function figureFaults(rule: PlanRule): PlanFault[] {
	const { count, unit, reviewer, eligible, due, drawAt, strata } = rule;
	const found: PlanFault[] = [];
	const { minDurationMs, maxDurationMs } = eligible;
	if (count.how !== 'fixed' && count.min > count.max)
		found.push(faultAt('count.min', 'min-above-max'));
	if (maxDurationMs !== null && minDurationMs > maxDurationMs)
		found.push(faultAt('eligible.minDurationMs', 'shortest-above-longest'));
	if (unit === 'team' && count.how === 'workload')
		found.push(faultAt('unit', 'team-has-no-workload'));
	if (unit === 'team' && (reviewer.by === 'self' || reviewer.by === 'peers'))
		found.push(faultAt('unit', 'counts-by-agent'));
	const minutes = ({ hour, minute }: PlanRule['drawAt']) => hour * 60 + minute;
	if (due.in === 'working-days' && due.days === 0 && minutes(due.at) <= minutes(drawAt))
		found.push(faultAt('due.at', 'due-before-drawn'));
	return [...found, ...strataFaults(strata)];
}

function strataFaults(strata: StratumRule[]): PlanFault[] {
	const found: PlanFault[] = [];
	const sum = strata.reduce((total, { percent }) => total + percent, 0);
	if (sum !== 100) found.push(faultAt('strata', 'shares-not-100', [], sum));
	const seen = new Set<string>();
	strata.forEach((stratum, row) => {
		const same = JSON.stringify({ ...stratum, percent: 0 });
		if (seen.has(same)) found.push(faultAt(`strata.${row}.pool`, 'pool-twice'));
		seen.add(same);
		if (stratum.pool === 'hours' && stratum.fromHour === stratum.toHour)
			found.push(faultAt(`strata.${row}.toHour`, 'hours-empty'));
	});
	return found;
}
