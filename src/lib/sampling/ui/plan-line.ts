/** What a plan does, in one line. */
import { weekdayText } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { PlanRule } from '../plan.ts';

const byTexts: Record<PlanRule['reviewer']['by'], () => string> = {
	'team-lead': m.sampling_plan_by_team_lead,
	'department-head': m.sampling_plan_by_department_head,
	self: m.sampling_plan_by_self,
	peers: m.sampling_plan_by_peers,
	named: m.sampling_plan_by_named
};

/** `Each lead, own team · 1 per agent · daily 6:00`. */
export function planLine(rule: PlanRule): string {
	const parts = [byTexts[rule.reviewer.by](), countOf(rule), oftenOf(rule)];
	return [...parts, ...(rule.blind ? [m.sampling_plan_blind()] : [])].join(' · ');
}

function countOf({ count, unit }: PlanRule): string {
	switch (count.how) {
		case 'fixed':
			return (unit === 'team' ? m.sampling_plan_fixed_team : m.sampling_plan_fixed_agent)({
				n: count.n
			});
		case 'percent':
			return m.sampling_plan_percent(count);
		case 'workload':
			return m.sampling_plan_workload({ n: count.perTen, min: count.min, max: count.max });
	}
}

function oftenOf({ recurrence, drawAt }: PlanRule): string {
	const time = `${String(drawAt.hour).padStart(2, '0')}:${String(drawAt.minute).padStart(2, '0')}`;
	switch (recurrence.every) {
		case 'day':
			return m.sampling_plan_daily({ time });
		case 'week':
			return m.sampling_plan_weekly({ weekday: weekdayName(recurrence.weekday), time });
		case 'month':
			return m.sampling_plan_monthly({ day: recurrence.day, time });
	}
}

/** 1 Monday … 7 Sunday; the first of January 2024 was a Monday. */
const weekdayName = (weekday: number): string =>
	weekdayText(new Date(Date.UTC(2024, 0, weekday, 12)), 'UTC');
