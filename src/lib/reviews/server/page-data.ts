import type { Context } from '#lib/people/server/context.ts';
import { can } from '#lib/people/permissions.ts';
import { isEntrusted } from '#lib/recordings/server/entrustments.ts';
import { heardBy, playableRecording } from '#lib/recordings/server/playable.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import { checksOfRecording } from './checks.ts';
import { drawnTask, reviewContent } from './detail.ts';
import { reviewForReader, reviewsOfRecording } from './queries.ts';
import { sightOf } from './sight.ts';

/**
 * Everything that a submitted review's page shows; undefined when it is unknown or hidden,
 * `blind` while a blind task of the reader for the same call is open.
 */
export async function reviewPageData({ db, actor, now }: Context, reviewId: string) {
	const review = await reviewForReader(db.read, actor, reviewId);
	if (!review) return undefined;
	const { blind, checksHidden } = await sightOf(db.read, actor.id, review.recordingId);
	if (blind) return 'blind' as const;
	const rubric = await rubricVersion(db.read, review.rubricVersionId);
	if (!rubric) return undefined;
	const entrusted = await isEntrusted(db.read, review.recordingId, actor.id, now);
	const mayHear = can(actor, 'recording.hear', { ...review, entrusted }) === 'allowed';
	return {
		review,
		form: rubric.form,
		rubricId: rubric.rubricId,
		rubricVersion: rubric.version,
		...(await reviewContent(db.read, review.id, { withPrivate: review.agentId !== actor.id })),
		task: await drawnTask(db.read, review.assignmentId),
		recording: mayHear ? await playableRecording(db, review.recordingId) : undefined,
		heard: mayHear ? await heardBy(db, review.recordingId, actor.id) : [],
		others: (await reviewsOfRecording(db.read, actor, review.recordingId))
			.filter(({ id }) => id !== review.id)
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
		isMine: review.agentId === actor.id
	};
}
export type ReviewPageData = Exclude<
	Awaited<ReturnType<typeof reviewPageData>>,
	'blind' | undefined
>;
