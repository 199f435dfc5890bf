/**
 * Ratings (house rule M17): each month the lead says of every agent of the team, and colleagues of
 * one another, how attitude and teamwork were: points with a sentence, since a figure alone cannot
 * be talked about. Nobody rates themselves; the agent never learns which colleague said what. Pure.
 */
import * as v from 'valibot';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { isReason } from '#lib/shared/reason.ts';
import { cleanWords } from '#lib/shared/words.ts';

export const ratingKinds = ['lead', 'peer'] as const;
export type RatingKind = (typeof ratingKinds)[number];

export const ratingCriteria = ['attitude', 'teamwork'] as const;
export type RatingCriterion = (typeof ratingCriteria)[number];
export type RatingPoints = Record<RatingCriterion, number>;

/** Colleagues' ratings are shown from so many on, as a mean; of fewer one could guess whose they are. */
export const FEWEST_PEERS = 3;

const figure = v.pipe(
	v.string(),
	v.transform((text) => text.normalize('NFKC').trim()),
	v.regex(/^\d{1,3}$/),
	v.transform(Number),
	v.maxValue(100)
);

export const ratingInput = v.object({
	agentId: v.pipe(v.string(), v.uuid()),
	attitude: figure,
	teamwork: figure,
	words: v.pipe(v.string(), v.transform(cleanWords))
});
export type RatingInput = v.InferOutput<typeof ratingInput>;

interface RatingFacts {
	raterId: string;
	agentId: string;
	/** Other accounts of the rater. */
	accounts: readonly string[];
	kind: RatingKind;
	/** Rater and agent belong, or belonged in the month, to one team. */
	sameTeam: boolean;
	month: BusinessMonth;
	/** The month of now, in the centre's zone. */
	current: BusinessMonth;
	closed: boolean;
	words: string;
}

export type RatingRefusal =
	'own' | 'other-team' | 'month-to-come' | 'month-closed' | 'words-too-short';

/** Whether a rating of the month may be given, or changed, now. Rights are the policy's matter. */
export function decideRating(facts: RatingFacts): Decision<undefined, RatingRefusal> {
	const { raterId, agentId, accounts, kind, sameTeam, month, current, closed, words } = facts;
	if (raterId === agentId || accounts.includes(agentId)) return refuse('own');
	if (kind === 'peer' && !sameTeam) return refuse('other-team');
	if (month > current) return refuse('month-to-come');
	if (closed) return refuse('month-closed');
	return isReason(words) ? accept(undefined) : refuse('words-too-short');
}
