import { describe, expect, it } from 'vitest';
import { progressLines, shortShares, sumFigures, type Pile } from './progress.ts';

const aShare = (unitId: string, teamId: string | null, reviewerIds: string[], wanted = 1) => ({
	...{ unitId, teamId, reviewerIds, wanted }
});
const aPile = (unitId: string, given: Partial<Pile> = {}): Pile => ({
	...{ unitId, teamId: 'north', reviewerId: 'omar' },
	...{ standing: 1, done: 0, replaced: 0, overdue: 0 },
	...given
});
const spotCheck = (shares: ReturnType<typeof aShare>[]) => ({
	kind: 'spot-check' as const,
	shares
});

describe('progressLines', () => {
	it('expects what was drawn and what is short, of each team and reviewer', () => {
		const draw = spotCheck([
			aShare('lin', 'north', ['omar']),
			aShare('wei', 'north', []),
			aShare('hao', 'south', ['sun'], 2)
		]);
		const piles = [
			aPile('lin', { done: 1 }),
			aPile('hao', { teamId: 'south', reviewerId: 'sun', standing: 1, overdue: 1 })
		];
		const none = { replaced: 0, overdue: 0 };
		expect(progressLines(draw, piles)).toEqual([
			{ teamId: 'north', reviewerId: 'omar', expected: 2, drawn: 1, done: 1, short: 1, ...none },
			{
				...{ teamId: 'south', reviewerId: 'sun', expected: 2, drawn: 1 },
				...{ done: 0, short: 1, replaced: 0, overdue: 1 }
			}
		]);
	});

	it('counts a replaced call through its substitute, and as short without one', () => {
		const draw = spotCheck([aShare('lin', 'north', ['omar'])]);
		const [one] = progressLines(draw, [aPile('lin', { standing: 1, replaced: 2 })]);
		expect(one).toMatchObject({ expected: 1, drawn: 1, replaced: 2, short: 0 });
		const [none] = progressLines(draw, [aPile('lin', { standing: 0, replaced: 1 })]);
		expect(none).toMatchObject({ expected: 1, drawn: 0, replaced: 1, short: 1 });
	});

	it('has a line without a reviewer for what nobody could be given', () => {
		const draw = spotCheck([aShare('lin', 'north', [])]);
		expect(progressLines(draw, [])).toMatchObject([
			{ teamId: 'north', reviewerId: null, expected: 1, drawn: 0, short: 1 }
		]);
	});

	it('adds up agents who check for themselves by team', () => {
		const draw = {
			kind: 'self-check' as const,
			shares: [aShare('lin', 'north', ['lin']), aShare('wei', 'north', ['wei'])]
		};
		const piles = [aPile('lin', { reviewerId: 'lin' }), aPile('wei', { reviewerId: 'wei' })];
		expect(progressLines(draw, piles)).toMatchObject([
			{ teamId: 'north', reviewerId: null, expected: 2, drawn: 2, short: 0 }
		]);
	});

	it('keeps other teams out, yet sees what their reviewers have', () => {
		const draw = spotCheck([aShare('lin', 'north', ['sun']), aShare('hao', 'south', [])]);
		const piles = [aPile('lin', { teamId: 'south', reviewerId: 'sun' })];
		expect(progressLines(draw, piles, (teamId) => teamId === 'north')).toEqual([]);
	});
});

describe('shortShares', () => {
	it('are the units with fewer calls than wanted, with what they have', () => {
		const shares = [aShare('lin', 'north', ['omar'], 2), aShare('wei', 'north', ['omar'])];
		expect(shortShares(shares, [aPile('lin'), aPile('wei')])).toMatchObject([
			{ unitId: 'lin', standing: 1 }
		]);
		expect(shortShares(shares, [], () => false)).toEqual([]);
	});
});

describe('sumFigures', () => {
	it('adds up', () => {
		const lines = progressLines(spotCheck([aShare('lin', 'north', [])]), [aPile('lin')]);
		expect(sumFigures([...lines, ...lines])).toMatchObject({ expected: 2, drawn: 2, short: 0 });
		expect(sumFigures([])).toMatchObject({ expected: 0 });
	});
});
