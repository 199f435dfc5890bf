/**
 * The month of an agent and of a team, from published reviews (spot checks, weekly audits, ad
 * hoc), each in the month of its call. Of a call reviewed more than once, such as by the lead and then
 * in the weekly audit, the newest review decides: its score counts in the mean, its severe items
 * are priced, those of the others are not. Severe items are priced in the order of their calls, then
 * of the review ids, then of the codes. Pure.
 */
import { meanScore } from './mean.ts';
import { penaltyFor, type PenaltyStep } from '#lib/ledger/penalty.ts';

/** One published review, as far as the month needs it. */
export interface CountedReview {
	reviewId: string;
	agentId: string;
	recordingId: string;
	callStartedAt: Date;
	submittedAt: Date;
	/** Tenths of a point; null when not scorable: such a review has no part in the mean. */
	rawTenths: number | null;
	severe: readonly string[];
}

export interface CountedAgent {
	agentId: string;
	staffNo: string;
	name: string;
	/** The agent's last team in the month; null when in none. */
	teamId: string | null;
	team: string | null;
	departmentId: string | null;
}

export interface Figures {
	/** Published reviews, also those that could not be scored. */
	reviews: number;
	/** Those the mean is taken over: of each call the newest, when it could be scored. */
	scored: number;
	/** Points with one decimal; null without a scored review. */
	meanScore: number | null;
	/** 95 % interval of the mean; null for fewer than two scored reviews. */
	interval: [number, number] | null;
	severe: number;
	severeByCode: Record<string, number>;
	amountFen: number;
	/** Highlights found by reviewers. */
	praise: number;
	selfChecks: number;
}

export interface AgentMonth extends CountedAgent, Figures {
	/** Price of each severe item in order, fen. */
	perItemFen: number[];
}

export interface TeamMonth extends Figures {
	teamId: string | null;
	team: string | null;
	/** Number of agents. */
	agents: number;
}

export interface SevereItem {
	/** 1-based place in the month. */
	nth: number;
	code: string;
	reviewId: string;
	recordingId: string;
	callStartedAt: Date;
	amountFen: number;
	/** Sum of this and the items before it. */
	runningFen: number;
}

/** The severe items of one agent's reviews in order, priced. */
export function severeItems(
	reviews: readonly CountedReview[],
	steps: readonly PenaltyStep[]
): SevereItem[] {
	const items = decidingReviews(reviews)
		.sort(byCall)
		.flatMap((review) =>
			[...new Set(review.severe)].sort().map((code) => ({
				code,
				reviewId: review.reviewId,
				recordingId: review.recordingId,
				callStartedAt: review.callStartedAt
			}))
		);
	const { perItemFen } = penaltyFor(steps, items.length);
	let runningFen = 0;
	return items.map((item, index) => {
		const amountFen = perItemFen[index]!;
		runningFen += amountFen;
		return { ...item, nth: index + 1, amountFen, runningFen };
	});
}

/** Of each call the review submitted last; at the same instant the one with the higher id. */
export function decidingReviews(reviews: readonly CountedReview[]): CountedReview[] {
	const deciding = new Map<string, CountedReview>();
	for (const review of reviews) {
		const other = deciding.get(review.recordingId);
		if (!other || isNewer(review, other)) deciding.set(review.recordingId, review);
	}
	return [...deciding.values()];
}

const isNewer = (a: CountedReview, b: CountedReview): boolean =>
	a.submittedAt.getTime() === b.submittedAt.getTime()
		? a.reviewId > b.reviewId
		: a.submittedAt > b.submittedAt;

export interface OtherCounts {
	praise: number;
	selfChecks: number;
}

/** One agent's line; `reviews` are that agent's. */
export function agentMonth(
	agent: CountedAgent,
	reviews: readonly CountedReview[],
	others: OtherCounts,
	steps: readonly PenaltyStep[]
): AgentMonth {
	const items = severeItems(reviews, steps);
	return {
		...agent,
		...scoreFigures(reviews),
		severe: items.length,
		severeByCode: countCodes(items.map(({ code }) => code)),
		amountFen: items.at(-1)?.runningFen ?? 0,
		perItemFen: items.map(({ amountFen }) => amountFen),
		...others
	};
}

/** A team's line: its agents' counts in sum; the mean is over all their calls together. */
export function teamMonth(
	team: Pick<TeamMonth, 'teamId' | 'team'>,
	agents: readonly AgentMonth[],
	reviews: readonly CountedReview[]
): TeamMonth {
	const sum = (of: (agent: AgentMonth) => number) =>
		agents.reduce((total, agent) => total + of(agent), 0);
	return {
		...team,
		...scoreFigures(reviews),
		agents: agents.length,
		severe: sum((agent) => agent.severe),
		severeByCode: countCodes(
			agents.flatMap(({ severeByCode }) =>
				Object.entries(severeByCode).flatMap(([code, n]) => Array<string>(n).fill(code))
			)
		),
		amountFen: sum((agent) => agent.amountFen),
		praise: sum((agent) => agent.praise),
		selfChecks: sum((agent) => agent.selfChecks)
	};
}

function scoreFigures(reviews: readonly CountedReview[]) {
	const scores = decidingReviews(reviews)
		.map(({ rawTenths }) => rawTenths)
		.filter((tenths) => tenths !== null);
	const { n, mean, interval } = meanScore(scores);
	return { reviews: reviews.length, scored: n, meanScore: mean, interval };
}

function countCodes(codes: readonly string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const code of [...codes].sort()) counts[code] = (counts[code] ?? 0) + 1;
	return counts;
}

const byCall = (a: CountedReview, b: CountedReview): number =>
	a.callStartedAt.getTime() - b.callStartedAt.getTime() || (a.reviewId < b.reviewId ? -1 : 1);
