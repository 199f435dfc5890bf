import { describe, expect, it } from 'vitest';
import { aCall, aRule, eligibleOf, someFacts } from '../../../tests/fixtures/draws.ts';
import {
	ineligibleReasons,
	whyNobodyChecks,
	whyUnfit,
	type CallReviews,
	type IneligibleReason,
	type PeriodCall
} from './eligibility.ts';
import type { PlanRule } from './plan.ts';

const review = (outcome: CallReviews['outcome'], ...reviewerIds: string[]): CallReviews => ({
	outcome,
	reviewerIds
});

describe('whyUnfit', () => {
	const cases: [
		IneligibleReason | undefined,
		Partial<PeriodCall>,
		Partial<PlanRule['eligible']>?,
		CallReviews?
	][] = [
		['superseded', { current: false, verdict: 'empty' }],
		['not-playable', { verdict: 'empty', durationMs: 0 }],
		['not-playable', { verdict: 'unreadable', durationMs: 0 }],
		[undefined, { verdict: 'no-speech' }],
		[undefined, { verdict: 'truncated' }],
		['too-short', { durationMs: 999 }],
		[undefined, { durationMs: 1000 }],
		['too-long', { durationMs: 60_001 }, { maxDurationMs: 60_000 }],
		[undefined, { durationMs: 60_000 }, { maxDurationMs: 60_000 }],
		['direction', { direction: 'outbound' }, { directions: ['inbound', 'internal'] }],
		[undefined, { direction: 'internal' }, { directions: ['inbound', 'internal'] }],
		['kind', { kind: 'other' }, { kinds: ['report'] }],
		[undefined, { kind: 'report' }, { kinds: ['report'] }],
		['queue', { queue: 'sales' }, { queues: ['repairs'] }],
		['queue', { queue: null }, { queues: ['repairs'] }],
		[undefined, { queue: 'repairs' }, { queues: ['repairs'] }],
		['already-reviewed', {}, { reviewed: 'not-reviewed' }, review('passed', 'mei')],
		[undefined, {}, { reviewed: 'not-reviewed' }],
		[undefined, {}, { reviewed: 'any' }, review('failed', 'mei')],
		[undefined, {}, { reviewed: 'any' }],
		['not-reviewed', {}, { reviewed: 'reviewed' }],
		[undefined, {}, { reviewed: 'reviewed' }, review('not-scorable', 'mei')],
		['not-reviewed', {}, { reviewed: 'passed' }],
		['not-passed', {}, { reviewed: 'passed' }, review('failed', 'mei')],
		['not-passed', {}, { reviewed: 'passed' }, review('not-scorable', 'mei')],
		[undefined, {}, { reviewed: 'passed' }, review('passed', 'mei')],
		['not-reviewed', {}, { reviewed: 'failed' }],
		['not-failed', {}, { reviewed: 'failed' }, review('passed', 'mei')],
		['not-failed', {}, { reviewed: 'failed' }, review('not-scorable', 'mei')],
		[undefined, {}, { reviewed: 'failed' }, review('failed', 'mei')],
		['too-short', { durationMs: 0, direction: 'outbound' }, { directions: ['inbound'] }],
		[
			'direction',
			{ direction: 'outbound', kind: 'other' },
			{ directions: ['inbound'], kinds: ['report'] }
		]
	];
	it.each(cases)('says %s of %o where the plan wants %o', (reason, call, eligible, reviews) => {
		const { marks } = someFacts([], {
			marks: { reviews: new Map(reviews ? [['call-1', reviews]] : []) }
		});
		expect(whyUnfit(aCall(call), aRule({ eligible: eligibleOf(eligible ?? {}) }), marks)).toBe(
			reason
		);
	});

	it('does not draw a call again for the same kind of plan', () => {
		const { marks } = someFacts([], { marks: { drawn: new Set(['call-1']) } });
		expect(whyUnfit(aCall(), aRule(), marks)).toBe('already-drawn');
		expect(whyUnfit(aCall({ id: 'call-2' }), aRule(), marks)).toBeUndefined();
	});
});

describe('whyNobodyChecks', () => {
	it.each([
		['no-reviewer', [], []],
		['reviewer-is-agent', ['lin'], []],
		['reviewed-by-reviewer', ['mei'], ['mei']],
		['reviewed-by-reviewer', ['mei', 'lin'], ['mei']],
		[undefined, ['mei', 'omar'], ['mei']],
		[undefined, ['mei'], ['ana']],
		[undefined, ['lin', 'mei'], []]
	])('says %s of a circle of %o where %o have reviewed', (reason, circle, reviewerIds) => {
		const reviews = new Map([['call-1', { outcome: 'passed' as const, reviewerIds }]]);
		expect(whyNobodyChecks(aCall(), circle, { reviews })).toBe(reason);
	});

	it('every reason is counted once', () => {
		expect(new Set(ineligibleReasons).size).toBe(15);
	});
});
