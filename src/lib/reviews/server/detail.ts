import { asc, eq } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { draws, assignments } from '#lib/sampling/server/schema.ts';
import { users } from '#lib/people/server/schema.ts';
import { evidence, reviewAnswers, reviews } from './schema.ts';

/**
 * What stands in a submitted review, by item. Rights are checked by `reviewForReader` before; what
 * is for reviewers only is left out unless `withPrivate`, which the agent of the call never gets.
 */
export async function reviewContent(
	read: Reader,
	reviewId: string,
	{ withPrivate }: { withPrivate: boolean }
) {
	const answers = await read
		.select({
			itemKey: reviewAnswers.itemKey,
			answer: reviewAnswers.answer,
			comment: reviewAnswers.comment,
			withoutEvidence: reviewAnswers.withoutEvidence,
			rootCause: reviewAnswers.rootCause,
			privateComment: reviewAnswers.privateComment
		})
		.from(reviewAnswers)
		.where(eq(reviewAnswers.reviewId, reviewId));
	const passages = await read
		.select({
			id: evidence.id,
			kind: evidence.kind,
			itemKey: evidence.itemKey,
			fromMs: evidence.fromMs,
			toMs: evidence.toMs,
			note: evidence.note,
			private: evidence.private
		})
		.from(evidence)
		.where(eq(evidence.reviewId, reviewId))
		.orderBy(asc(evidence.fromMs), asc(evidence.id));
	const [about] = await read
		.select({
			privateComment: reviews.privateComment,
			underHeardReason: reviews.underHeardReason
		})
		.from(reviews)
		.where(eq(reviews.id, reviewId));
	const { privateComment = null, underHeardReason = null } = about ?? {};
	if (withPrivate) return { answers, passages, privateComment, underHeardReason };
	return {
		privateComment: null,
		underHeardReason,
		answers: answers.map((answer) => ({ ...answer, privateComment: null })),
		passages: passages.filter((passage) => !passage.private)
	};
}

/** How a task came to be: drawn when, by whom or what, for which day; undefined when there is none. */
export async function drawnTask(read: Reader, assignmentId: string | null) {
	if (!assignmentId) return undefined;
	const [row] = await read
		.select({
			id: assignments.id,
			kind: assignments.kind,
			drawId: assignments.drawId,
			drawnAt: draws.drawnAt,
			period: draws.period,
			seed: draws.seed,
			shares: draws.shares,
			dueAt: assignments.dueAt,
			unitId: assignments.unitId,
			agentId: assignments.agentId,
			reviewer: users.name
		})
		.from(assignments)
		.innerJoin(draws, eq(draws.id, assignments.drawId))
		.innerJoin(users, eq(users.id, assignments.reviewerId))
		.where(eq(assignments.id, assignmentId));
	if (!row) return undefined;
	const { shares, unitId, agentId, ...rest } = row;
	const share = shares.find((one) => one.unitId === (unitId ?? agentId));
	return { ...rest, eligible: share?.eligible ?? null, chosen: share?.chosen ?? null };
}
