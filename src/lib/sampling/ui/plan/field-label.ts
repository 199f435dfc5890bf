/** What a field of the form is called, for the list of faults. */
import { m } from '#lib/i18n/paraglide/messages.js';

const labels: Record<string, () => string> = {
	'name.en': m.plans_form_name_en,
	'name.zh-CN': m.plans_form_name_zh,
	'reviewer.by': m.plans_who,
	'reviewer.userIds': m.plans_form_who_named,
	callsOf: m.plans_whose,
	'callsOf.departmentIds': m.plans_form_departments,
	'callsOf.teamIds': m.plans_form_teams,
	'callsOf.userIds': m.plans_form_people,
	'callsOf.newUpToDays': m.plans_form_new_days,
	'callsOf.belowScore': m.plans_form_below,
	'recurrence.every': m.plans_form_every,
	'recurrence.weekday': m.plans_form_weekday,
	'recurrence.day': m.plans_form_month_day,
	drawAt: m.plans_form_draw_at,
	unit: m.plans_form_unit,
	'count.how': m.plans_form_how,
	'count.n': m.plans_form_n,
	'count.percent': m.plans_form_percent,
	'count.perTen': m.plans_form_per_ten,
	'count.min': m.plans_form_min,
	'count.max': m.plans_form_max,
	'eligible.minDurationMs': m.plans_form_shortest,
	'eligible.maxDurationMs': m.plans_form_longest,
	'eligible.queues': m.plans_form_queues,
	'eligible.reviewed': m.plans_form_reviewed,
	strata: m.plans_form_pools,
	'due.in': m.plans_form_due_in,
	'due.days': m.plans_form_due_days,
	'due.hours': m.plans_form_due_n_hours,
	'due.at': m.plans_due,
	rubricKey: m.plans_rubric,
	'listen.speechPercent': m.plans_form_listen,
	reason: m.plans_form_reason
};

const stratum: Record<string, (facts: { n: number }) => string> = {
	percent: m.plans_form_share,
	words: m.plans_form_words,
	fromHour: m.plans_form_from_hour,
	toHour: m.plans_form_to_hour
};

export function fieldLabel(field: string): string {
	const [, row, part] = /^strata\.(\d+)\.(\w+)$/.exec(field) ?? [];
	if (row === undefined || part === undefined) return labels[field]?.() ?? field;
	return (stratum[part] ?? m.plans_form_pool)({ n: Number(row) + 1 });
}
