import { describe, expect, it } from 'vitest';
import { askAgainMs, stateOf, WARN_MS, wasLengthened } from './session-warning.ts';

describe('the warning before a sign-in ends', () => {
	it.each([
		[30 * 60_000, 'fine', 28 * 60_000 + 250],
		[WARN_MS + 1, 'fine', 251],
		[WARN_MS, 'ending', 10_000],
		[3_000, 'ending', 3_000],
		[1, 'ending', 250],
		[0, 'ended', 250]
	])('with %i ms left it is %s and asks again in %i ms', (leftMs, state, again) => {
		expect(stateOf(leftMs)).toBe(state);
		expect(askAgainMs(leftMs)).toBe(again);
	});

	it('tells an extension from none at the end of the twelve hours', () => {
		expect(wasLengthened(30 * 60_000)).toBe(true);
		expect(wasLengthened(100_000)).toBe(false);
	});
});
