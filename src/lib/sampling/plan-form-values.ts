/** What a form of an existing rule, or of a new plan, begins with. Pure. */
import { durationText } from '#lib/shared/duration.ts';
import type { NamedPerson } from './plan-form-lists.ts';
import type { Typed } from './plan-form.ts';
import { DAILY_SPOT_CHECK, standardPlans } from './standard-plans.ts';
import { listenPercent, type PlanRule, type TimeOfDay } from './plan.ts';

/** A new plan begins as the daily spot check without its name. */
export const newPlanValues = (): Typed => ({
	...formValues(standardPlans[DAILY_SPOT_CHECK]!, []),
	'name.en': [],
	'name.zh-CN': []
});

/** A copy begins as its pattern, under names that say so. */
export function copyValues(rule: PlanRule, people: Iterable<NamedPerson>): Typed {
	const values = formValues(rule, people);
	const { en, 'zh-CN': zh } = rule.name;
	return { ...values, 'name.en': [`${en} (copy)`], 'name.zh-CN': [`${zh}（副本）`] };
}

/** The form of `rule`; `people` are looked up for their staff numbers. */
export function formValues(rule: PlanRule, people: Iterable<NamedPerson>): Typed {
	const { name, reviewer, callsOf, recurrence, count, eligible, due } = rule;
	const staffNo = new Map([...people].map((person) => [person.id, person.staffNo]));
	const named = (ids: string[]) => [ids.map((id) => staffNo.get(id) ?? id).join(', ')];
	const shown = (value: number | string | null | undefined) =>
		value === null || value === undefined ? [] : [String(value)];
	const ticked = (value: boolean) => (value ? ['on'] : []);
	return {
		'name.en': [name.en],
		'name.zh-CN': [name['zh-CN']],
		'reviewer.by': [reviewer.by],
		'reviewer.userIds': reviewer.by === 'named' ? named(reviewer.userIds) : [],
		'callsOf.departmentIds': callsOf.departmentIds,
		'callsOf.teamIds': callsOf.teamIds,
		'callsOf.userIds': named(callsOf.userIds),
		'callsOf.newUpToDays': shown(callsOf.newUpToDays),
		'callsOf.belowScore': shown(callsOf.belowScore),
		'recurrence.every': [recurrence.every],
		'recurrence.weekday': recurrence.every === 'week' ? shown(recurrence.weekday) : ['1'],
		'recurrence.day': recurrence.every === 'month' ? shown(recurrence.day) : ['1'],
		drawAt: [clock(rule.drawAt)],
		unit: [rule.unit],
		'count.how': [count.how],
		'count.n': count.how === 'fixed' ? shown(count.n) : ['1'],
		'count.percent': count.how === 'percent' ? shown(count.percent) : ['5'],
		'count.perTen': count.how === 'workload' ? shown(count.perTen) : ['1'],
		'count.min': count.how === 'fixed' ? ['1'] : shown(count.min),
		'count.max': count.how === 'fixed' ? ['5'] : shown(count.max),
		'eligible.minDurationMs': shown(lengthText(eligible.minDurationMs)),
		'eligible.maxDurationMs': shown(eligible.maxDurationMs && lengthText(eligible.maxDurationMs)),
		'eligible.directions': eligible.directions,
		'eligible.kinds': eligible.kinds,
		'eligible.queues': [eligible.queues.join(', ')],
		'eligible.reviewed': [eligible.reviewed],
		...Object.fromEntries(rule.strata.flatMap(stratumValues)),
		'due.in': [due.in],
		'due.hours': due.in === 'hours' ? shown(due.hours) : ['24'],
		'due.days': due.in === 'working-days' ? shown(due.days) : ['1'],
		'due.at': [due.in === 'working-days' ? clock(due.at) : '12:00'],
		rubricKey: shown(rule.rubricKey),
		blind: ticked(rule.blind),
		'listen.speechPercent': shown(listenPercent(rule)),
		paused: ticked(rule.paused)
	};
}

function stratumValues(stratum: PlanRule['strata'][number], row: number): [string, string[]][] {
	const parts: [string, string | number][] = [
		['pool', stratum.pool],
		['percent', stratum.percent]
	];
	if (stratum.pool === 'complaint') parts.push(['words', stratum.words.join('、')]);
	if (stratum.pool === 'hours')
		parts.push(['fromHour', stratum.fromHour], ['toHour', stratum.toHour]);
	return parts.map(([part, value]) => [`strata.${row}.${part}`, [String(value)]]);
}

/** `4:05` from a minute on, else seconds, `0.5`. */
const lengthText = (ms: number): string =>
	ms >= 60_000 && ms % 1000 === 0 ? durationText(ms) : String(ms / 1000);

/** `06:30`, as a time field wants it. */
export const clock = ({ hour, minute }: TimeOfDay): string =>
	`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
