/** Rules as stored by earlier editions of the program, read as today's. */
import { standardPlans, DAILY_SPOT_CHECK } from './standard-plans.ts';
import type { PlanRule } from './plan.ts';

/** A plan's rule before there were weekly plans: only the daily spot check, due on calendar days. */
interface FirstRule {
	reviewer: 'lead-of-team';
	perAgent: number;
	minDurationMs: number;
	drawAt: PlanRule['drawAt'];
	dueDays: number;
	dueAt: PlanRule['drawAt'];
}

/** The rule that `stored` means; what it could not say yet is as in the ready spot check. */
export function readRule(stored: PlanRule | FirstRule): PlanRule {
	if (!('perAgent' in stored)) return stored;
	const ready = standardPlans[DAILY_SPOT_CHECK]!;
	return {
		...ready,
		drawAt: stored.drawAt,
		count: { how: 'fixed', n: stored.perAgent },
		eligible: { ...ready.eligible, minDurationMs: stored.minDurationMs },
		due: { in: 'working-days', days: stored.dueDays, at: stored.dueAt }
	};
}
