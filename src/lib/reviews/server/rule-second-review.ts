import { appendAudit } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { cleanWords, realCharacters } from '#lib/shared/words.ts';
import { REASON_LENGTH } from '../revision.ts';
import { adopted, mayRule } from '../second-review.ts';
import type { SecondRuling } from '../review.ts';
import { openIn, type OpenRefusal } from './calibrations.ts';
import { correctIn, type CorrectionRefusal } from './corrections.ts';
import { heldBy } from './held.ts';
import { reviewForReader, type ReviewRow } from './queries.ts';
import { secondReviewRulings } from './ruling-schema.ts';
import { rulingOn, secondReviewPair, type Pair } from './second-reviews.ts';
import { sightOf } from './sight.ts';

interface SecondReviewRuling {
	/** The second review, in any revision. */
	reviewId: string;
	/** The first review as the page showed it; when it was revised since, the ruling is refused. */
	firstReviewId: string;
	ruling: SecondRuling;
	/** Not asked for to confirm. */
	reason: string;
	/** Of a correction: criteria in which the second is right. */
	chosen?: string[];
	/** Of a calibration. */
	session?: { title: string; deadline: Date };
}

type Refusal = 'not-found' | 'not-allowed' | 'already-ruled' | CorrectionRefusal | OpenRefusal;
type Outcome = { correctedId?: string; calibrationId?: string };

/**
 * Rules on a second review, once: the first one stands, is corrected with the chosen answers of the
 * second (a revision with its reason, so that the agent acknowledges anew), or both reviewers score
 * the call with others in a calibration.
 */
export function ruleSecondReview(
	context: Context,
	request: SecondReviewRuling
): Promise<Decision<Outcome, Refusal>> {
	const { db, actor, now } = context;
	return db.tx(async (tx) => {
		const review = await reviewForReader(tx, actor, request.reviewId);
		const pair = review && (await secondReviewPair(tx, review));
		if (!review || !pair) return refuse('not-found');
		const sight = await sightOf(tx, context, review.recordingId);
		if (sight.blind) return refuse('not-found');
		if (!mayRule(actor, review, pair.first.reviewerId)) return refuse('not-allowed');
		const before = await rulingOn(tx, pair.secondRootId);
		if (before) return refuse('already-ruled', { by: before.by, at: before.at.toISOString() });
		if (sight.reviewsHidden) return refuse('not-found');
		if (pair.first.id !== request.firstReviewId)
			return refuse('revised', { by: pair.first.by, at: pair.first.at.toISOString() });
		const reason = cleanWords(request.reason);
		if (request.ruling !== 'confirmed' && realCharacters(reason) < REASON_LENGTH)
			return refuse('reason-too-short', { least: REASON_LENGTH });

		const done = await carriedOut(tx, context, { ...request, reason }, { review, pair });
		if (!done.ok) return done;
		await tx.insert(secondReviewRulings).values({
			reviewId: pair.secondRootId,
			firstReviewId: pair.first.id,
			ruling: request.ruling,
			reason,
			...done.value,
			at: now,
			by: actor.id
		});
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'second-review.ruled',
				subject: `review:${pair.secondRootId}`,
				...(reason && { reason }),
				facts: { ruling: request.ruling, firstReviewId: pair.first.id, ...done.value }
			}
		);
		return done;
	});
}

async function carriedOut(
	tx: Writer,
	context: Context,
	{ ruling, reason, chosen = [], session }: SecondReviewRuling,
	{ review, pair }: { review: ReviewRow; pair: Pair }
): Promise<Decision<Outcome, Refusal>> {
	if (ruling === 'confirmed') return accept({});
	if (ruling === 'corrected') {
		const first = await heldBy(tx, pair.first.id);
		const content = adopted(first, await heldBy(tx, pair.second.id), chosen);
		const correction = {
			reviewId: pair.first.id,
			content,
			reason,
			cause: 'second-review' as const
		};
		const corrected = await correctIn(tx, context, correction);
		return corrected.ok ? accept({ correctedId: corrected.value.reviewId }) : corrected;
	}
	const opened = await openIn(tx, context, {
		title: session?.title ?? '',
		deadline: session?.deadline ?? context.now,
		recordingIds: [review.recordingId],
		participantIds: [pair.first.reviewerId, review.reviewerId],
		expertId: null,
		rubricVersionId: review.rubricVersionId
	});
	return opened.ok ? accept({ calibrationId: opened.value.calibrationId }) : opened;
}
