/** What a month's reviews say, read for any number of agents at once from the raw rows. */
import { and, asc, eq, exists, inArray, lte, not, sql, type SQL } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { isFailed, type Answers } from '#lib/rubric/answer.ts';
import { countedAnswers } from '#lib/rubric/condition.ts';
import { itemsOf, parseForm, type Form } from '#lib/rubric/form.ts';
import { rubricVersions } from '#lib/rubric/server/schema.ts';
import { decidingReviews } from '../deciding.ts';
import {
	disputeKey,
	type FactPassage,
	type FactReview,
	type FailedItem,
	type ReviewFacts
} from '../month-lines.ts';
import { reviewKinds } from '../review.ts';
import { concealedIn, openDisputes, reportedFirst, type FactsOf } from './rulings-of-month.ts';
import { evidence, reviewAnswers, reviews } from './schema.ts';

export type { FactsOf } from './rulings-of-month.ts';

/** The facts of a month by agent; who has none is not in the map. */
export async function reviewFacts(read: Reader, of: FactsOf): Promise<Map<string, ReviewFacts>> {
	if (of.agentIds?.length === 0) return new Map();
	const rows = await standingReviews(read, of);
	const forms = await formsOf(read, [...new Set(rows.map((row) => row.rubricVersionId))]);
	const passages = Map.groupBy(await passagesOf(read, of), ({ reviewId }) => reviewId);
	const answers = Map.groupBy(await answersOf(read, of), ({ reviewId }) => reviewId);
	const deciding = new Set(decidingReviews(rows).map(({ reviewId }) => reviewId));
	const found = rows.map((row): FactReview => {
		const pinned = passages.get(row.reviewId) ?? [];
		return {
			...row,
			failed: deciding.has(row.reviewId)
				? failedOf(forms.get(row.rubricVersionId)!, {
						given: answers.get(row.reviewId) ?? [],
						pinned: pinned.filter(({ kind }) => kind === 'finding'),
						severe: row.severe
					})
				: [],
			highlights: pinned.filter(({ kind }) => kind === 'highlight')
		};
	});
	const disputed = new Set(
		(await openDisputes(read, of)).map((row) => disputeKey(row.recordingId, row.itemKey))
	);
	const concealed = Map.groupBy(await concealedIn(read, of), ({ agentId }) => agentId);
	const reported = await reportedFirst(read, of);
	const byAgent = Map.groupBy(found, ({ agentId }) => agentId);
	return new Map(
		[...new Set([...byAgent.keys(), ...concealed.keys()])].map((agentId) => [
			agentId,
			{
				reviews: byAgent.get(agentId) ?? [],
				concealments: concealed.get(agentId) ?? [],
				disputed,
				selfReported: reported
			}
		])
	);
}

const later = alias(reviews, 'later');

/** Reviews of the month's calls, of each the revision that stood. */
const standing = (read: Reader, { month, agentIds, asOf }: FactsOf): SQL | undefined =>
	and(
		eq(reviews.businessMonth, month),
		inArray(reviews.kind, [...reviewKinds]),
		agentIds && inArray(reviews.agentId, [...agentIds]),
		asOf && lte(reviews.submittedAt, asOf),
		not(
			exists(
				read
					.select({ one: sql`1` })
					.from(later)
					.where(and(eq(later.revises, reviews.id), asOf && lte(later.submittedAt, asOf)))
			)
		)
	);

const standingReviews = (read: Reader, of: FactsOf) =>
	read
		.select({
			reviewId: reviews.id,
			kind: reviews.kind,
			agentId: reviews.agentId,
			reviewerId: reviews.reviewerId,
			recordingId: reviews.recordingId,
			rubricVersionId: reviews.rubricVersionId,
			callStartedAt: reviews.callStartedAt,
			submittedAt: reviews.submittedAt,
			rawTenths: reviews.rawTenths,
			severe: reviews.severe
		})
		.from(reviews)
		.where(standing(read, of))
		.orderBy(asc(reviews.callStartedAt), asc(reviews.id));

const answersOf = (read: Reader, of: FactsOf) =>
	read
		.select({
			reviewId: reviewAnswers.reviewId,
			itemKey: reviewAnswers.itemKey,
			answer: reviewAnswers.answer
		})
		.from(reviewAnswers)
		.innerJoin(reviews, eq(reviews.id, reviewAnswers.reviewId))
		.where(standing(read, of));

const passagesOf = (read: Reader, of: FactsOf) =>
	read
		.select({
			id: evidence.id,
			reviewId: evidence.reviewId,
			kind: evidence.kind,
			itemKey: evidence.itemKey,
			fromMs: evidence.fromMs,
			toMs: evidence.toMs
		})
		.from(evidence)
		.innerJoin(reviews, eq(reviews.id, evidence.reviewId))
		.where(and(standing(read, of), inArray(evidence.kind, ['finding', 'highlight'])))
		.orderBy(asc(evidence.fromMs), asc(evidence.id));

/** Forms of published rubric versions. */
export async function formsOf(read: Reader, ids: string[]): Promise<Map<string, Form>> {
	if (ids.length === 0) return new Map();
	const rows = await read
		.select({ id: rubricVersions.id, form: rubricVersions.form })
		.from(rubricVersions)
		.where(inArray(rubricVersions.id, ids));
	return new Map(rows.map(({ id, form }) => [id, parseForm(JSON.parse(form))]));
}

interface Held {
	given: readonly { itemKey: string; answer: unknown }[];
	/** Findings, by where they begin. */
	pinned: readonly FactPassage[];
	severe: readonly string[];
}

/** The failed criteria in the order of the form; a severe code always has the item that it is pinned to. */
function failedOf(form: Form, { given, pinned, severe }: Held): FailedItem[] {
	const answers: Answers = Object.fromEntries(
		given.map(({ itemKey, answer }) => [itemKey, answer])
	);
	const counted = countedAnswers(form, answers);
	return itemsOf(form).flatMap((item): FailedItem[] => {
		const passage = pinned.find(({ itemKey }) => itemKey === item.key);
		const hit =
			isFailed(item, counted.get(item.key)) ||
			(!counted.has(item.key) && passage !== undefined && severe.includes(item.severe ?? ''));
		if (!hit) return [];
		return [
			{
				itemKey: item.key,
				severe: item.severe ?? null,
				evidenceId: passage?.id ?? null,
				atMs: passage?.fromMs ?? null
			}
		];
	});
}
