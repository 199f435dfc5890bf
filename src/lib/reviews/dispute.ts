/**
 * Disputes: the agent contests items of a review as it stands, each with a reason and the answer
 * held for right, once for each revision and before the window closes. Somebody rules who wrote
 * nothing of the review (R3): upheld, changed to the agent's answer, or partly, to another one. The
 * ruling may be contested once, before another head. A dispute never lowers a score; other faults
 * that are heard meanwhile are talked about.
 */
import { isAnswer, isFailed, NOT_APPLICABLE, type Answers } from '#lib/rubric/answer.ts';
import { shownItems } from '#lib/rubric/condition.ts';
import type { Form, Item } from '#lib/rubric/form.ts';
import { kindOf } from '#lib/rubric/kinds/index.ts';
import { sameJson } from '#lib/shared/canonical-json.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { cleanWords, realCharacters } from '#lib/shared/words.ts';
import { REASON_LENGTH } from './revision.ts';
import { scoreReview, type Outcome, type Score } from './scoring.ts';

export const disputeOutcomes = ['upheld', 'changed', 'partly'] as const;
export type DisputeOutcome = (typeof disputeOutcomes)[number];

export type DisputeState = 'open' | DisputeOutcome | 'withdrawn';

export const disputeState = (
	outcome: DisputeOutcome | null,
	withdrawnAt: Date | null
): DisputeState => outcome ?? (withdrawnAt ? 'withdrawn' : 'open');

/** Items that cost the agent something, in the order of the form. */
export const disputableItems = (form: Form, answers: Answers): Item[] =>
	shownItems(form, answers).filter((item) => isDisputable(form, item, answers));

/** Failed, below full marks, points taken; or passed over as N/A where the best answer would score higher. */
function isDisputable(form: Form, item: Item, answers: Answers): boolean {
	const { effect, scores } = kindOf(item.kind);
	const answer = answers[item.key];
	if (answer === undefined || !isAnswer(item, answer)) return false;
	if (answer === NOT_APPLICABLE) {
		const best = kindOf(item.kind).best(item.config);
		if (scores !== 'share' || best === undefined) return false;
		return isLower(scoreWith(form, answers, item.key, best), scoreReview(form, answers));
	}
	const effected = effect(item.config, answer);
	if (effected.kind === 'share' && effected.share.earned < effected.share.of) return true;
	return (effected.kind === 'points' && effected.points < 0) || isFailed(item, answer);
}

const scoreWith = (form: Form, answers: Answers, key: string, answer: unknown): Score =>
	scoreReview(form, { ...answers, [key]: answer });

export interface Claim {
	itemKey: string;
	reason: string;
	/** Undefined when none was given that can be read. */
	proposed: unknown;
	atMs: number | null;
}

/** The review as it stands, and what was disputed of it so far. */
export interface Disputable {
	form: Form;
	answers: Answers;
	durationMs: number;
	closesAt: Date;
	/** Keys of items under an open dispute, or disputed before in this revision. */
	disputed: ReadonlySet<string>;
	/** The answer that each ruled item was left with by its last ruling. */
	ruled: Answers;
}

export type RaiseRefusal =
	| 'window-closed'
	| 'nothing-disputed'
	| 'not-disputable'
	| 'already-disputed'
	| 'already-ruled'
	| ClaimRefusal;
type ClaimRefusal =
	'reason-too-short' | 'not-an-answer' | 'same-answer' | 'would-lower' | 'outside-recording';

/** Whether the claims may be raised now; each is judged by itself, the first that may not be refuses them all. */
export function decideRaise(
	review: Disputable,
	claims: readonly Claim[],
	now: Date
): Decision<{ claims: Claim[] }, RaiseRefusal> {
	if (now >= review.closesAt) return refuse('window-closed', { at: review.closesAt.toISOString() });
	if (claims.length === 0) return refuse('nothing-disputed');
	const items = new Map(
		disputableItems(review.form, review.answers).map((item) => [item.key, item])
	);
	for (const claim of claims) {
		const refusal = raiseRefusal(review, claim, items.get(claim.itemKey));
		if (refusal) return refuse(refusal, { item: claim.itemKey, least: REASON_LENGTH });
	}
	return accept({ claims: claims.map((one) => ({ ...one, reason: cleanWords(one.reason) })) });
}

