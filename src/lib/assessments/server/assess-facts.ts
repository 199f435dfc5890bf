/** Everything that a month is counted from, read for all its agents at once, and what of it is one agent's. */
import { and, eq, min } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import { selfReported } from '#lib/reviews/server/call-report-facts.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import type { AgentFacts, Found } from '../components/define.ts';
import { valueFor, type Measured } from '../indicator.ts';
import type { CountedAgent, CountedReview, SevereItem } from '../month.ts';
import { ledgerOfMonth, type LedgerSums } from './assess-ledger.ts';
import {
	indicatorsFor,
	valuesOfMonth,
	type Indicator,
	type IndicatorValue
} from './indicators-of-month.ts';
import { checksOfMonth, concealedOfMonth, incidentsOfMonth } from './month-facts-duty.ts';
import { violationsOfMonth } from './month-facts-violations.ts';
import {
	praiseOfMonth,
	reviewsOfAgents,
	selfChecksOfMonth,
	severeReviewsOf,
	type AgentReviews,
	type MonthOf
} from './month-facts.ts';
import { ratedBy, ratingsOfMonth, type Rating } from './ratings-of-month.ts';

/** Maps are by agent. */
export interface MonthFacts {
	reviews: ReadonlyMap<string, AgentReviews>;
	/** Reviews with severe items that decide their calls. */
	severe: ReadonlyMap<string, CountedReview[]>;
	violations: ReadonlyMap<string, Found>;
	/** Recordings whose problem the agent reported before the first review of the call. */
	reported: ReadonlySet<string>;
	praise: ReadonlyMap<string, number>;
	concealed: ReadonlyMap<string, number>;
	checks: ReadonlyMap<string, AgentFacts['checks']>;
	/** Own calls listened to, drawn or not. */
	selfChecks: ReadonlyMap<string, number>;
	incidents: ReadonlyMap<string, number>;
	ratings: ReadonlyMap<string, Rating[]>;
	definitions: ReadonlyMap<string, Indicator>;
	values: ReadonlyMap<string, IndicatorValue[]>;
	ledger: ReadonlyMap<string, LedgerSums>;
}

export async function monthFacts(db: Reader, of: MonthOf): Promise<MonthFacts> {
	const [
		judged,
		severe,
		praise,
		concealed,
		checks,
		selfChecks,
		incidents,
		rated,
		known,
		measured,
		sums
	] = await Promise.all([
		judgedReviews(db, of),
		severeReviewsOf(db, of),
		praiseOfMonth(db, of),
		concealedOfMonth(db, of),
		checksOfMonth(db, of),
		selfChecksOfMonth(db, of),
		incidentsOfMonth(db, of),
		ratingsOfMonth(db, of),
		indicatorsFor(db, of.month),
		valuesOfMonth(db, of),
		ledgerOfMonth(db, of)
	]);
	return {
		...judged,
		severe: Map.groupBy(severe, ({ agentId }) => agentId),
		...{ praise, concealed, checks, selfChecks, incidents },
		ratings: Map.groupBy(rated, ({ agentId }) => agentId),
		definitions: known,
		values: Map.groupBy(measured, ({ key }) => key),
		ledger: sums
	};
}

/** The reviews with what they found, and what their agents had reported before. */
async function judgedReviews(db: Reader, of: MonthOf) {
	const [{ agents, versionIds }, reported] = await Promise.all([
		reviewsOfAgents(db, of),
		reportedFirst(db, of)
	]);
	const violations = await violationsOfMonth(db, of, { versionIds, reported });
	return { reviews: agents, reported, violations };
}

/** What scoring takes of one agent. */
export function factsOf(
	agent: CountedAgent,
	facts: MonthFacts,
	severe: readonly SevereItem[]
): AgentFacts {
	const { agentId } = agent;
	const ratings = facts.ratings.get(agentId) ?? [];
	return {
		reviews: facts.reviews.get(agentId)?.sums ?? [],
		checks: facts.checks.get(agentId) ?? { due: 0, done: 0, late: 0, hasty: 0 },
		severe: {
			n: severe.length,
			selfReported: severe.filter(({ recordingId }) => facts.reported.has(recordingId)).length
		},
		violations: facts.violations.get(agentId) ?? { n: 0, selfReported: 0 },
		praise: facts.praise.get(agentId) ?? 0,
		concealed: facts.concealed.get(agentId) ?? 0,
		events: { reported: facts.incidents.get(agentId) ?? 0, omitted: 0 },
		indicators: measuredFor(agent, facts),
		leadRatings: ratedBy(ratings, 'lead'),
		peerRatings: ratedBy(ratings, 'peer')
	};
}

/** The closest value of each indicator, with the target of the month. */
const measuredFor = (
	agent: CountedAgent,
	{ definitions, values }: Pick<MonthFacts, 'definitions' | 'values'>
): Measured[] =>
	[...definitions.values()].flatMap(({ key, target, aim }) => {
		const value = valueFor(values.get(key) ?? [], agent);
		if (!value) return [];
		const { numerator, denominator } = value;
		return [{ key, target, aim, numerator, denominator }];
	});

/** Recordings that their agent reported before the first review of the call. */
async function reportedFirst(db: Reader, of: MonthOf): Promise<Set<string>> {
	const reported = await selfReported(db, of);
	if (reported.size === 0) return new Set();
	const first = await db
		.select({ recordingId: reviews.recordingId, at: min(reviews.submittedAt) })
		.from(reviews)
		.where(and(eq(reviews.revision, 1), isAmong(reviews.recordingId, [...reported.keys()])))
		.groupBy(reviews.recordingId);
	return new Set(
		first.flatMap(({ recordingId, at }) =>
			at && reported.get(recordingId)! < at ? recordingId : []
		)
	);
}
