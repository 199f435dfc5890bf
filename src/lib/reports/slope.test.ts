import { describe, expect, it } from 'vitest';
import { bandOf } from './band.ts';
import { weeklySlope } from './slope.ts';

const weeks = (...of: [failed: number, n: number][]) => of.map(([failed, n]) => ({ failed, n }));

describe('weeklySlope', () => {
	it.each([
		['rises ten points a week', weeks([0, 10], [1, 10], [2, 10], [3, 10]), 10],
		['falls', weeks([3, 10], [2, 10], [1, 10], [0, 10]), -10],
		['stays', weeks([2, 10], [2, 10], [2, 10], [2, 10]), 0],
		['passes over a week without calls', weeks([0, 10], [0, 0], [2, 10], [3, 10]), 10],
		['gives a week of many calls its weight', weeks([0, 100], [0, 100], [0, 100], [1, 1]), 1]
	])('%s', (_, given, slope) => expect(weeklySlope(given)).toBe(slope));

	it.each([
		['no week', weeks()],
		['two weeks', weeks([1, 50], [2, 50])],
		['three weeks and fourteen calls', weeks([1, 5], [1, 5], [1, 4])]
	])('says nothing of %s', (_, given) => expect(weeklySlope(given)).toBe('too-few'));
});

describe('bandOf', () => {
	it.each([
		[4, 4, 'too-few'],
		[5, 0, 'none'],
		[100, 9, 'low'],
		[10, 1, 'middle'],
		[1000, 249, 'middle'],
		[4 * 5, 5, 'high'],
		[5, 5, 'high']
	])('of %i calls %i failed: %s', (n, failed, band) => expect(bandOf({ n, failed })).toBe(band));
});
