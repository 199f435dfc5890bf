import { describe, expect, it } from 'vitest';
import { checkFaults, decideCheck, findingOf, type CheckContent } from './check.ts';

const content = (given: Partial<CheckContent> = {}): CheckContent => ({
	result: 'problem',
	problem: 'greeting',
	atMs: 3000,
	note: 'No greeting',
	heard: [],
	spentMs: 0,
	...given
});

describe('checkFaults', () => {
	it.each<[string, Partial<CheckContent>, string[]]>([
		['a whole problem', {}, []],
		['nothing chosen', { result: null, problem: null, note: '' }, ['result-missing']],
		[
			'a clean call with nothing else',
			{ result: 'clean', problem: null, atMs: null, note: '' },
			[]
		],
		['a problem without its kind', { problem: null }, ['kind-missing']],
		['a highlight without a kind', { result: 'highlight', problem: null }, []],
		['no place', { atMs: null }, ['second-missing']],
		['the last millisecond', { atMs: 90_000 }, []],
		['beyond the end', { atMs: 90_001 }, ['outside-recording']],
		['no words', { note: '' }, ['note-missing']],
		[
			'nothing filled in',
			{ problem: null, atMs: null, note: '' },
			['kind-missing', 'second-missing', 'note-missing']
		]
	])('%s', (_what, given, faults) => {
		expect(checkFaults(content(given), 90_000)).toEqual(faults);
	});
});

describe('findingOf', () => {
	it('keeps no kind and no place of a clean call, and no kind of a highlight', () => {
		expect(findingOf(content({ result: 'clean', note: 'ok' }))).toEqual({
			result: 'clean',
			problem: null,
			atMs: null,
			note: 'ok'
		});
		expect(findingOf(content({ result: 'highlight' }))).toMatchObject({
			problem: null,
			atMs: 3000
		});
		expect(() => findingOf(content({ result: null }))).toThrow();
	});
});

describe('decideCheck', () => {
	const call = {
		agentId: 'lin',
		verdict: 'ok' as const,
		verdictReason: null,
		checkedAt: undefined
	};

	it.each([
		['already-checked', { checkedAt: new Date('2026-03-02T09:00:00Z') }],
		['no-agent', { agentId: null }],
		['nothing-to-hear', { verdict: 'empty' as const }],
		['nothing-to-hear', { verdict: 'unreadable' as const }]
	])('refuses with %s', (refusal, given) => {
		expect(decideCheck({ ...call, ...given })).toMatchObject({ ok: false, refusal });
	});

	it('takes what can be heard, for the first time', () => {
		expect(decideCheck(call)).toEqual({ ok: true, value: { agentId: 'lin' } });
	});
});
