/** Every answer of a month's reviews that the reader may read, a page of reviews at a time. */
import { and, asc, count, eq, gt, inArray, type SQL } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import { teams, users } from '#lib/people/server/schema.ts';
import { alias, isAmong } from '#lib/platform/server/db/dialect.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { reviewKinds } from '#lib/reviews/review.ts';
import { reviewLapses } from '#lib/reviews/server/dispute-schema.ts';
import { notLeading } from '#lib/reviews/server/hidden-calls.ts';
import { newestRevision } from '#lib/reviews/server/revisions.ts';
import { acknowledgements, reviewAnswers, reviews } from '#lib/reviews/server/schema.ts';
import { reachedBy } from '#lib/reviews/server/scope.ts';
import { publishedRubrics, type PublishedRubric } from '#lib/rubric/server/queries.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { effectsOf, type AnswerRow } from '../answer-row.ts';
import { aroundAnswers } from './around-answers.ts';

const agents = alias(users, 'agents');
const reviewers = alias(users, 'reviewers');
/** Reviews that are read at once. */
const PAGE = 500;

/** How many rows `answerRows` gives. */
export async function countAnswers(context: Context, month: BusinessMonth): Promise<number> {
	const [row] = await context.db.read
		.select({ n: count() })
		.from(reviews)
		.innerJoin(recordings, eq(recordings.id, reviews.recordingId))
		.innerJoin(reviewAnswers, eq(reviewAnswers.reviewId, reviews.id))
		.where(await readable(context, month));
	return row!.n;
}

/** In the order of the reviews' ids, then of the form; the private remarks are not among them. */
export async function* answerRows(
	context: Context,
	month: BusinessMonth
): AsyncGenerator<AnswerRow[]> {
	const { read } = context.db;
	const versions = new Map((await publishedRubrics(read)).map((one) => [one.versionId, one]));
	const where = await readable(context, month);
	for (let after = ''; ;) {
		const page = await reviewsAfter(context, after, where);
		const last = page.at(-1);
		if (!last) return;
		yield await answersOf(context, page, versions);
		if (page.length < PAGE) return;
		after = last.id;
	}
}

async function readable({ db, actor, now }: Context, month: BusinessMonth) {
	return and(
		eq(reviews.businessMonth, month),
		inArray(reviews.kind, [...reviewKinds]),
		newestRevision(),
		reachedBy(actor),
		await notLeading(db.read, { actor, now }, reviews.recordingId)
	);
}

const reviewsAfter = ({ db: { read } }: Context, after: string, where: SQL | undefined) =>
	read
		.select({
			id: reviews.id,
			recordingId: reviews.recordingId,
			reviewerId: reviews.reviewerId,
			kind: reviews.kind,
			callStartedAt: reviews.callStartedAt,
			staffNo: agents.staffNo,
			agent: agents.name,
			team: teams.name,
			reviewer: reviewers.name,
			versionId: reviews.rubricVersionId,
			revision: reviews.revision,
			releasedAt: reviews.submittedAt,
			acknowledgedAt: acknowledgements.at,
			lapsedAt: reviewLapses.at
		})
		.from(reviews)
		.innerJoin(recordings, eq(recordings.id, reviews.recordingId))
		.innerJoin(agents, eq(agents.id, reviews.agentId))
		.innerJoin(reviewers, eq(reviewers.id, reviews.reviewerId))
		.leftJoin(teams, eq(teams.id, recordings.teamId))
		.leftJoin(acknowledgements, eq(acknowledgements.reviewId, reviews.id))
		.leftJoin(reviewLapses, eq(reviewLapses.reviewId, reviews.id))
		.where(and(where, after === '' ? undefined : gt(reviews.id, after)))
		.orderBy(asc(reviews.id))
		.limit(PAGE);

type Page = Awaited<ReturnType<typeof reviewsAfter>>;

async function answersOf(
	{ db: { read } }: Context,
	page: Page,
	versions: ReadonlyMap<string, PublishedRubric>
): Promise<AnswerRow[]> {
	const ids = page.map(({ id }) => id);
	const given = await read
		.select({
			reviewId: reviewAnswers.reviewId,
			itemKey: reviewAnswers.itemKey,
			answer: reviewAnswers.answer,
			comment: reviewAnswers.comment,
			rootCause: reviewAnswers.rootCause
		})
		.from(reviewAnswers)
		.where(isAmong(reviewAnswers.reviewId, ids));
	const byReview = Map.groupBy(given, ({ reviewId }) => reviewId);
	const around = await aroundAnswers(read, page);
	return page.flatMap(({ recordingId, reviewerId, versionId, ...row }) => {
		const { form, key, version } = versions.get(versionId)!;
		const review = { ...row, rubricKey: key, rubricVersion: version };
		const answers = new Map(byReview.get(row.id)?.map((one) => [one.itemKey, one]));
		const effects = effectsOf(
			form,
			Object.fromEntries([...answers].map(([itemKey, { answer }]) => [itemKey, answer]))
		);
		return form.sections.flatMap((section) =>
			section.items.flatMap((item): AnswerRow[] => {
				const one = answers.get(item.key);
				if (!one) return [];
				const { answer, rootCause, comment } = one;
				const chain = { id: row.id, recordingId, reviewerId, kind: row.kind };
				const about = around(chain, item.key);
				return [{ review, section, item, answer, rootCause, comment, ...effects(item), ...about }];
			})
		);
	});
}
