import type { Context } from '#lib/people/server/context.ts';
import { can } from '#lib/people/permissions.ts';
import { heardBy, playableRecording } from '#lib/recordings/server/playable.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import { drawnTask, reviewContent } from './detail.ts';
import { reviewForReader } from './queries.ts';

/** Everything that a submitted review's page shows; undefined when it is unknown or hidden. */
export async function reviewPageData({ db, actor }: Context, reviewId: string) {
	const review = await reviewForReader(db.read, actor, reviewId);
	if (!review) return undefined;
	const rubric = await rubricVersion(db.read, review.rubricVersionId);
	if (!rubric) return undefined;
	const mayHear = can(actor, 'recording.hear', review) === 'allowed';
	return {
		review,
		form: rubric.form,
		rubricId: rubric.rubricId,
		rubricVersion: rubric.version,
		...(await reviewContent(db.read, review.id)),
		task: await drawnTask(db.read, review.assignmentId),
		recording: mayHear ? await playableRecording(db, review.recordingId) : undefined,
		heard: mayHear ? await heardBy(db, review.recordingId, actor.id) : [],
		isMine: review.agentId === actor.id
	};
}
export type ReviewPageData = NonNullable<Awaited<ReturnType<typeof reviewPageData>>>;
