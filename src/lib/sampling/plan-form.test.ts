import { describe, expect, it } from 'vitest';
import { formValues, newPlanValues } from './plan-form-values.ts';
import { readTyped, typedOf, type Typed } from './plan-form.ts';
import { isPlanKey, keyOfName } from './plan-key.ts';
import { standardPlans } from './standard-plans.ts';
import type { PlanRule } from './plan.ts';

const ids = ['a', 'b', 'c', 'd'].map((end) => `0193aaaa-0000-7000-8000-00000000000${end}`);
const people = [
	{ id: ids[0]!, staffNo: 'A1', name: 'Lin Tao' },
	{ id: ids[1]!, staffNo: 'A2', name: '王伟' },
	{ id: ids[2]!, staffNo: 'A3', name: '李娜' },
	{ id: ids[3]!, staffNo: 'A4', name: '李娜' }
];
const spotCheck = standardPlans['daily-spot-check']!;
const everything: PlanRule = {
	name: { en: 'Night', 'zh-CN': '夜间' },
	reviewer: { by: 'named', userIds: [ids[0]!, ids[1]!] },
	callsOf: {
		departmentIds: [ids[2]!],
		teamIds: [ids[3]!],
		userIds: [ids[1]!],
		newUpToDays: 90,
		belowScore: 80
	},
	recurrence: { every: 'month', day: 28 },
	drawAt: { hour: 0, minute: 5 },
	unit: 'team',
	count: { how: 'percent', percent: 5, min: 0, max: 20 },
	eligible: {
		minDurationMs: 500,
		maxDurationMs: 600_000,
		directions: ['inbound', 'internal'],
		kinds: ['call-back'],
		queues: ['repairs', 'night line'],
		reviewed: 'failed'
	},
	strata: [
		{ pool: 'complaint', percent: 40, words: ['投诉', 'complain'] },
		{ pool: 'hours', percent: 30, fromHour: 22, toHour: 6 },
		{ pool: 'any', percent: 30 }
	],
	due: { in: 'hours', hours: 48 },
	rubricKey: 'report',
	blind: true,
	listen: { speechPercent: 50 },
	paused: true
};

/** The form as a browser posts it. */
function posted(typed: Typed): FormData {
	const form = new FormData();
	for (const [field, values] of Object.entries(typed))
		for (const value of values) form.append(field, value);
	return form;
}
const read = (changes: Typed = {}, of = spotCheck) =>
	readTyped(typedOf(posted({ ...formValues(of, people), ...changes })), people);
const faults = (changes: Typed) => {
	const outcome = read(changes);
	return outcome.ok ? [] : outcome.faults;
};