function raiseRefusal(
	review: Disputable,
	claim: Claim,
	item: Item | undefined
): RaiseRefusal | undefined {
	const { itemKey } = claim;
	if (review.disputed.has(itemKey)) return 'already-disputed';
	if (!item) return 'not-disputable';
	if (isRuled(review.ruled, review.answers, itemKey)) return 'already-ruled';
	return claimRefusal(review, claim, item);
}

/** An item that was ruled on and has kept that answer is disputed no more; the ruling may be contested. */
export const isRuled = (ruled: Answers, answers: Answers, itemKey: string): boolean =>
	itemKey in ruled && sameJson(ruled[itemKey], answers[itemKey]);

/** What keeps a claim from being made of an item, in either instance. */
export function claimRefusal(
	{ form, answers, durationMs }: Pick<Disputable, 'form' | 'answers' | 'durationMs'>,
	{ reason, proposed, atMs }: Claim,
	item: Item
): ClaimRefusal | undefined {
	if (realCharacters(cleanWords(reason)) < REASON_LENGTH) return 'reason-too-short';
	if (proposed === undefined || !isAnswer(item, proposed)) return 'not-an-answer';
	if (sameJson(proposed, answers[item.key])) return 'same-answer';
	if (atMs !== null && (atMs < 0 || atMs > durationMs)) return 'outside-recording';
	const before = scoreReview(form, answers);
	return isLower(before, scoreWith(form, answers, item.key, proposed)) ? 'would-lower' : undefined;
}

const rank: Record<Outcome, number> = { failed: 0, 'not-scorable': 1, passed: 2 };

/** Whether `after` is worse for the agent than `before`, in any of the three figures. */
export function isLower(
	before: Pick<Score, 'rawTenths' | 'outcome' | 'severe'>,
	after: Pick<Score, 'rawTenths' | 'outcome' | 'severe'>
): boolean {
	const dropped =
		before.rawTenths !== null && after.rawTenths !== null && after.rawTenths < before.rawTenths;
	return (
		dropped ||
		rank[after.outcome] < rank[before.outcome] ||
		after.severe.some((code) => !before.severe.includes(code))
	);
}

/** A dispute as its withdrawal, its answer and its ruling find it. */
interface StandingDispute {
	ruledAt: Date | null;
	ruledBy: string | null;
	withdrawnAt: Date | null;
}

export type ClosedRefusal = 'already-ruled' | 'withdrawn';

/** Nothing happens to a dispute that is over. */
export function decideOpen({
	ruledAt,
	ruledBy,
	withdrawnAt
}: StandingDispute): Decision<undefined, ClosedRefusal> {
	if (ruledAt) return refuse('already-ruled', { by: ruledBy ?? '', at: ruledAt.toISOString() });
	if (withdrawnAt) return refuse('withdrawn', { at: withdrawnAt.toISOString() });
	return accept(undefined);
}

export interface Ruling {
	outcome: DisputeOutcome;
	reason: string;
	/** Of `partly`: the answer that is right. */
	answer: unknown;
	coaching: string;
}

export type RulingRefusal = 'reason-too-short' | 'not-an-answer' | 'same-answer' | 'would-lower';

/** What the ruling makes of the item: its answer from now on, or null when the review's own stands. */
export function decideDisputeRuling(
	{ form, answers }: Pick<Disputable, 'form' | 'answers'>,
	{ item, proposed }: { item: Item; proposed: unknown },
	{ outcome, reason, answer: given, coaching }: Ruling
): Decision<{ reason: string; coaching: string; answer: unknown }, RulingRefusal> {
	const words = { reason: cleanWords(reason), coaching: cleanWords(coaching) };
	if (realCharacters(words.reason) < REASON_LENGTH)
		return refuse('reason-too-short', { least: REASON_LENGTH });
	if (outcome === 'upheld') return accept({ ...words, answer: null });
	const answer = outcome === 'changed' ? proposed : given;
	if (answer === undefined || !isAnswer(item, answer)) return refuse('not-an-answer');
	const taken = outcome === 'partly' ? [answers[item.key], proposed] : [answers[item.key]];
	if (taken.some((other) => sameJson(other, answer))) return refuse('same-answer');
	const after = scoreWith(form, answers, item.key, answer);
	if (isLower(scoreReview(form, answers), after)) return refuse('would-lower');
	return accept({ ...words, answer });
}
