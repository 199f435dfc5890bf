/** The plans that come ready (mission: spot check by leads, audit by the head, self-check by workload). */
import type { PlanRule } from './plan.ts';

export const DAILY_SPOT_CHECK = 'daily-spot-check';
export const WEEKLY_AUDIT = 'weekly-audit';
export const DAILY_SELF_CHECK = 'daily-self-check';

const everybody = {
	departmentIds: [],
	teamIds: [],
	userIds: [],
	newUpToDays: null,
	belowScore: null
};
const anyCall = {
	minDurationMs: 1000,
	maxDurationMs: null,
	directions: [],
	kinds: [],
	queues: []
};
const fromAll: PlanRule['strata'] = [{ pool: 'any', percent: 100 }];

export const standardPlans: Record<string, PlanRule> = {
	[DAILY_SPOT_CHECK]: {
		name: { en: 'Daily spot check', 'zh-CN': '日抽查' },
		reviewer: { by: 'team-lead' },
		callsOf: everybody,
		recurrence: { every: 'day' },
		drawAt: { hour: 6, minute: 0 },
		unit: 'agent',
		count: { how: 'fixed', n: 1 },
		eligible: { ...anyCall, reviewed: 'not-reviewed' },
		strata: fromAll,
		due: { in: 'working-days', days: 1, at: { hour: 12, minute: 0 } },
		rubricKey: null,
		blind: false,
		paused: false
	},
	[WEEKLY_AUDIT]: {
		name: { en: 'Weekly audit', 'zh-CN': '周抽查' },
		reviewer: { by: 'department-head' },
		callsOf: everybody,
		recurrence: { every: 'week', weekday: 1 },
		drawAt: { hour: 6, minute: 30 },
		unit: 'team',
		count: { how: 'fixed', n: 2 },
		eligible: { ...anyCall, reviewed: 'any' },
		strata: fromAll,
		due: { in: 'working-days', days: 4, at: { hour: 18, minute: 0 } },
		rubricKey: null,
		blind: true,
		paused: false
	},
	[DAILY_SELF_CHECK]: {
		name: { en: 'Daily self-check', 'zh-CN': '日自查' },
		reviewer: { by: 'self' },
		callsOf: everybody,
		recurrence: { every: 'day' },
		drawAt: { hour: 6, minute: 15 },
		unit: 'agent',
		count: { how: 'workload', perTen: 1, min: 1, max: 5 },
		eligible: { ...anyCall, reviewed: 'any' },
		strata: fromAll,
		due: { in: 'working-days', days: 0, at: { hour: 18, minute: 0 } },
		rubricKey: null,
		blind: false,
		paused: false
	}
};
