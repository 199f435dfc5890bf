/**
 * A plan as the form holds it: texts under the rule's own dotted paths, so that a fault finds its
 * field. People are typed as staff numbers or names, durations in seconds.
 *
 * Pure.
 */
import * as v from 'valibot';
import { directions, callKinds } from '#lib/recordings/call.ts';
import { parseDuration } from '#lib/shared/duration.ts';
import { faultAt, type PlanFault } from './plan-fault.ts';
import { findPeople, listOf, type NamedPerson } from './plan-form-lists.ts';
import { LISTEN_PERCENT, planRule, type PlanRule, type TimeOfDay } from './plan.ts';

/** What was typed, by field; a field may hold several values, such as ticked teams. */
export type Typed = Readonly<Record<string, readonly string[]>>;

/** Rows for strata that a form may have. */
export const STRATA_ROWS = 8;

const single = [
	...['name.en', 'name.zh-CN', 'reviewer.by', 'reviewer.userIds', 'callsOf.userIds'],
	...['callsOf.newUpToDays', 'callsOf.belowScore', 'recurrence.every', 'recurrence.weekday'],
	...['recurrence.day', 'drawAt', 'unit', 'count.how', 'count.n', 'count.percent', 'count.perTen'],
	...['count.min', 'count.max', 'eligible.minDurationMs', 'eligible.maxDurationMs'],
	...['eligible.queues', 'eligible.reviewed', 'due.in', 'due.hours', 'due.days', 'due.at'],
	...['rubricKey', 'blind', 'listen.speechPercent', 'paused', 'departmentId', 'reason']
];
const several = [
	'callsOf.departmentIds',
	'callsOf.teamIds',
	'eligible.directions',
	'eligible.kinds'
];
const stratumFields = ['pool', 'percent', 'words', 'fromHour', 'toHour'];
const LONGEST = 4000;

/** Takes the form's own fields and nothing else; rows of strata without a pool are closed up. */
export function typedOf(form: FormData): Typed {
	const texts = (name: string) =>
		form.getAll(name).map((value) => (typeof value === 'string' ? value.slice(0, LONGEST) : ''));
	const typed: Record<string, readonly string[]> = {};
	for (const name of single) typed[name] = texts(name).slice(0, 1);
	for (const name of several) typed[name] = [...new Set(texts(name))].slice(0, 500);
	let row = 0;
	for (let place = 0; place < STRATA_ROWS; place++) {
		if (!texts(`strata.${place}.pool`)[0]) continue;
		for (const part of stratumFields)
			typed[`strata.${row}.${part}`] = texts(`strata.${place}.${part}`).slice(0, 1);
		row += 1;
	}
	return typed;
}

export const valueOf = (typed: Typed, field: string): string => typed[field]?.[0] ?? '';

/** The rule that was typed, or what of it cannot be read, each at its field. */
export function readTyped(
	typed: Typed,
	people: Iterable<NamedPerson>
): { ok: true; rule: PlanRule } | { ok: false; faults: PlanFault[] } {
	const known = [...people];
	const reviewers = findPeople(valueOf(typed, 'reviewer.userIds'), known);
	const agents = findPeople(valueOf(typed, 'callsOf.userIds'), known);
	const parsed = v.safeParse(planRule, candidate(typed, reviewers.ids, agents.ids));
	const faults = parsed.success ? [] : parsed.issues.map((issue) => issueFault(issue));
	const named = valueOf(typed, 'reviewer.by') === 'named';
	if (named && reviewers.unknown.length > 0)
		faults.unshift(faultAt('reviewer.userIds', 'unknown-person', reviewers.unknown));
	if (agents.unknown.length > 0)
		faults.unshift(faultAt('callsOf.userIds', 'unknown-person', agents.unknown));
	const first = new Map(faults.toReversed().map((fault) => [fault.field, fault]));
	return parsed.success && faults.length === 0
		? { ok: true, rule: parsed.output }
		: { ok: false, faults: [...first.values()].toReversed() };
}