describe('the form of a plan', () => {
	it.each(Object.entries({ ...standardPlans, everything }))('keeps all of %s', (_, rule) => {
		expect(read({}, rule)).toEqual({ ok: true, rule });
	});

	it('of a new plan lacks its names only', () => {
		expect(readTyped(newPlanValues(), people)).toEqual({
			ok: false,
			faults: [
				{ field: 'name.en', fault: 'missing', names: [] },
				{ field: 'name.zh-CN', fault: 'missing', names: [] }
			]
		});
	});

	it('writes down what must be heard only where it is not the usual 80 %', () => {
		const listen = (typed: string) => {
			const outcome = read({ 'listen.speechPercent': [typed] }, everything);
			return outcome.ok ? (outcome.rule.listen ?? 'usual') : outcome.faults[0]?.fault;
		};
		expect(formValues(spotCheck, people)['listen.speechPercent']).toEqual(['80']);
		expect(['80', '', '0', '１００', '101', '7.5', 'all'].map(listen)).toEqual([
			...['usual', 'usual', { speechPercent: 0 }, { speechPercent: 100 }],
			...['out-of-range', 'out-of-range', 'out-of-range']
		]);
	});

	it('finds people by number or name, between commas or spaces', () => {
		const reviewer = (text: string) =>
			read({ 'reviewer.by': ['named'], 'reviewer.userIds': [text] });
		for (const text of ['A1,A2', 'A1 A2', ' A1、王伟', 'Lin Tao；王伟', '王伟 A1\nA2'])
			expect(reviewer(text), text).toMatchObject({ ok: true });
		expect(reviewer('A9 李娜 A1')).toEqual({
			ok: false,
			faults: [{ field: 'reviewer.userIds', fault: 'unknown-person', names: ['A9', '李娜'] }]
		});
		expect(reviewer('')).toMatchObject({
			faults: [{ field: 'reviewer.userIds', fault: 'missing' }]
		});
	});

	it.each<[string, Typed, string, string]>([
		['no number', { 'count.n': ['three'] }, 'count.n', 'out-of-range'],
		['a number too large', { 'count.n': ['201'] }, 'count.n', 'out-of-range'],
		['a huge number', { 'count.n': ['9'.repeat(400)] }, 'count.n', 'out-of-range'],
		['a fraction of a call', { 'count.n': ['1.5'] }, 'count.n', 'out-of-range'],
		[
			'a negative length',
			{ 'eligible.minDurationMs': ['-1'] },
			'eligible.minDurationMs',
			'out-of-range'
		],
		['no time', { drawAt: [''] }, 'drawAt', 'missing'],
		['a time that is none', { 'due.at': ['25:00'] }, 'due.at', 'out-of-range'],
		['no reviewer', { 'reviewer.by': [] }, 'reviewer.by', 'missing'],
		['an odd reviewer', { 'reviewer.by': ['x'] }, 'reviewer.by', 'unreadable'],
		['no stratum', { 'strata.0.pool': [''] }, 'strata', 'missing'],
		['a share of nothing', { 'strata.0.percent': [''] }, 'strata.0.percent', 'out-of-range'],
		['no words', { 'strata.0.pool': ['complaint'] }, 'strata.0.words', 'missing'],
		['a team that is no id', { 'callsOf.teamIds': ['\0'] }, 'callsOf.teamIds', 'unreadable'],
		['a name with a NUL', { 'name.en': ['a\0'] }, 'name.en', 'unreadable'],
		['a name too long', { 'name.en': ['a'.repeat(81)] }, 'name.en', 'unreadable']
	])('refuses %s at its field', (_, changes, field, fault) => {
		expect(faults(changes)).toEqual([{ field, fault, names: [] }]);
	});

	it('takes a file, a foreign field and a thousand teams without failing', () => {
		const form = posted(formValues(spotCheck, people));
		form.append('constructor', 'x');
		form.set('name.en', new File(['x'], 'x'));
		for (let n = 0; n < 1000; n++) form.append('callsOf.teamIds', String(n));
		const typed = typedOf(form);
		expect(Object.keys(typed)).not.toContain('constructor');
		expect(readTyped(typed, people)).toMatchObject({ ok: false });
	});

	it('reads what a Chinese keyboard types', () => {
		const typed = {
			drawAt: ['７：０５'],
			'count.n': ['２'],
			'eligible.minDurationMs': ['１：３０']
		};
		expect(read(typed)).toMatchObject({
			rule: {
				drawAt: { hour: 7, minute: 5 },
				count: { n: 2 },
				eligible: { minDurationMs: 90_000 }
			}
		});
	});

	it('closes up rows without a pool', () => {
		const typed = typedOf(posted({ 'strata.2.pool': ['any'], 'strata.2.percent': ['100'] }));
		expect(typed['strata.0.pool']).toEqual(['any']);
		expect(typed['strata.1.pool']).toBeUndefined();
	});
});

it.each([
	['Night shift (2)', 'night-shift-2'],
	['Überprüfung', 'uberprufung'],
	['抽查', 'plan'],
	['New', 'plan-new'],
	['x'.repeat(90), 'x'.repeat(56)]
])('the key of %s is %s', (name, key) => {
	expect(keyOfName(name)).toBe(key);
	expect(isPlanKey(key)).toBe(true);
	expect(isPlanKey('new')).toBe(false);
});
