/**
 * The month of an agent and of a team, from published reviews (spot checks, weekly audits, ad
 * hoc), each in the month of its call. Of a call reviewed more than once, such as by the lead and then
 * in the weekly audit, the newest review decides: its score counts in the mean, its severe items
 * are priced, those of the others are not. Severe items are priced in the order of their calls, then
 * of the review ids, then of the codes. Pure.
 */
import { priceOf, type PenaltyStep } from '#lib/ledger/penalty.ts';
import { shareOf } from '#lib/ledger/pricing.ts';
import { decidingReviews } from '#lib/reviews/deciding.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { addSums, meanOf, noSums, type Sums } from './mean.ts';
import type { MonthScore } from './scheme-score.ts';

export { decidingReviews } from '#lib/reviews/deciding.ts';

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
	/** What the severe items come to if all that is open stands. */
	amountFen: number;
	/** What the severe items come to that a head confirmed. */
	confirmedFen: number;
	/** Everything in the ledger that is confirmed: severe items, adjustments, measures. */
	ledgerFen: number;
	/** Failed criteria that are not severe. */
	violations: number;
	/** Highlights found by reviewers. */
	praise: number;
	selfChecks: number;
}

export interface AgentMonth extends CountedAgent, Figures {
	month: BusinessMonth;
	/** Versions that it was counted by. */
	rules: { penaltyTable: number; scheme: number };
	score: MonthScore;
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

/** Share of the price, in thousandths, that is charged for calls which the agent reported first. */
export interface Reported {
	share: number;
	recordings: ReadonlySet<string>;
}

/** The severe items of one agent's reviews in order, priced. */
export function severeItems(
	reviews: readonly CountedReview[],
	steps: readonly PenaltyStep[],
	reported?: Reported
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
	let runningFen = 0;
	return items.map((item, index) => {
		const full = priceOf(steps, index + 1);
		const amountFen = reported?.recordings.has(item.recordingId)
			? shareOf(full, reported.share)
			: full;
		runningFen += amountFen;
		return { ...item, nth: index + 1, amountFen, runningFen };
	});
}

/** What one agent's month is counted from. */
export interface Counted extends Pick<
	AgentMonth,
	'month' | 'rules' | 'score' | 'reviews' | 'praise' | 'selfChecks' | 'violations'
> {
	/** Scores of the reviews that decide their calls. */
	scores: Sums;
	severe: readonly SevereItem[];
	/** Of the ledger, as far as confirmed. */
	confirmedFen: number;
	ledgerFen: number;
}

/** One agent's line. */
export function agentMonth(
	agent: CountedAgent,
	{ scores, severe, ...counted }: Counted
): AgentMonth {
	return {
		...agent,
		...scoreFigures(scores),
		severe: severe.length,
		severeByCode: countCodes(severe.map(({ code }) => code)),
		amountFen: severe.at(-1)?.runningFen ?? 0,
		perItemFen: severe.map(({ amountFen }) => amountFen),
		...counted
	};
}

/** A team's line: its agents' counts in sum; the mean is over all their calls together. */
export function teamMonth(
	team: Pick<TeamMonth, 'teamId' | 'team'>,
	agents: readonly AgentMonth[],
	scores: readonly Sums[]
): TeamMonth {
	const sum = (of: (agent: AgentMonth) => number) =>
		agents.reduce((total, agent) => total + of(agent), 0);
	return {
		...team,
		...scoreFigures(scores.reduce(addSums, noSums)),
		agents: agents.length,
		reviews: sum((agent) => agent.reviews),
		severe: sum((agent) => agent.severe),
		severeByCode: countCodes(
			agents.flatMap(({ severeByCode }) =>
				Object.entries(severeByCode).flatMap(([code, n]) => Array<string>(n).fill(code))
			)
		),
		amountFen: sum((agent) => agent.amountFen),
		confirmedFen: sum((agent) => agent.confirmedFen),
		ledgerFen: sum((agent) => agent.ledgerFen),
		violations: sum((agent) => agent.violations),
		praise: sum((agent) => agent.praise),
		selfChecks: sum((agent) => agent.selfChecks)
	};
}

function scoreFigures(scores: Sums) {
	const { n, mean, interval } = meanOf(scores);
	return { scored: n, meanScore: mean, interval };
}

function countCodes(codes: readonly string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const code of [...codes].sort()) counts[code] = (counts[code] ?? 0) + 1;
	return counts;
}

const byCall = (a: CountedReview, b: CountedReview): number =>
	a.callStartedAt.getTime() - b.callStartedAt.getTime() || (a.reviewId < b.reviewId ? -1 : 1);
