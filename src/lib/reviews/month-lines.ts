/**
 * The lines that reviews give an agent's month, from the reviews as they stand: of each call what
 * its newest review found, severe items and other violations; every highlight; what was ruled to be a
 * concealment. Pure.
 */
import type { LineFacts } from '#lib/ledger/entry.ts';
import type { Wanted } from '#lib/ledger/posting.ts';
import { decidingReviews } from './deciding.ts';
import type { ReviewKind } from './review.ts';

/** A passage of a review, as far as lines need it. */
export interface FactPassage {
	id: string;
	itemKey: string | null;
	fromMs: number;
	toMs: number;
}

/** A failed criterion of a review, with its first passage. */
export interface FailedItem {
	itemKey: string;
	/** Its code when it is severe. */
	severe: string | null;
	evidenceId: string | null;
	atMs: number | null;
}

/** One review in the revision that stands. */
export interface FactReview {
	reviewId: string;
	kind: ReviewKind;
	agentId: string;
	reviewerId: string;
	recordingId: string;
	rubricVersionId: string;
	callStartedAt: Date;
	submittedAt: Date;
	rawTenths: number | null;
	/** Codes of severe items, each once. */
	severe: readonly string[];
	/** In the order of the form; only of the review that decides about its call. */
	failed: readonly FailedItem[];
	highlights: readonly FactPassage[];
}

/** What was ruled to be a concealment. */
export interface FactConcealment {
	id: string;
	agentId: string;
	reviewId: string;
	recordingId: string;
	callStartedAt: Date;
	itemKey: string | null;
}

export interface ReviewFacts {
	reviews: readonly FactReview[];
	/** `RECORDING ITEM` of each open dispute. */
	disputed: ReadonlySet<string>;
	/** Recordings whose problem the agent reported before the first review of the call. */
	selfReported: ReadonlySet<string>;
	concealments: readonly FactConcealment[];
}

/** Kinds of lines that come of reviews. */
export const reviewLineKinds = ['severe-item', 'violation', 'praise', 'concealment'] as const;

export const disputeKey = (recordingId: string, itemKey: string) => `${recordingId} ${itemKey}`;

/** The lines of one agent's facts. */
export function reviewLines(facts: ReviewFacts): Wanted[] {
	return [
		...decidingReviews(facts.reviews).flatMap((review) => [
			...severeLines(review, facts),
			...violationLines(review, facts)
		]),
		...facts.reviews.flatMap(praiseLines),
		...facts.concealments.map(concealmentLine)
	];
}

function severeLines(review: FactReview, { disputed, selfReported }: ReviewFacts): Wanted[] {
	return [...new Set(review.severe)].sort().map((code) => {
		const items = review.failed.filter(({ severe }) => severe === code);
		return {
			...ofCall(review, `severe:${review.recordingId}:${code}`, 'severe-item'),
			...passageOf(items[0]),
			code,
			selfReported: selfReported.has(review.recordingId),
			disputed: items.some(({ itemKey }) => disputed.has(disputeKey(review.recordingId, itemKey)))
		};
	});
}

function violationLines(review: FactReview, { disputed, selfReported }: ReviewFacts): Wanted[] {
	return review.failed
		.filter(({ severe }) => severe === null)
		.map((item) => ({
			...ofCall(review, `violation:${review.recordingId}:${item.itemKey}`, 'violation'),
			...passageOf(item),
			selfReported: selfReported.has(review.recordingId),
			disputed: disputed.has(disputeKey(review.recordingId, item.itemKey))
		}));
}

/** Highlights have no name of their own that a correction leaves: place in the call, and which of several there. */
function praiseLines(review: FactReview): Wanted[] {
	const times = new Map<string, number>();
	return review.highlights.map((passage) => {
		const place = `${passage.itemKey ?? '-'}:${passage.fromMs}-${passage.toMs}`;
		const nth = (times.get(place) ?? 0) + 1;
		times.set(place, nth);
		const { recordingId, kind } = review;
		return {
			...ofCall(review, `praise:${recordingId}:${kind}:${place}:${nth}`, 'praise'),
			itemKey: passage.itemKey,
			evidenceId: passage.id,
			atMs: passage.fromMs
		};
	});
}

const concealmentLine = (found: FactConcealment): Wanted => ({
	...ofCall(found, `concealment:${found.id}`, 'concealment'),
	itemKey: found.itemKey
});

const passageOf = (item: FailedItem | undefined) => ({
	itemKey: item?.itemKey ?? null,
	evidenceId: item?.evidenceId ?? null,
	atMs: item?.atMs ?? null
});

const ofCall = (
	of: Pick<FactReview, 'recordingId' | 'reviewId' | 'callStartedAt'>,
	lineKey: string,
	kind: LineFacts['kind']
): LineFacts => ({
	lineKey,
	kind,
	recordingId: of.recordingId,
	callStartedAt: of.callStartedAt,
	reviewId: of.reviewId,
	itemKey: null,
	code: null,
	evidenceId: null,
	atMs: null,
	selfReported: false
});
