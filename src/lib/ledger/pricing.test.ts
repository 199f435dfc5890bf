import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { penaltyFor, standardSteps } from './penalty.ts';
import { priceSevere, shareOf, type StandingItem } from './pricing.ts';

const rule = { steps: standardSteps, severeShare: 1000 };

const anItem = (n: number, given: Partial<StandingItem> = {}): StandingItem => ({
	lineKey: `severe:${n}:station-wrong`,
	callStartedAt: new Date(Date.UTC(2026, 2, 1) + n * 60_000),
	reviewId: `r${n}`,
	code: 'station-wrong',
	state: 'confirmed',
	selfReported: false,
	...given
});
const items = (count: number, given: Partial<StandingItem> = {}) =>
	Array.from({ length: count }, (_, n) => anItem(n, given));
const amounts = (some: StandingItem[]) =>
	[...priceSevere(some, rule).values()].map(({ amountFen }) => amountFen);

/** Items with calls at few instants, so that ties are common. */
const anyItems = fc.uniqueArray(
	fc.record({
		at: fc.integer({ min: 0, max: 5 }),
		review: fc.integer({ min: 0, max: 9 }),
		code: fc.constantFrom('address-wrong', 'invalid-promise', 'station-wrong'),
		state: fc.constantFrom('provisional' as const, 'disputed' as const, 'confirmed' as const),
		selfReported: fc.boolean()
	}),
	{ maxLength: 12, selector: ({ review, code }) => `${review} ${code}` }
);
const made = (
	drawn: { at: number; review: number; code: string; state: StandingItem['state'] }[]
) =>
	drawn.map(({ at, review, code, state }) =>
		anItem(at, { lineKey: `severe:${review}:${code}`, reviewId: `r${review}`, code, state })
	);

describe('priceSevere', () => {
	it('prices the fourth anew when the second is cancelled', () => {
		const five = items(5);
		expect(amounts(five)).toEqual([1000, 1000, 1000, 6000, 6000]);
		expect(amounts(five.toSpliced(1, 1))).toEqual([1000, 1000, 1000, 6000]);
		expect(priceSevere(five.toSpliced(1, 1), rule).get(five[3]!.lineKey)).toEqual({
			nth: 3,
			amountFen: 1000
		});
	});

	it('prices a confirmed item among the confirmed alone, an open one among all', () => {
		const some = items(5).map((item, n) =>
			n < 2 ? { ...item, state: 'provisional' as const } : item
		);
		expect([...priceSevere(some, rule).values()].map(({ nth }) => nth)).toEqual([1, 2, 1, 2, 3]);
		const last = items(4, { state: 'disputed' });
		expect(amounts(last)).toEqual([1000, 1000, 1000, 6000]);
	});

	it('charges the share of what the agent reported, and counts it all the same', () => {
		const some = items(4).map((item, n) => ({ ...item, selfReported: n === 0 || n === 3 }));
		const prices = priceSevere(some, { steps: standardSteps, severeShare: 500 });
		expect([...prices.values()].map(({ amountFen }) => amountFen)).toEqual([500, 1000, 1000, 3000]);
	});

	it('does not ask in which order the items arrived', () => {
		fc.assert(
			fc.property(anyItems, fc.infiniteStream(fc.nat()), (drawn, chance) => {
				const some = made(drawn);
				const shuffled = some
					.map((item) => ({ item, by: chance.next().value as number }))
					.sort((a, b) => a.by - b.by)
					.map(({ item }) => item);
				const sorted = (of: StandingItem[]) =>
					[...priceSevere(of, rule)].sort(([a], [b]) => (a < b ? -1 : 1));
				expect(sorted(shuffled)).toEqual(sorted(some));
			})
		);
	});

	it('comes to the table’s total for what is confirmed', () => {
		fc.assert(
			fc.property(anyItems, (drawn) => {
				const some = made(drawn);
				const confirmed = some.filter(({ state }) => state === 'confirmed');
				const standing = confirmed.map(({ lineKey }) => priceSevere(some, rule).get(lineKey)!);
				expect(standing.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(
					penaltyFor(standardSteps, confirmed.length).totalFen
				);
			})
		);
	});
});

describe('shareOf', () => {
	it.each([
		[6000, 1000, 6000],
		[6000, 0, 0],
		[1001, 500, 501],
		[-1001, 500, -501],
		[0, 500, 0]
	])('of %i fen at %i thousandths is %i', (amount, thousandths, share) => {
		expect(shareOf(amount, thousandths)).toBe(share);
	});
});
