import { describe, expect, it } from 'vitest';
import { decideGiving, type GivenTask } from './reassign.ts';
import {
	decideReplacement,
	reviewerOfSubstitute,
	whySkipped,
	type RankedCall,
	type SubstituteFacts
} from './replace.ts';
import { cleanWords, realCharacters } from '#lib/shared/words.ts';

describe('words', () => {
	it.each([
		['', 0],
		[' . , ! ?', 0],
		['ten letter', 9],
		['客户是我的亲戚不能评', 10],
		['a1é录', 4]
	])('%j has %i real characters', (text, n) => {
		expect(realCharacters(text)).toBe(n);
	});

	it('are kept without control characters, trimmed, at most 500 long', () => {
		expect(cleanWords(' a\u0000b\r\nc ')).toBe('a b c');
		expect(cleanWords('x'.repeat(600))).toHaveLength(500);
	});
});

describe('decideReplacement', () => {
	const open = { doneAt: null, replacedAt: null };
	const at = new Date(0);

	it('asks for words only where the reason says nothing by itself', () => {
		expect(decideReplacement(open, { reason: 'empty', words: '' })).toEqual({
			ok: true,
			value: ''
		});
		const ten = decideReplacement(open, { reason: 'other', words: 'abcde12345' });
		expect(ten).toEqual({ ok: true, value: 'abcde12345' });
		expect(decideReplacement(open, { reason: 'other', words: 'abcde 1234' })).toMatchObject({
			refusal: 'words-missing'
		});
	});

	it.each([
		['already-done', { ...open, doneAt: at }],
		['already-replaced', { ...open, replacedAt: at }]
	])('refuses with %s', (refusal, task) => {
		expect(decideReplacement(task, { reason: 'empty', words: '' })).toEqual({ ok: false, refusal });
	});
});

describe('whySkipped', () => {
	const call: RankedCall = {
		...{ id: 'c', agentId: 'lin', current: true, verdict: 'ok', drawn: false, reviewedBy: [] }
	};
	const unit = { agentId: 'lin', reviewed: 'not-reviewed' } as const;

	it.each([
		[undefined, call, unit],
		['already-drawn', { ...call, drawn: true, current: false }, unit],
		['superseded', { ...call, current: false }, unit],
		['not-playable', { ...call, verdict: 'empty' }, unit],
		['not-playable', { ...call, verdict: 'unreadable' }, unit],
		[undefined, { ...call, verdict: 'no-speech' }, unit],
		['other-agent', { ...call, agentId: 'wei' }, unit],
		['other-agent', { ...call, agentId: null }, { ...unit, agentId: null }],
		[undefined, { ...call, agentId: 'wei' }, { ...unit, agentId: null }],
		['already-reviewed', { ...call, reviewedBy: ['ana'] }, unit],
		[undefined, { ...call, reviewedBy: ['ana'] }, { ...unit, reviewed: 'any' }]
	] as const)('says %s', (reason, facts, of) => {
		expect(whySkipped(facts as RankedCall, of)).toBe(reason);
	});
});

describe('reviewerOfSubstitute', () => {
	const facts: SubstituteFacts = {
		...{ kind: 'spot-check', reviewerId: 'omar', replacedBy: 'omar', reason: 'other' },
		...{
			agentId: 'lin',
			leads: ['zoe', 'omar', 'bo'],
			heads: ['ana'],
			reviewedBy: [],
			away: new Set<string>()
		}
	};

	it.each([
		['omar', { reason: 'empty' }],
		['omar', { replacedBy: 'ana' }],
		['bo', {}],
		['zoe', { reviewedBy: ['bo'] }],
		['zoe', { away: new Set(['bo']) }],
		['ana', { away: new Set(['bo', 'zoe']) }],
		['bo', { away: new Set(['bo', 'zoe', 'ana']) }],
		['ana', { leads: ['omar'] }],
		['ana', { leads: ['omar', 'lin'] }],
		[undefined, { leads: ['omar'], heads: ['lin'] }],
		[undefined, { reason: 'empty', agentId: 'omar' }],
		[undefined, { kind: 'weekly-audit', reviewerId: 'ana', replacedBy: 'ana' }],
		['eve', { kind: 'weekly-audit', reviewerId: 'ana', replacedBy: 'ana', heads: ['ana', 'eve'] }],
		['lin', { kind: 'self-check', reviewerId: 'lin', replacedBy: 'ana' }]
	] as const)('is %s', (reviewer, change) => {
		expect(reviewerOfSubstitute({ ...facts, ...change })).toBe(reviewer);
	});
});

describe('decideGiving', () => {
	const task: GivenTask = {
		...{ kind: 'spot-check', reviewerId: 'omar', agentIds: ['lin', 'wei'] },
		...{ doneAt: null, replacedAt: null, avoidedBy: null, reviewedBy: ['eve'] }
	};
	const to = (id: string, ...roles: Parameters<typeof decideGiving>[1]['roles']) => ({ id, roles });

	it.each([
		[undefined, task, to('sun', 'team-lead')],
		[undefined, task, to('eve', 'agent')],
		['already-done', { ...task, doneAt: new Date(0) }, to('sun', 'team-lead')],
		['already-replaced', { ...task, replacedAt: new Date(0) }, to('sun', 'team-lead')],
		['self-check', { ...task, kind: 'self-check' }, to('sun', 'team-lead')],
		['same-reviewer', task, to('omar', 'team-lead')],
		['may-not-check', task, to('tom', 'technician', 'administrator')],
		['own-call', task, to('lin', 'team-lead')],
		['own-call', task, to('wei', 'agent')],
		['replaced-by-receiver', { ...task, avoidedBy: 'sun' }, to('sun', 'team-lead')],
		['reviewed-by-receiver', { ...task, kind: 'weekly-audit' }, to('eve', 'department-head')]
	] as const)('answers %s', (refusal, facts, receiver) => {
		const decision = decideGiving(facts, receiver);
		expect(decision.ok ? undefined : decision.refusal).toBe(refusal);
	});
});
