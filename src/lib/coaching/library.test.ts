import { describe, expect, it } from 'vitest';
import {
	clipState,
	decideAcceptance,
	decideClip,
	decideConsent,
	LONGEST_CLIP_MS,
	type ClipInput
} from './library.ts';

const input = (given: Partial<ClipInput> = {}): ClipInput => ({
	...{ recordingId: 'r', fromMs: 1000, toMs: 6000, title: 'Calm', itemKey: null, consents: false },
	...given
});
const call = { durationMs: 600_000, itemKeys: ['greeting'] };

describe('decideClip', () => {
	it('takes a part of the call, up to two minutes, under a cleaned title', () => {
		expect(decideClip(input({ title: ' Calm\n' }), call)).toEqual({
			...{ ok: true, value: { title: 'Calm' } }
		});
		expect(decideClip(input({ toMs: 1000 + LONGEST_CLIP_MS }), call)).toMatchObject({ ok: true });
	});

	it.each<[string, Partial<ClipInput>]>([
		['times', { fromMs: 6000 }],
		['outside-recording', { toMs: 600_001 }],
		['whole-call', { fromMs: 0, toMs: 600_000 }],
		['too-long', { toMs: 1001 + LONGEST_CLIP_MS }],
		['title-missing', { title: ' … ' }],
		['unknown-item', { itemKey: 'closing' }]
	])('refuses with %s', (refusal, given) => {
		expect(decideClip(input(given), call)).toMatchObject({ ok: false, refusal });
	});
});

describe('the state of a passage', () => {
	it.each([
		[null, null, 'waiting-consent'],
		[null, true, 'waiting-consent'],
		[false, true, 'withdrawn'],
		[true, null, 'waiting-decision'],
		[true, true, 'accepted'],
		[true, false, 'declined']
	])('consent %s and decision %s: %s', (consents, accepted, state) => {
		expect(clipState({ consents, accepted })).toBe(state);
	});

	it('changes by a word that says something new', () => {
		expect(decideConsent(null, false)).toMatchObject({ refusal: 'already-so' });
		expect(decideConsent(null, true)).toMatchObject({ ok: true });
		expect(decideConsent(true, true)).toMatchObject({ refusal: 'already-so' });
		expect(decideConsent(true, false)).toMatchObject({ ok: true });
	});

	it.each([
		['not-consented', { state: 'waiting-consent', accepted: null }, true, ''],
		['not-consented', { state: 'withdrawn', accepted: null }, true, ''],
		['already-so', { state: 'accepted', accepted: true }, true, ''],
		['reason-missing', { state: 'accepted', accepted: true }, false, ' … ']
	] as const)('is not decided: %s', (refusal, clip, accepted, reason) => {
		expect(decideAcceptance(clip, { accepted, reason })).toMatchObject({ ok: false, refusal });
	});

	it('is decided for an agreed passage, and taken out with a reason', () => {
		const waiting = { state: 'waiting-decision', accepted: null } as const;
		expect(decideAcceptance(waiting, { accepted: true, reason: '' })).toMatchObject({ ok: true });
		const taken = { state: 'accepted', accepted: true } as const;
		expect(decideAcceptance(taken, { accepted: false, reason: 'Old' })).toMatchObject({ ok: true });
	});
});
