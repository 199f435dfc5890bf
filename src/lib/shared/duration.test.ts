import { expect, it } from 'vitest';
import { durationText, parseDuration, totalLength, unionRanges } from './duration.ts';

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

it.each([
	['0:00', 0],
	['4:05', 245_000],
	['1:02:03', 3_723_000],
	['245', 245_000],
	['１：０５', 65_000],
	['4:60', undefined],
	['61:00', undefined],
	['-1', undefined],
	['1.5', undefined],
	['', undefined],
	['9'.repeat(9), undefined]
])('reads %s as %s', (text, ms) => {
	expect(parseDuration(text)).toBe(ms);
});
