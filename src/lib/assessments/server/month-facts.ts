/** What a month is counted from, summed by the database from the raw rows: nothing here is a stored sum. */
import { and, count, eq, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import { newestRevision } from '#lib/reviews/server/revisions.ts';
import { evidence, reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import { reviewKinds } from '#lib/reviews/review.ts';
import { rubrics, rubricVersions } from '#lib/rubric/server/schema.ts';
import { addDays, dayStart, daysOfMonth, type BusinessMonth } from '#lib/shared/calendar.ts';
import type { ReviewSums } from '../components/define.ts';
import type { CountedReview } from '../month.ts';

/** A month, of these agents when `agentIds` is given. */
export interface MonthOf {
	month: BusinessMonth;
	zone: string;
	agentIds?: readonly string[] | undefined;
	/** As the rows stood at this instant; left out: as they stand. */
	asOf?: Date | undefined;
}

/** Instants in which the month lies: from the first to before the second. */
export function timesOf({ month, zone }: Pick<MonthOf, 'month' | 'zone'>): [from: Date, to: Date] {
	const { first, last } = daysOfMonth(month);
	return [dayStart(first, zone), dayStart(addDays(last, 1), zone)];
}

export interface AgentReviews {
	/** Published reviews, those that could not be scored and those that another decides among them. */
	reviews: number;
	sums: ReviewSums[];
}

/** Agent → reviews of the month's calls, summed by source and rubric; and the rubric versions used. */
export async function reviewsOfAgents(db: Reader, of: MonthOf) {
	const ranked = rankedReviews(db, of);
	const scored = sql`${ranked.nth} = 1 and ${ranked.rawTenths} is not null`;
	const summed = (value: SQL) =>
		sql`sum(case when ${scored} then ${value} else 0 end)`.mapWith(Number);
	const rows = await db
		.select({
			agentId: ranked.agentId,
			kind: ranked.kind,
			versionId: ranked.versionId,
			reviews: count(),
			n: summed(sql`1`),
			sum: summed(sql`${ranked.rawTenths}`),
			squares: summed(sql`${ranked.rawTenths} * ${ranked.rawTenths}`),
			passed: summed(sql`case when ${ranked.outcome} = 'passed' then 1 else 0 end`)
		})
		.from(ranked)
		.groupBy(ranked.agentId, ranked.kind, ranked.versionId);
	const keys = await rubricKeys(db, [...new Set(rows.map(({ versionId }) => versionId))]);
	const agents = new Map<string, AgentReviews>();
	for (const { agentId, versionId, reviews: number, ...sums } of rows) {
		const agent = agents.get(agentId) ?? { reviews: 0, sums: [] };
		agents.set(agentId, agent);
		agent.reviews += number;
		agent.sums.push({ ...sums, rubricKey: keys.get(versionId)! });
	}
	return { agents, versionIds: [...keys.keys()] };
}

/** Those of them with a severe item that decide their call. */
export async function severeReviewsOf(db: Reader, of: MonthOf): Promise<CountedReview[]> {
	const ranked = rankedReviews(db, of);
	return db
		.select({
			reviewId: ranked.reviewId,
			agentId: ranked.agentId,
			recordingId: ranked.recordingId,
			callStartedAt: ranked.callStartedAt,
			submittedAt: ranked.submittedAt,
			rawTenths: ranked.rawTenths,
			severe: ranked.severe
		})
		.from(ranked)
		.where(and(eq(ranked.nth, 1), sql`${ranked.severe} <> '[]'`));
}

/** Published reviews of the month's calls in the revision that stands; `nth` 1 decides its call. */
export const rankedReviews = (db: Reader, of: MonthOf) =>
	db
		.select({
			reviewId: reviews.id,
			agentId: reviews.agentId,
			recordingId: reviews.recordingId,
			kind: reviews.kind,
			versionId: reviews.rubricVersionId,
			callStartedAt: reviews.callStartedAt,
			submittedAt: reviews.submittedAt,
			rawTenths: reviews.rawTenths,
			outcome: reviews.outcome,
			severe: reviews.severe,
			nth: sql<number>`row_number() over (partition by ${reviews.agentId}, ${reviews.recordingId}
				order by ${reviews.submittedAt} desc, ${reviews.id} desc)`.as('nth')
		})
		.from(reviews)
		.where(countedIn(of))
		.as('ranked');

const countedIn = ({ month, agentIds, asOf }: MonthOf): SQL | undefined =>
	and(
		eq(reviews.businessMonth, month),
		inArray(reviews.kind, [...reviewKinds]),
		asOf ? and(lte(reviews.submittedAt, asOf), newestAt(asOf)) : newestRevision(),
		among(reviews.agentId, agentIds)
	);

const newestAt = (asOf: Date): SQL =>
	sql`not exists (select 1 from ${reviews} as later where later.revises = ${reviews.id}
		and later.submitted_at <= ${sql.param(asOf, reviews.submittedAt)})`;

/** The condition that the row is one of these agents', when they are named. */
export const among = (agentId: PgColumn, agentIds?: readonly string[]): SQL | undefined =>
	agentIds && isAmong(agentId, agentIds);

/** The condition that something had happened then, when an instant is named. */
export const by = (at: PgColumn, asOf?: Date): SQL | undefined =>
	asOf ? lte(at, asOf) : undefined;

async function rubricKeys(db: Reader, versionIds: string[]): Promise<Map<string, string>> {
	const rows = await db
		.select({ id: rubricVersions.id, key: rubrics.key })
		.from(rubricVersions)
		.innerJoin(rubrics, eq(rubrics.id, rubricVersions.rubricId))
		.where(isAmong(rubricVersions.id, versionIds));
	return new Map(rows.map(({ id, key }) => [id, key]));
}

/** Agent → number of highlights in the month's reviews. */
export async function praiseOfMonth(db: Reader, of: MonthOf): Promise<Map<string, number>> {
	const rows = await db
		.select({ agentId: reviews.agentId, n: count() })
		.from(evidence)
		.innerJoin(reviews, eq(reviews.id, evidence.reviewId))
		.where(and(eq(evidence.kind, 'highlight'), countedIn(of)))
		.groupBy(reviews.agentId);
	return new Map(rows.map((row) => [row.agentId, row.n]));
}

/** Agent → number of own calls of the month listened to; peer checks are not among them. */
export async function selfChecksOfMonth(db: Reader, { month, agentIds, asOf }: MonthOf) {
	const rows = await db
		.select({ agentId: selfChecks.agentId, n: count() })
		.from(selfChecks)
		.where(
			and(
				eq(selfChecks.businessMonth, month),
				// Rows from before there were peer checks name no checker.
				or(isNull(selfChecks.checkerId), eq(selfChecks.checkerId, selfChecks.agentId)),
				among(selfChecks.agentId, agentIds),
				by(selfChecks.at, asOf)
			)
		)
		.groupBy(selfChecks.agentId);
	return new Map(rows.map((row) => [row.agentId, row.n]));
}
