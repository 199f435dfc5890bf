/** Of a call reviewed more than once, such as by the lead and then in the weekly audit, the newest review decides. Pure. */

interface Submitted {
	reviewId: string;
	recordingId: string;
	submittedAt: Date;
}

/** Of each call the review submitted last; at the same instant the one with the higher id. */
export function decidingReviews<Review extends Submitted>(reviews: readonly Review[]): Review[] {
	const deciding = new Map<string, Review>();
	for (const review of reviews) {
		const other = deciding.get(review.recordingId);
		if (!other || isNewer(review, other)) deciding.set(review.recordingId, review);
	}
	return [...deciding.values()];
}

const isNewer = (a: Submitted, b: Submitted): boolean =>
	a.submittedAt.getTime() === b.submittedAt.getTime()
		? a.reviewId > b.reviewId
		: a.submittedAt > b.submittedAt;
