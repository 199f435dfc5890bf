/** What a kind of component is: its parameters, the facts it rests on, and how it is scored. Pure. */
import type { GenericSchema } from 'valibot';
import type { ReviewKind } from '#lib/reviews/review.ts';
import { fraction, plus, times, type Fraction } from '#lib/shared/fraction.ts';
import type { Measured } from '../indicator.ts';
import type { Sums } from '../mean.ts';

/** Scored reviews of one source and rubric, each call by the review that decides it; scores in tenths. */
export interface ReviewSums extends Sums {
	kind: ReviewKind;
	rubricKey: string;
	/** How many of them were at standard. */
	passed: number;
}

/** What there is of something that may have been reported by the agent before a review found it. */
export interface Found {
	n: number;
	/** Of `n`. */
	selfReported: number;
}

/** One rater's points, 0 … 100 for each criterion. */
export interface RatedBy {
	sum: number;
	criteria: number;
}

/** Everything that an agent's month is scored from. */
export interface AgentFacts {
	reviews: readonly ReviewSums[];
	/** Self-check tasks due in the month; `late` and `hasty` are among `done`, what is both is `hasty`. */
	checks: { due: number; done: number; late: number; hasty: number };
	/** Severe items that stand, confirmed or not. */
	severe: Found;
	/** Other failed criteria that stand. */
	violations: Found;
	praise: number;
	/** Concealments that a person ruled to be ones. */
	concealed: number;
	/** Abnormal events and incidents reported, and known to have been left out. */
	events: { reported: number; omitted: number };
	/** Newest values that hold for the agent, with the targets of the month. */
	indicators: readonly Measured[];
	leadRatings: readonly RatedBy[];
	peerRatings: readonly RatedBy[];
}
type FactName = keyof AgentFacts;

export interface Scored {
	/** What it rests on: reviews, tasks, indicators, raters or findings. */
	n: number;
	/** Share of the weight that is earned, 0 … 1; `too-few` when nothing gives one. */
	value: Fraction | 'too-few';
	/** 95 % interval of a mean or share of a sample, 0 … 1000; null where nothing is sampled. */
	interval: [low: number, high: number] | null;
}

/** A kind of component. Once a scheme with it is in force a kind never changes meaning; a new meaning is a new kind. */
export interface ComponentKind<Params, Need extends FactName = FactName> {
	params: GenericSchema<unknown, Params>;
	/** What a component of this kind begins with. */
	standard: { params: Params; least: number };
	needs: readonly Need[];
	score: (params: Params, facts: Pick<AgentFacts, Need>) => Scored;
	/** How many there are, where points may be given or taken for each. */
	counts?: (facts: Pick<AgentFacts, Need>) => Found;
}

export const defineComponent = <Params, Need extends FactName>(kind: ComponentKind<Params, Need>) =>
	kind;

/** `each` thousandths for every one of `n`: added to nothing or taken from everything, between 0 and 1. */
export const perItem = (n: number, each: number, from: 0 | 1): Fraction => {
	const moved = Math.min(1000, n * each);
	return fraction(from === 0 ? moved : 1000 - moved, 1000);
};

/** Mean of exact values; there is at least one. */
export const meanOfShares = (values: readonly Fraction[]): Fraction =>
	times(values.reduce(plus, fraction(0)), fraction(1, values.length));

export const tooFew = (n: number): Scored => ({ n, value: 'too-few', interval: null });
