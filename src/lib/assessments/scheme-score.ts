/**
 * An agent's month in points: every component that has a number counts with its weight, the total
 * is over the weight that counts, then come the points given and taken. Exact until the one rounding
 * at the end, to a tenth of a point, a half away from zero. Money is no part of it. Pure.
 */
import { clamp, fraction, plus, rounded, times, type Fraction } from '#lib/shared/fraction.ts';
import type { AgentFacts, Scored } from './components/define.ts';
import { componentKind, type ComponentKindName, type CountedKind } from './components/index.ts';
import type { Component, Modifier, SchemeContent } from './scheme.ts';

export interface ComponentScore {
	key: string;
	kind: ComponentKindName;
	weight: number;
	least: number;
	n: number;
	/** Share of the weight, 0 … 1000; null when too few. Rounded for reading: the total is made of exact ones. */
	tenths: number | null;
	/** 95 % interval of `tenths`. */
	interval: [low: number, high: number] | null;
}

export interface ModifierScore {
	kind: CountedKind;
	n: number;
	/** Tenths of a point, signed; rounded for reading. */
	tenths: number;
}

export interface MonthScore {
	/** Tenths of a point; null when no component has a number. */
	tenths: number | null;
	/** Weight of the components that have a number, of 100. */
	weightCounted: number;
	components: ComponentScore[];
	modifiers: ModifierScore[];
	/** Points of adjustments, tenths. */
	adjustedTenths: number;
}

/** `adjustedTenths` are points that a head decided beside the rules. */
export function scoreMonth(
	{ components, modifiers }: SchemeContent,
	facts: AgentFacts,
	adjustedTenths = 0
): MonthScore {
	const scored = components.map((component) => ({ component, ...scoreOf(component, facts) }));
	const given = modifiers.map((modifier) => ({ modifier, ...changeOf(modifier, facts) }));
	const weightCounted = scored.reduce(
		(sum, { component, value }) => sum + (value === 'too-few' ? 0 : component.weight),
		0
	);
	return {
		tenths:
			weightCounted === 0
				? null
				: total(
						scored.map(({ component, value }) =>
							value === 'too-few' ? fraction(0) : times(value, fraction(component.weight))
						),
						weightCounted,
						[...given.map(({ change }) => change), fraction(adjustedTenths)]
					),
		weightCounted,
		components: scored.map(({ component: { key, kind, weight, least }, ...one }) => ({
			...{ key, kind, weight, least, n: one.n },
			tenths: one.value === 'too-few' ? null : rounded(times(one.value, fraction(1000))),
			interval: one.interval
		})),
		modifiers: given.map(({ modifier: { kind }, n, change }) => ({
			...{ kind, n, tenths: rounded(change) }
		})),
		adjustedTenths
	};
}

/** Never below zero; above 100 points only by what is given. */
function total(earned: readonly Fraction[], weight: number, changes: readonly Fraction[]): number {
	const points = times(earned.reduce(plus, fraction(0)), fraction(1000, weight));
	return Math.max(0, rounded(changes.reduce(plus, points)));
}

function scoreOf({ kind, params, least }: Component, facts: AgentFacts): Scored {
	const scored = componentKind(kind).score(params, facts);
	if (scored.value !== 'too-few' && scored.n >= least) return scored;
	return { n: scored.n, value: 'too-few', interval: null };
}

function changeOf({ kind, tenthsEach, mostTenths, selfReported }: Modifier, facts: AgentFacts) {
	const found = componentKind(kind).counts!(facts);
	const counted = (found.n - found.selfReported) * 1000 + found.selfReported * selfReported;
	const change = times(fraction(counted, 1000), fraction(tenthsEach));
	return { n: found.n, change: clamp(change, fraction(-mostTenths), fraction(mostTenths)) };
}

/** By score, the highest first; equal scores share a rank, and who has none has no rank and comes last. */
export function ranked<Agent extends { score: MonthScore; staffNo: string }>(
	agents: readonly Agent[]
): { agent: Agent; rank: number | null }[] {
	const sorted = agents.toSorted(
		(a, b) => (b.score.tenths ?? -1) - (a.score.tenths ?? -1) || (a.staffNo < b.staffNo ? -1 : 1)
	);
	return sorted.map((agent) => {
		const { tenths } = agent.score;
		const first = sorted.findIndex(({ score }) => score.tenths === tenths);
		return { agent, rank: tenths === null ? null : first + 1 };
	});
}
