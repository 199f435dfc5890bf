import { describe, expect, it } from 'vitest';
import type { Form } from '#lib/rubric/form.ts';
import {
	claimRefusal,
	decideDisputeRuling,
	decideRaise,
	disputableItems,
	isLower,
	type Claim,
	type Disputable,
	type Ruling
} from './dispute.ts';

const words = { en: 'Item', 'zh-CN': '项' };
const item = (key: string, kind: string, config: object, more: object = {}) => ({
	...{ key, kind, weight: 20, text: words, naAllowed: true, config },
	...more
});
const form = {
	title: words,
	passMark: 60,
	sections: [
		{
			...{ key: 'all', title: words, weight: 100 },
			items: [
				item('greeting', 'yes-no', {}),
				item('manner', 'scale', { steps: [words, words, words, words, words] }),
				item('promise', 'yes-no', {}, { severe: 'invalid-promise', fatal: 'form' }),
				item('slips', 'deduction', { points: 5, most: 4 }, { weight: 0 }),
				item('praise', 'bonus', { points: 5, most: 2 }, { weight: 0 }),
				item('said', 'record', { field: 'words' }, { weight: 0 })
			]
		}
	]
} as unknown as Form;
const answers = {
	...{ greeting: 'no', manner: 3, promise: 'yes', slips: 1, praise: 1, said: 'nothing' }
};
const until = new Date('2026-03-05T09:00:00Z');
const before = new Date(until.getTime() - 1);
const reason = 'It is to be heard at once';

const review = (over: Partial<Disputable> = {}): Disputable => ({
	...{ form, answers, durationMs: 90_000, closesAt: until },
	...{ disputed: new Set<string>(), ruled: {} },
	...over
});
const claim = (itemKey: string, proposed: unknown, over: Partial<Claim> = {}): Claim => ({
	...{ itemKey, proposed, reason, atMs: null },
	...over
});
const keysOf = (given: object) => disputableItems(form, given as never).map(({ key }) => key);

describe('disputableItems', () => {
	it('are failed, below full marks, or cost points; neither praise nor what is only kept', () => {
		expect(keysOf(answers)).toEqual(['greeting', 'manner', 'slips']);
		expect(keysOf({ ...answers, manner: 5, slips: 0, promise: 'no' })).toEqual([
			...['greeting', 'promise']
		]);
	});

	it('are N/A where the best answer would score higher', () => {
		expect(keysOf({ greeting: 'na', manner: 3, promise: 'yes' })).toEqual(['greeting', 'manner']);
		expect(keysOf({ greeting: 'na', manner: 5, promise: 'yes', praise: 'na' })).toEqual([]);
	});
});

describe('decideRaise', () => {
	it('takes claims until the window closes', () => {
		const claims = [claim('greeting', 'yes'), claim('manner', 5, { atMs: 90_000 })];
		expect(decideRaise(review(), claims, before)).toEqual({ ok: true, value: { claims } });
		expect(decideRaise(review(), claims, until)).toMatchObject({ refusal: 'window-closed' });
	});

	it.each([
		['already-disputed', { disputed: new Set(['greeting']) }, claim('greeting', 'yes')],
		['already-ruled', { ruled: { greeting: 'no' } }, claim('greeting', 'yes')],
		['not-disputable', {}, claim('promise', 'no')],
		['would-lower', {}, claim('manner', 1)],
		['same-answer', {}, claim('manner', 3)],
		['not-an-answer', {}, claim('manner', 9)],
		['outside-recording', {}, claim('greeting', 'yes', { atMs: -1 })],
		['reason-too-short', {}, claim('greeting', 'yes', { reason: '……　！！' })]
	] as const)('refuses with %s, naming the item', (refusal, over, one) => {
		expect(decideRaise(review(over), [one], before)).toMatchObject({
			...{ ok: false, refusal, facts: { item: one.itemKey } }
		});
	});

	it('takes an item again whose answer has changed since its ruling', () => {
		const ruled = { greeting: 'na' };
		expect(decideRaise(review({ ruled }), [claim('greeting', 'yes')], before).ok).toBe(true);
	});
});

describe('isLower', () => {
	const score = { rawTenths: 800, outcome: 'passed' as const, severe: [] as string[] };

	it.each([
		['fewer points', { ...score, rawTenths: 799 }, true],
		['the same', score, false],
		['more points', { ...score, rawTenths: 900 }, false],
		['failed', { ...score, rawTenths: 900, outcome: 'failed' as const }, true],
		['not scorable', { ...score, rawTenths: null, outcome: 'not-scorable' as const }, true],
		['a severe item', { ...score, severe: ['address-wrong'] }, true]
	])('%s', (_, after, lower) => {
		expect(isLower(score, after)).toBe(lower);
	});

	it('counts a failed review that becomes not scorable as no worse', () => {
		const failed = { ...score, outcome: 'failed' as const };
		const gone = { ...score, rawTenths: null, outcome: 'not-scorable' as const };
		expect(isLower(failed, gone)).toBe(false);
	});
});

describe('decideDisputeRuling', () => {
	const manner = disputableItems(form, answers).find(({ key }) => key === 'manner')!;
	const rule = (over: Partial<Ruling>) =>
		decideDisputeRuling(
			{ form, answers },
			{ item: manner, proposed: 5 },
			{ outcome: 'upheld', reason, answer: undefined, coaching: '', ...over }
		);

	it('upholds, takes the proposed answer, or one between', () => {
		expect(rule({})).toMatchObject({ value: { answer: null } });
		expect(rule({ outcome: 'changed' })).toMatchObject({ value: { answer: 5 } });
		expect(rule({ outcome: 'partly', answer: 4 })).toMatchObject({ value: { answer: 4 } });
	});

	it.each([
		['reason-too-short', { reason: 'No' }],
		['same-answer', { outcome: 'partly', answer: 5 }],
		['same-answer', { outcome: 'partly', answer: 3 }],
		['not-an-answer', { outcome: 'partly', answer: 'high' }],
		['would-lower', { outcome: 'partly', answer: 1 }]
	] as const)('refuses with %s', (refusal, over) => {
		expect(rule(over)).toMatchObject({ ok: false, refusal });
	});
});

describe('claimRefusal', () => {
	it('is none for a claim in order', () => {
		const greeting = disputableItems(form, answers)[0]!;
		expect(claimRefusal(review(), claim('greeting', 'yes'), greeting)).toBeUndefined();
	});
});
