import type { Context } from '#lib/people/server/context.ts';
import { can, type Placed } from '#lib/people/permissions.ts';
import { isEntrusted } from '#lib/recordings/server/entrustments.ts';
import { heardBy, playableRecording } from '#lib/recordings/server/playable.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import { mayCorrect } from '../revision.ts';
import { mayRule } from '../second-review.ts';
import { checksOfRecording } from './checks.ts';
import { concealmentShown } from './concealments.ts';
import { drawnTask, reviewContent } from './detail.ts';
import { historyOf } from './history.ts';
import { reviewForReader, reviewsOfRecording, type ReviewRow } from './queries.ts';
import { rulingOn, secondReviewPair } from './second-reviews.ts';
import { sightOf } from './sight.ts';

/**
 * Everything that a submitted review's page shows; undefined when it is unknown or hidden. While
 * own work of the reader on the same call is open: `blind` for a blind task, `check-open` for a check.
 */
export async function reviewPageData(context: Context, reviewId: string) {
	const { db, actor } = context;
	const review = await reviewForReader(db.read, actor, reviewId);
	if (!review) return undefined;
	const { blind, reviewsHidden, checksHidden } = await sightOf(
		db.read,
		context,
		review.recordingId
	);
	if (blind) return 'blind' as const;
	if (reviewsHidden) return 'check-open' as const;
	const rubric = await rubricVersion(db.read, review.rubricVersionId);
	if (!rubric) return undefined;
	const isMine = review.agentId === actor.id;
	const content = await reviewContent(db.read, review.id, { withPrivate: !isMine });
	const history = await historyOf(db.read, review, { withPrivate: !isMine });
	const newest = history.at(-1)!;
	const standing = newest.id === review.id;
	return {
		review,
		form: rubric.form,
		rubricId: rubric.rubricId,
		rubricVersion: rubric.version,
		...content,
		task: await drawnTask(db.read, review.assignmentId),
		...(await soundFor(context, review)),
		history,
		newest: standing ? null : { id: newest.id, by: newest.by, at: newest.at },
		mayCorrect: standing && mayCorrect(actor, review),
		second: isMine ? null : await secondOf(context, review),
		others: (await reviewsOfRecording(db.read, actor, review.recordingId))
			.filter(({ id }) => !history.some((revision) => revision.id === id))
			.map(({ id, kind, reviewer, submittedAt, rawTenths, outcome }) => ({
				id,
				kind,
				reviewer,
				submittedAt,
				rawTenths,
				outcome
			})),
		checks: await checksOfRecording(db.read, actor, {
			recording: { ...review, id: review.recordingId },
			hidden: checksHidden
		}),
		concealment: checksHidden ? null : await concealmentShown(context, review),
		isMine
	};
}
export type ReviewPageData = Exclude<
	Awaited<ReturnType<typeof reviewPageData>>,
	'blind' | 'check-open' | undefined
>;

/** The sound and what was heard of it, for who may hear it. */
export async function soundFor(
	{ db, actor, now }: Context,
	review: Placed & { recordingId: string }
) {
	const entrusted = await isEntrusted(db.read, review.recordingId, actor.id, now);
	if (can(actor, 'recording.hear', { ...review, entrusted }) !== 'allowed')
		return { recording: undefined, heard: [] };
	return {
		recording: await playableRecording(db, review.recordingId),
		heard: await heardBy(db, review.recordingId, actor.id)
	};
}

/** Whether it is a second review, and whether the reader's ruling on it is awaited. */
async function secondOf({ db, actor }: Context, review: ReviewRow) {
	const pair = await secondReviewPair(db.read, review);
	if (!pair) return null;
	const ruled = await rulingOn(db.read, pair.secondRootId);
	return {
		firstReviewer: pair.first.reviewer,
		ruling: ruled?.ruling ?? null,
		mayRule: !ruled && mayRule(actor, review, pair.first.reviewerId)
	};
}
