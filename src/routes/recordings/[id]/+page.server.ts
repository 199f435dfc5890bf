import { error } from '@sveltejs/kit';
import { can } from '#lib/people/permissions.ts';
import { heardBy, playableRecording, recordingFacts } from '#lib/recordings/server/playable.ts';
import { reviewsOfRecording } from '#lib/reviews/server/queries.ts';
import { reviewSubject } from '#lib/reviews/server/subject.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { db, actor } = locals;
	const facts = await recordingFacts(db, params.id);
	if (!facts || can(actor, 'recording.list', facts) !== 'allowed')
		error(404, 'recording-not-found');

	const mayHear = can(actor, 'recording.hear', facts) === 'allowed';
	const reviews = await reviewsOfRecording(db.read, actor, facts.id);
	return {
		facts,
		playable: mayHear ? await playableRecording(db, facts.id) : undefined,
		heard: mayHear ? await heardBy(db, facts.id, actor.id) : [],
		mayReview: (await reviewSubject(db.read, actor, { recordingId: facts.id })).ok,
		reviews: reviews.map(({ id, reviewer, submittedAt, rawTenths, outcome, severe }) => ({
			id,
			reviewer,
			submittedAt,
			rawTenths,
			outcome,
			severe
		}))
	};
};
