import { expect, it } from 'vitest';
import { durationText, totalLength, unionRanges } from './duration.ts';

it.each([
	[0, '0:00'],
	[999, '0:00'],
	[245_000, '4:05'],
	[3_723_000, '1:02:03']
])('shows %i ms as %s', (ms, text) => expect(durationText(ms)).toBe(text));

it('joins ranges that touch, keeps gaps, drops empty ones', () => {
	const union = unionRanges([
		[5, 9],
		[0, 2],
		[2, 3],
		[8, 12],
		[20, 20],
		[30, 25]
	]);
	expect(union).toEqual([
		[0, 3],
		[5, 12]
	]);
	expect(totalLength(union)).toBe(10);
});
