/** Words for ratings. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { RatingCriterion } from '../rating.ts';

const criteria: Record<RatingCriterion, () => string> = {
	attitude: m.ratings_attitude,
	teamwork: m.ratings_teamwork
};

export const criterionText = (criterion: RatingCriterion): string => criteria[criterion]();

const refusals: Record<string, () => string> = {
	invalid: m.ratings_refused_invalid,
	'other-team': m.ratings_refused_other_team,
	'month-to-come': m.ratings_refused_month_to_come,
	'month-closed': m.ratings_refused_month_closed,
	'words-too-short': m.ratings_refused_words_too_short
};

export const ratingRefusalText = (refusal: string): string =>
	(refusals[refusal] ?? m.ratings_refused_invalid)();
