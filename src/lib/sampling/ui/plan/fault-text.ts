/** What is wrong with a plan, in the reader's words. */
import { numberText } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { boundsOf, type PlanFault, type PlanFaultName } from '../../plan-fault.ts';
import { listText } from './list-text.ts';

interface Slots {
	names: string;
	figure: string;
}

const texts: Record<Exclude<PlanFaultName, 'out-of-range'>, (slots: Slots) => string> = {
	missing: m.plans_fault_missing,
	unreadable: m.plans_fault_unreadable,
	'nobody-to-check': m.plans_fault_nobody_to_check,
	'agent-without-team': m.plans_fault_agent_without_team,
	'team-without-lead': m.plans_fault_team_without_lead,
	'lead-checks-himself': m.plans_fault_lead_checks_himself,
	'department-without-head': m.plans_fault_department_without_head,
	'head-checks-himself': m.plans_fault_head_checks_himself,
	'team-of-one': m.plans_fault_team_of_one,
	'reviewer-checks-himself': m.plans_fault_reviewer_checks_himself,
	'unknown-department': m.plans_fault_unknown_department,
	'unknown-team': m.plans_fault_unknown_team,
	'unknown-person': m.plans_fault_unknown_person,
	'person-disabled': m.plans_fault_person_disabled,
	'reviewer-may-not-listen': m.plans_fault_reviewer_may_not_listen,
	'beyond-department': m.plans_fault_beyond_department,
	'min-above-max': m.plans_fault_min_above_max,
	'shortest-above-longest': m.plans_fault_shortest_above_longest,
	'shares-not-100': m.plans_fault_shares_not_100,
	'pool-twice': m.plans_fault_pool_twice,
	'hours-empty': m.plans_fault_hours_empty,
	'team-has-no-workload': m.plans_fault_team_has_no_workload,
	'counts-by-agent': m.plans_fault_counts_by_agent,
	'unknown-rubric': m.plans_fault_unknown_rubric,
	'due-before-drawn': m.plans_fault_due_before_drawn,
	'nobody-new': m.plans_fault_nobody_new
};

/** More names than these are counted only. */
const NAMES_SHOWN = 8;

export function faultText({ field, fault, names, figure }: PlanFault): string {
	if (fault === 'out-of-range') {
		const bounds = boundsOf(field);
		return bounds
			? m.plans_fault_out_of_range({ from: numberText(bounds[0]), to: numberText(bounds[1]) })
			: m.plans_fault_out_of_range_plain();
	}
	return texts[fault]({ names: namesText(names), figure: numberText(figure ?? 0) });
}

function namesText(names: string[]): string {
	if (names.length <= NAMES_SHOWN) return listText(names);
	const shown = listText(names.slice(0, NAMES_SHOWN));
	return m.plans_fault_names_more({ names: shown, count: names.length - NAMES_SHOWN });
}
