import { describe, expect, it } from 'vitest';
import { decideHandOver, standIns, type HandOver } from './hand-over.ts';
import { decideExcuse, missedDuty } from './missed.ts';
import { parseMissedFilter } from './missed-filter.ts';
import { decideGiving, type GivenTask } from './reassign.ts';
import {
	decideReplacement,
	reviewerOfSubstitute,
	whySkipped,
	type RankedCall,
	type SubstituteFacts
} from './replace.ts';
import { searchOf } from '#lib/shared/address.ts';
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

describe('decideHandOver', () => {
	const wanted: HandOver = {
		...{ userId: 'omar', deputyId: 'sun', firstDay: 20_280_228, lastDay: 20_280_301 }
	};
	const decide = (change: Partial<HandOver>, standing: HandOver[] = [], today = 20_280_228) => {
		const decision = decideHandOver({ ...wanted, ...change }, { today, standing });
		return decision.ok ? undefined : decision.refusal;
	};
	const other = (userId: string, deputyId: string, firstDay: number, lastDay: number) => ({
		...{ userId, deputyId, firstDay, lastDay }
	});

	it('may last one day, and 92 days over 29 February, not 93', () => {
		expect(decide({ lastDay: 20_280_228 })).toBeUndefined();
		expect(decide({ lastDay: 20_280_529 })).toBeUndefined();
		expect(decide({ lastDay: 20_280_530 })).toBe('too-long');
		expect(decide({ lastDay: 20_280_227 })).toBe('days-reversed');
		expect(decide({}, [], 20_280_229)).toBe('day-over');
		expect(decide({ deputyId: 'omar' })).toBe('same-person');
	});

	it('may follow another of the same person, not share a day with it', () => {
		expect(decide({}, [other('omar', 'bo', 20_280_302, 20_280_310)])).toBeUndefined();
		expect(decide({}, [other('omar', 'bo', 20_280_301, 20_280_310)])).toBe('overlaps');
	});

	it('never leads back on any of its days, by however many steps', () => {
		const back = [
			other('sun', 'bo', 20_280_229, 20_280_229),
			other('bo', 'omar', 20_280_228, 20_280_302)
		];
		expect(decide({}, back)).toBe('comes-back');
		const apart = [
			other('sun', 'bo', 20_280_229, 20_280_229),
			other('bo', 'omar', 20_280_301, 20_280_302)
		];
		expect(decide({}, apart)).toBeUndefined();
	});
});

describe('standIns', () => {
	const named = new Map([
		['omar', 'sun'],
		['sun', 'bo']
	]);

	it('follows deputies who are away as far as the next is active', () => {
		expect(standIns(named, () => true)).toEqual(
			new Map([
				['omar', 'bo'],
				['sun', 'bo']
			])
		);
		expect(standIns(named, (id) => id !== 'bo')).toEqual(new Map([['omar', 'sun']]));
		expect(standIns(named, (id) => id !== 'sun')).toEqual(new Map([['sun', 'bo']]));
		expect(
			standIns(
				new Map([
					['a', 'b'],
					['b', 'a']
				]),
				() => true
			)
		).toEqual(
			new Map([
				['a', 'b'],
				['b', 'a']
			])
		);
	});
});

describe('a missed duty', () => {
	it.each([
		[undefined, { undone: 0, inTime: 3, ahead: 0 }],
		[undefined, { undone: 1, inTime: 0, ahead: 1 }],
		[
			{ tasks: 1, of: 1 },
			{ undone: 1, inTime: 0, ahead: 0 }
		],
		[
			{ tasks: 2, of: 5 },
			{ undone: 2, inTime: 3, ahead: 0 }
		]
	])('is %j', (missed, duty) => {
		expect(missedDuty(duty)).toEqual(missed);
	});

	it('is excused once, with words', () => {
		const fresh = { excused: false };
		expect(decideExcuse(fresh, { reason: 'leave', words: ' 休假 ' })).toEqual({
			ok: true,
			value: '休假'
		});
		expect(decideExcuse(fresh, { reason: 'leave', words: '—' })).toMatchObject({
			refusal: 'words-missing'
		});
		expect(decideExcuse(fresh, { reason: 'other', words: '其他原因' })).toMatchObject({
			refusal: 'words-missing'
		});
		expect(decideExcuse({ excused: true }, { reason: 'leave', words: 'leave' })).toMatchObject({
			refusal: 'already-excused'
		});
	});
});

describe('the filter of missed duties', () => {
	it('reads its own address, and leaves out what cannot be read', () => {
		const filter = {
			person: 'p',
			team: 't',
			plan: 'daily',
			draw: 'd',
			from: 20_261_101,
			to: 20_261_130,
			excused: 'no'
		} as const;
		expect(parseMissedFilter(searchOf(filter))).toEqual(filter);
		const bad = new URLSearchParams('from=2026-13-01&to=0000-01-01&excused=maybe&plan=%20');
		expect(searchOf(parseMissedFilter(bad)).toString()).toBe('');
	});
});
