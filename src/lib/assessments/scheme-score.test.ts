import { describe, expect, it } from 'vitest';
import type { AgentFacts } from './components/define.ts';
import { componentKind } from './components/index.ts';
import { readyScheme, type SchemeContent } from './scheme.ts';
import { ranked, scoreMonth } from './scheme-score.ts';

const nothing: AgentFacts = {
	reviews: [],
	checks: { due: 0, done: 0, late: 0, hasty: 0 },
	severe: { n: 0, selfReported: 0 },
	violations: { n: 0, selfReported: 0 },
	praise: 0,
	concealed: 0,
	events: { reported: 0, omitted: 0 },
	indicators: [],
	leadRatings: [],
	peerRatings: []
};
const reviewed = (...tenths: number[]): AgentFacts['reviews'] => [
	{
		...{ kind: 'spot-check', rubricKey: 'report', n: tenths.length },
		sum: tenths.reduce((sum, one) => sum + one, 0),
		squares: tenths.reduce((sum, one) => sum + one * one, 0),
		passed: tenths.filter((one) => one >= 800).length
	}
];
const score = (facts: Partial<AgentFacts>, content: SchemeContent = readyScheme.content) =>
	scoreMonth(content, { ...nothing, ...facts });

describe('scoreMonth', () => {
	it('has no number before anything has enough', () => {
		expect(score({})).toMatchObject({ tenths: null, weightCounted: 0 });
		expect(score({ reviews: reviewed(900, 900, 900, 900) })).toMatchObject({
			tenths: null,
			components: [{ key: 'reviews', n: 4, tenths: null, interval: null }, {}, {}, {}, {}]
		});
	});

	it('is over the weight that counts', () => {
		const checks = { due: 4, done: 2, late: 0, hasty: 0 };
		expect(score({ reviews: reviewed(900, 900, 900, 900, 900), checks })).toMatchObject({
			// (60 · 0.9 + 15 · 0.5) ÷ 75
			...{ tenths: 820, weightCounted: 75 }
		});
	});

	it('rounds once, at the end, a half away from zero', () => {
		const half = (...tenths: number[]) =>
			score({ reviews: reviewed(...tenths) }, oneComponent).tenths;
		expect(half(800, 801)).toBe(801);
		expect(half(800, 800, 801)).toBe(800);
		expect(half(801, 801, 800)).toBe(801);
	});

	it('gives and takes points beside, to a limit, and never goes below zero', () => {
		const reviews = reviewed(900, 900, 900, 900, 900);
		const violations = { n: 4, selfReported: 1 };
		expect(score({ reviews, praise: 3, violations })).toMatchObject({
			tenths: 909,
			modifiers: [
				{ kind: 'praise', n: 3, tenths: 15 },
				{ kind: 'violations', n: 4, tenths: -6 }
			]
		});
		expect(score({ reviews, praise: 99 }).tenths).toBe(950);
		expect(scoreMonth(readyScheme.content, { ...nothing, reviews }, -5000).tenths).toBe(0);
	});
});

const oneComponent: SchemeContent = {
	components: [{ ...readyScheme.content.components[0]!, weight: 100, least: 1 }],
	modifiers: []
};

describe('kinds of components', () => {
	it('take the share at standard with Wilson’s interval', () => {
		const params = { sources: ['spot-check'], rubrics: [], by: 'share-at-standard' };
		const facts = { ...nothing, reviews: reviewed(900, 800, 799, 100) };
		expect(componentKind('review-score').score(params, facts)).toMatchObject({
			n: 4,
			value: { over: 2n, under: 4n },
			interval: [150, 850]
		});
		const other = { ...params, sources: ['weekly-audit'] };
		expect(componentKind('review-score').score(other, facts).value).toBe('too-few');
	});

	it.each([
		['severe-items', { severe: { n: 2, selfReported: 0 } }, 500n],
		['severe-items', { severe: { n: 9, selfReported: 0 } }, 0n],
		['violations', { violations: { n: 5, selfReported: 2 } }, 850n],
		['praise', { praise: 2 }, 400n],
		['concealment', { concealed: 1 }, 500n]
	] as const)('%s counts each of %o', (name, facts, thousandths) => {
		const kind = componentKind(name);
		const { value } = kind.score(kind.standard.params, { ...nothing, ...facts });
		expect(value).toEqual({ over: thousandths, under: 1000n });
	});
});

describe('ranked', () => {
	it('puts equal scores on one rank and those without a score last', () => {
		const of = (staffNo: string, tenths: number | null) => ({
			staffNo,
			score: { ...score({}), tenths }
		});
		const rows = ranked([of('4', null), of('3', 800), of('2', 900), of('1', 800)]);
		expect(rows.map(({ agent, rank }) => [agent.staffNo, rank])).toEqual([
			['2', 1],
			['1', 2],
			['3', 2],
			['4', null]
		]);
	});
});