function candidate(typed: Typed, reviewers: string[], agents: string[]): unknown {
	const text = (field: string) => valueOf(typed, field).trim();
	const number = (field: string) => numberOf(text(field));
	const orNull = <Value>(field: string, value: Value) => (text(field) === '' ? null : value);
	const ms = (field: string) => lengthOf(text(field));
	const by = text('reviewer.by');
	const every = text('recurrence.every');
	const how = text('count.how');
	const range = { min: number('count.min'), max: number('count.max') };
	const dueIn = text('due.in');
	return {
		name: { en: text('name.en'), 'zh-CN': text('name.zh-CN') },
		reviewer: by === 'named' ? { by, userIds: reviewers } : { by },
		callsOf: {
			departmentIds: typed['callsOf.departmentIds'] ?? [],
			teamIds: typed['callsOf.teamIds'] ?? [],
			userIds: agents,
			newUpToDays: orNull('callsOf.newUpToDays', number('callsOf.newUpToDays')),
			belowScore: orNull('callsOf.belowScore', number('callsOf.belowScore'))
		},
		recurrence: {
			every,
			...(every === 'week' ? { weekday: number('recurrence.weekday') } : {}),
			...(every === 'month' ? { day: number('recurrence.day') } : {})
		},
		drawAt: timeOf(text('drawAt')),
		unit: text('unit'),
		count: {
			how,
			...(how === 'fixed' ? { n: number('count.n') } : range),
			...(how === 'percent' ? { percent: number('count.percent') } : {}),
			...(how === 'workload' ? { perTen: number('count.perTen') } : {})
		},
		eligible: {
			minDurationMs: text('eligible.minDurationMs') === '' ? 0 : ms('eligible.minDurationMs'),
			maxDurationMs: orNull('eligible.maxDurationMs', ms('eligible.maxDurationMs')),
			directions: directions.filter((one) => typed['eligible.directions']?.includes(one)),
			kinds: callKinds.filter((one) => typed['eligible.kinds']?.includes(one)),
			queues: listOf(text('eligible.queues')),
			reviewed: text('eligible.reviewed')
		},
		strata: strataOf(typed),
		due:
			dueIn === 'hours'
				? { in: dueIn, hours: number('due.hours') }
				: { in: dueIn, days: number('due.days'), at: timeOf(text('due.at')) },
		rubricKey: orNull('rubricKey', text('rubricKey')),
		blind: text('blind') !== '',
		...listenOf(text('listen.speechPercent')),
		paused: text('paused') !== ''
	};
}

/** The usual share is not written down, so that rules from before there was one stay as they are. */
function listenOf(typed: string): { listen?: { speechPercent: number } } {
	const speechPercent = typed === '' ? LISTEN_PERCENT : numberOf(typed);
	return speechPercent === LISTEN_PERCENT ? {} : { listen: { speechPercent } };
}

function strataOf(typed: Typed): unknown[] {
	const rows = Array.from(
		{ length: STRATA_ROWS },
		(_, row) => (part: string) => valueOf(typed, `strata.${row}.${part}`).trim()
	);
	return rows
		.filter((part) => part('pool') !== '')
		.map((part) => ({
			pool: part('pool'),
			percent: numberOf(part('percent')),
			...(part('pool') === 'complaint' ? { words: listOf(part('words')) } : {}),
			...(part('pool') === 'hours'
				? { fromHour: numberOf(part('fromHour')), toHour: numberOf(part('toHour')) }
				: {})
		}));
}

/** NaN for anything but a plain decimal, full-width digits included. */
function numberOf(text: string): number {
	const plain = text.normalize('NFKC');
	return /^\d{1,6}(?:\.\d{1,3})?$/.test(plain) ? Number(plain) : NaN;
}

/** Seconds, or `4:05`, as ms; NaN for anything else. */
function lengthOf(text: string): number {
	const seconds = numberOf(text);
	return Number.isNaN(seconds) ? (parseDuration(text) ?? NaN) : Math.round(seconds * 1000);
}

function timeOf(text: string): TimeOfDay | undefined {
	const match = /^(\d{1,2}):(\d{2})$/.exec(text.normalize('NFKC'));
	return match ? { hour: Number(match[1]), minute: Number(match[2]) } : undefined;
}

function issueFault(issue: v.BaseIssue<unknown>): PlanFault {
	const path = (issue.path ?? []).map(({ key }) => String(key));
	const depth = path[0] === 'strata' ? 3 : path[0] === 'drawAt' ? 1 : 2;
	const field = path.slice(0, depth).join('.');
	const empty = issue.input === '' || issue.input === undefined || issue.type === 'min_length';
	if (empty) return faultAt(field, 'missing');
	return faultAt(field, typeof issue.input === 'number' ? 'out-of-range' : 'unreadable');
}
