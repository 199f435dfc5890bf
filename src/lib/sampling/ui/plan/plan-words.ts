/** A plan's rule in plain words, line by line. */
import { weekdayText } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { directionName, kindName } from '#lib/recordings/ui/fact-texts.ts';
import { text, type FormText } from '#lib/rubric/text.ts';
import { durationText } from '#lib/shared/duration.ts';
import { clock } from '../../plan-form-values.ts';
import { isReviewed, listenPercent, planKind } from '../../plan.ts';
import type { PlanRule, ReviewedMode, StratumRule } from '../../plan.ts';
import { listText } from './list-text.ts';

/** Names of what rules name by id, titles of rubrics by key. */
export interface PlanNames {
	names: Record<string, string>;
	rubrics: Record<string, FormText>;
}

/** The parts of a plan, in the order of the form; also the words for what a version changed. */
export const planParts = {
	who: m.plans_who,
	whose: m.plans_whose,
	often: m.plans_often,
	many: m.plans_many,
	which: m.plans_which,
	pools: m.plans_pools,
	due: m.plans_due,
	rubric: m.plans_rubric,
	listen: m.plans_listen,
	blind: m.plans_blind
};
type PlanPart = keyof typeof planParts;

export const planLines = (rule: PlanRule, names: PlanNames): { part: PlanPart; text: string }[] => [
	{ part: 'who', text: whoText(rule, names) },
	{ part: 'whose', text: whoseText(rule, names) },
	{ part: 'often', text: oftenText(rule) },
	{ part: 'many', text: manyText(rule) },
	{ part: 'which', text: whichText(rule) },
	{ part: 'pools', text: listText(rule.strata.map(shareText)) },
	{ part: 'due', text: dueText(rule) },
	{ part: 'rubric', text: rubricText(rule, names) },
	{ part: 'listen', text: listenText(rule) },
	{ part: 'blind', text: rule.blind ? m.plans_blind_yes() : m.plans_blind_no() }
];

/** Parts in which two rules differ. */
export function changedParts(before: PlanRule, after: PlanRule, names: PlanNames): PlanPart[] {
	const old = planLines(before, names);
	return planLines(after, names).flatMap(({ part, text: words }, index) =>
		words === old[index]!.text ? [] : [part]
	);
}

const namesOf = (ids: string[], { names }: PlanNames) => ids.map((id) => names[id] ?? id);

function whoText({ reviewer }: PlanRule, names: PlanNames): string {
	switch (reviewer.by) {
		case 'team-lead':
			return m.plans_who_team_lead();
		case 'department-head':
			return m.plans_who_department_head();
		case 'self':
			return m.plans_who_self();
		case 'peers':
			return m.plans_who_peers();
		case 'named':
			return m.plans_who_named({ names: listText(namesOf(reviewer.userIds, names)) });
	}
}

function whoseText({ callsOf }: PlanRule, names: PlanNames): string {
	const { departmentIds, teamIds, userIds, newUpToDays, belowScore } = callsOf;
	const places = namesOf([...departmentIds, ...teamIds, ...userIds], names);
	return listText([
		...(places.length > 0 ? places : [m.plans_whose_everybody()]),
		...(newUpToDays === null ? [] : [m.plans_whose_new({ days: newUpToDays })]),
		...(belowScore === null ? [] : [m.plans_whose_below({ score: belowScore })])
	]);
}

/** 2 January 2023 was a Monday. */
export const weekdayName = (day: number): string =>
	weekdayText(new Date(Date.UTC(2023, 0, 1 + day, 12)), 'UTC');

function oftenText({ recurrence, drawAt }: PlanRule): string {
	const time = clock(drawAt);
	switch (recurrence.every) {
		case 'day':
			return m.plans_often_day({ time });
		case 'week':
			return m.plans_often_week({ weekday: weekdayName(recurrence.weekday), time });
		case 'month':
			return m.plans_often_month({ day: recurrence.day, time });
	}
}

function manyText({ count, unit }: PlanRule): string {
	const byTeam = unit === 'team';
	switch (count.how) {
		case 'fixed':
			return byTeam ? m.plans_many_fixed_team(count) : m.plans_many_fixed_agent(count);
		case 'percent':
			return byTeam ? m.plans_many_percent_team(count) : m.plans_many_percent_agent(count);
		case 'workload':
			return m.plans_many_workload({ ...count, n: count.perTen });
	}
}

export const reviewedTexts: Record<ReviewedMode, () => string> = {
	'not-reviewed': m.plans_reviewed_not_reviewed,
	any: m.plans_reviewed_any,
	reviewed: m.plans_reviewed_reviewed,
	passed: m.plans_reviewed_passed,
	failed: m.plans_reviewed_failed
};

function whichText({ eligible }: PlanRule): string {
	const { minDurationMs, maxDurationMs, directions, kinds, queues, reviewed } = eligible;
	return listText([
		m.plans_which_from({ duration: durationText(minDurationMs) }),
		...(maxDurationMs === null
			? []
			: [m.plans_which_to({ duration: durationText(maxDurationMs) })]),
		...directions.map(directionName),
		...kinds.map(kindName),
		...(queues.length > 0 ? [m.plans_which_queues({ queues: listText(queues) })] : []),
		reviewedTexts[reviewed]()
	]);
}

const shareText = (stratum: StratumRule): string =>
	m.plans_pool_share({ percent: stratum.percent, pool: poolText(stratum) });

export const poolNames: Record<StratumRule['pool'], () => string> = {
	any: m.plans_pool_any,
	longest: m.plans_pool_longest,
	shortest: m.plans_pool_shortest,
	complaint: m.plans_pool_complaint,
	'self-check-problem': m.plans_pool_self_check_problem,
	praised: m.plans_pool_praised,
	hours: m.plans_pool_hours
};

function poolText(stratum: StratumRule): string {
	if (stratum.pool === 'complaint')
		return m.plans_pool_complaint_words({ words: listText(stratum.words) });
	if (stratum.pool === 'hours')
		return m.plans_pool_hours_band({ from: stratum.fromHour, to: stratum.toHour });
	return poolNames[stratum.pool]();
}

function dueText({ due }: PlanRule): string {
	if (due.in === 'hours') return m.plans_due_hours(due);
	const time = clock(due.at);
	return due.days === 0
		? m.plans_due_same_day({ time })
		: m.plans_due_days({ days: due.days, time });
}

function listenText(rule: PlanRule): string {
	const percent = listenPercent(rule);
	if (!isReviewed(planKind(rule)) || percent === 0) return m.plans_listen_none();
	return m.plans_listen_share({ percent });
}

function rubricText(rule: PlanRule, { rubrics }: PlanNames): string {
	if (!isReviewed(planKind(rule))) return m.plans_rubric_none();
	if (rule.rubricKey === null) return m.plans_rubric_by_kind();
	const title = rubrics[rule.rubricKey];
	return title ? text(title, getLocale()) : rule.rubricKey;
}
