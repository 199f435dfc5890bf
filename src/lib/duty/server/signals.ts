/** What is known of a period's calls from elsewhere: drawn, reviewed, complained about, praised. */
import { and, asc, eq, gte, lt, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { calls, recordings } from '#lib/recordings/server/schema.ts';
import { newestRevision } from '#lib/reviews/server/revisions.ts';
import { evidence, reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import type { CallMarks, CallReviews } from '#lib/sampling/eligibility.ts';
import type { Period } from '#lib/sampling/period.ts';
import { isReviewed, planKind, type PlanRule, type StratumRule } from '#lib/sampling/plan.ts';
import { drawnFromDays } from '#lib/sampling/server/draws-of-days.ts';
import { assignments } from '#lib/sampling/server/schema.ts';
import { addDays, dayStart } from '#lib/shared/calendar.ts';
import { mentions } from '../complaint.ts';
import { inPeriod } from './candidates.ts';

interface Asked {
	period: Period;
	zone: string;
}

/** The marks that the rule asks for; the others are empty. */
export async function marksOf(
	db: Reader,
	rule: PlanRule,
	{ period, zone }: Asked
): Promise<CallMarks> {
	const asks = (pool: StratumRule['pool']) => rule.strata.some((one) => one.pool === pool);
	const during = (column: PgColumn): SQL | undefined =>
		and(
			gte(column, dayStart(period.first, zone)),
			lt(column, dayStart(addDays(period.last, 1), zone))
		);
	const checked = (result: 'problem' | 'highlight') =>
		and(during(selfChecks.callStartedAt), eq(selfChecks.result, result));
	const kind = planKind(rule);
	const asksReviews = isReviewed(kind) || rule.eligible.reviewed !== 'any';
	const drawn = await db
		.select({ id: assignments.recordingId })
		.from(assignments)
		.where(drawnFromDays(db, [kind], period));
	// A call that its agent has checked without a task is spent: it cannot be checked again.
	const spent = kind === 'self-check' ? await selfChecked(db, during) : [];
	return {
		drawn: idSet([...drawn, ...spent]),
		reviews: asksReviews ? await reviewsOf(db, during(reviews.callStartedAt)) : new Map(),
		complaint: asks('complaint') ? await complaints(db, rule, period) : new Set(),
		selfCheckProblem: asks('self-check-problem')
			? idSet(
					await db
						.select({ id: selfChecks.recordingId })
						.from(selfChecks)
						.where(and(checked('problem'), eq(selfChecks.checkerId, selfChecks.agentId)))
				)
			: new Set(),
		praised: asks('praised')
			? idSet([
					...(await db
						.selectDistinct({ id: reviews.recordingId })
						.from(reviews)
						.innerJoin(evidence, eq(evidence.reviewId, reviews.id))
						.where(
							and(during(reviews.callStartedAt), eq(evidence.kind, 'highlight'), newestRevision())
						)),
					...(await db
						.select({ id: selfChecks.recordingId })
						.from(selfChecks)
						.where(checked('highlight')))
				])
			: new Set()
	};
}

const selfChecked = (db: Reader, during: (column: PgColumn) => SQL | undefined) =>
	db
		.select({ id: selfChecks.recordingId })
		.from(selfChecks)
		.where(and(during(selfChecks.callStartedAt), eq(selfChecks.checkerId, selfChecks.agentId)));

const idSet = (rows: readonly { id: string }[]): Set<string> => new Set(rows.map(({ id }) => id));

/** The newest review counts; one that could not be scored only where there is no other. */
async function reviewsOf(db: Reader, during: SQL | undefined): Promise<Map<string, CallReviews>> {
	const rows = await db
		.select({
			id: reviews.recordingId,
			outcome: reviews.outcome,
			reviewerId: reviews.reviewerId
		})
		.from(reviews)
		.where(and(during, newestRevision()))
		.orderBy(asc(reviews.submittedAt), asc(reviews.id));
	const found = new Map<string, CallReviews>();
	for (const { id, outcome, reviewerId } of rows) {
		const before = found.get(id);
		found.set(id, {
			outcome: before && outcome === 'not-scorable' ? before.outcome : outcome,
			reviewerIds: [...(before?.reviewerIds ?? []), reviewerId]
		});
	}
	return found;
}

async function complaints(db: Reader, rule: PlanRule, period: Period): Promise<Set<string>> {
	const words = rule.strata.flatMap((one) => (one.pool === 'complaint' ? one.words : []));
	const rows = await db
		.select({ id: recordings.id, attributes: calls.attributes })
		.from(recordings)
		.innerJoin(calls, eq(calls.id, recordings.callId))
		.where(inPeriod(period));
	return idSet(rows.filter(({ attributes }) => mentions(attributes, words)));
}
