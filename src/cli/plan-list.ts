import {
	allPlans,
	ensureStandardPlans,
	type PlanInForce,
	type PlanNow
} from '#lib/sampling/server/plans.ts';
import { businessDay, dayText } from '#lib/shared/calendar.ts';
import type { Command } from './command.ts';

export const planList: Command = {
	name: 'plan list',
	summary: 'Every plan with the version in force today, and the one to come.',
	usage: '[--json]',
	options: {},
	async run(call) {
		const context = (await call.runtime()).context();
		const { db, now, zone } = context;
		await ensureStandardPlans(context);
		const plans = await allPlans(db.read, businessDay(now, zone));
		call.answer(plans.map(planReport), () => plans.map(planLine));
		return 0;
	}
};

/** A plan as `plan list` and `plan show` tell it. */
export const planReport = ({ planId, key, departmentId, inForce, pending }: PlanNow) => ({
	planId,
	key,
	departmentId,
	inForce: inForce ? versionReport(inForce) : null,
	pending: pending ? versionReport(pending) : null
});

const versionReport = ({ version, planVersionId, effectiveFrom, rule }: PlanInForce) => ({
	version,
	planVersionId,
	effectiveFrom: dayText(effectiveFrom),
	rule
});

function planLine({ key, inForce, pending, newest }: PlanNow): string {
	const { name, reviewer, recurrence, paused } = (inForce ?? newest).rule;
	const parts = [
		key,
		name.en,
		inForce ? `version ${inForce.version}` : 'not yet in force',
		`by ${reviewer.by}`,
		`every ${recurrence.every}`,
		paused ? 'paused' : '',
		pending ? `version ${pending.version} from ${dayText(pending.effectiveFrom)}` : ''
	];
	return parts.filter((part) => part !== '').join('\t');
}
