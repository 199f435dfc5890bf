import type { Context } from '#lib/people/server/context.ts';
import { rubricVersion } from '#lib/rubric/server/queries.ts';
import { accept, refuse } from '#lib/shared/decision.ts';
import { withoutPrivate } from '../revision.ts';
import { compareReviews, mayRule } from '../second-review.ts';
import { heldBy } from './held.ts';
import { soundFor } from './page-data.ts';
import { reviewForReader } from './queries.ts';
import { rulingOn, secondReviewPair } from './second-reviews.ts';
import { sightOf } from './sight.ts';

/** Both reviews of a call side by side, or why not: the agent of the call reads each on its own page. */
export async function secondReviewPage(context: Context, reviewId: string) {
	const { db, actor } = context;
	const { read } = db;
	const review = await reviewForReader(read, actor, reviewId);
	if (!review) return refuse('not-found');
	if ((await sightOf(read, context, review.recordingId)).reviewsHidden) return refuse('blind');
	const pair = await secondReviewPair(read, review);
	if (!pair) return refuse('not-found');
	if (review.agentId === actor.id) return refuse('not-allowed');
	const first = await reviewForReader(read, actor, pair.first.id);
	const second = await reviewForReader(read, actor, pair.second.id);
	const rubric = first && (await rubricVersion(read, first.rubricVersionId));
	if (!first || !second || !rubric) return refuse('not-found');
	const ruling = await rulingOn(read, pair.secondRootId);
	// After a correction the pages of the first review say what changed; here stands what was compared.
	const compared = ruling?.firstReviewId ?? first.id;
	const held = withoutPrivate(await heldBy(read, compared));
	const lines = compareReviews(rubric.form, held, withoutPrivate(await heldBy(read, second.id)));
	const facts = ({ id, reviewer, kind, submittedAt, rawTenths, outcome }: typeof first) => ({
		...{ id, reviewer, kind, submittedAt, rawTenths, outcome }
	});
	return accept({
		review: facts(second),
		first:
			compared === first.id ? facts(first) : facts((await reviewForReader(read, actor, compared))!),
		call: { startedAt: review.callStartedAt, agent: review.agent, staffNo: review.staffNo },
		form: rubric.form,
		sameRubric: first.rubricVersionId === second.rubricVersionId,
		lines,
		...(await soundFor(context, review)),
		ruling: ruling ?? null,
		mayRule: !ruling && mayRule(actor, review, pair.first.reviewerId)
	});
}

type Shown = Extract<Awaited<ReturnType<typeof secondReviewPage>>, { ok: true }>;
export type SecondReviewData = Shown['value'];

/** Whether the actor is to rule on a review just submitted: then both are shown at once. */
export async function isToRule({ db, actor, now }: Context, reviewId: string): Promise<boolean> {
	const review = await reviewForReader(db.read, actor, reviewId);
	const pair = review && (await secondReviewPair(db.read, review));
	if (!pair || !mayRule(actor, review, pair.first.reviewerId)) return false;
	return !(await sightOf(db.read, { actor, now }, review.recordingId)).reviewsHidden;
}
