import type { Context } from '#lib/people/server/context.ts';
import { heardBy, playableRecording } from '#lib/recordings/server/playable.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import type { BenchData } from '../bench.ts';
import { contentOf, mayCorrect } from '../revision.ts';
import { callFor } from './call.ts';
import { drawnTask } from './detail.ts';
import { heldBy } from './held.ts';
import { reviewForReader } from './queries.ts';
import { revisionAfter, type Revision } from './revisions.ts';
import { sightOf } from './sight.ts';

type CorrectionPageRefusal = 'not-found' | 'not-allowed' | 'not-kept';

/**
 * The bench with what the review holds, to correct it, or why not; `later` when it was corrected
 * since, and so no longer can be. Changes nothing.
 */
export async function correctionBench(
	context: Context,
	reviewId: string
): Promise<Decision<{ bench: BenchData; later: Revision | undefined }, CorrectionPageRefusal>> {
	const { db, actor } = context;
	const { read } = db;
	const review = await reviewForReader(read, actor, reviewId);
	if (!review) return refuse('not-found');
	const { reviewsHidden } = await sightOf(read, context, review.recordingId);
	if (reviewsHidden || !mayCorrect(actor, review)) return refuse('not-allowed');
	const recording = await playableRecording(db, review.recordingId);
	if (!recording) return refuse('not-kept');
	const { form, version } = (await rubricVersion(read, review.rubricVersionId))!;
	const bench: BenchData = {
		recording,
		...(await callFor(read, review.recordingId)),
		heard: await heardBy(db, review.recordingId, actor.id),
		form,
		rubricVersion: version,
		assignmentId: null,
		task: await drawnTask(read, review.assignmentId),
		draft: { content: contentOf(await heldBy(read, reviewId)), version: 0, savedAt: null },
		hasNext: false
	};
	return accept({ bench, later: await revisionAfter(read, reviewId) });
}
