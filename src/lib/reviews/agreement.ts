/**
 * How far reviewers agree: every coefficient of one set of ratings, with the number it rests on.
 * Sources stand with each coefficient; docs/scoring.md says what they mean.
 */
import { krippendorffAlpha } from './alpha.ts';
import { intraclass, type Icc } from './icc.ts';
import { cohenKappa, fleissKappa, percentAgreement, weightedKappa } from './kappa.ts';
import { ratingTable, type Rating, type Scale } from './ratings.ts';

/** Below so many subjects rated by two or more, a coefficient is shown as *too few to say*. */
export const ENOUGH_SUBJECTS = 10;

export interface Agreement {
	/** Subjects rated by two reviewers or more. */
	n: number;
	reviewers: number;
	/** 0 … 100, mean over pairs. */
	percent: number | null;
	cohenKappa: number | null;
	/** Null on a nominal scale. */
	weightedKappa: number | null;
	fleissKappa: number | null;
	alpha: number | null;
	/** All null on a nominal scale. */
	icc: Icc['value'];
	/** Of the intraclass correlations, 95 %. */
	intervals: Icc['interval'];
}

/** Null stands wherever a coefficient is not defined. Throws RangeError for a subject rated twice by one reviewer. */
export function agreementOf(ratings: readonly Rating[], scale: Scale): Agreement {
	const table = ratingTable(ratings);
	const figures = scale === 'nominal' ? ratingTable([]) : table;
	const icc = intraclass(figures);
	return {
		n: table.subjects.filter((subject) => table.cells.get(subject)!.size > 1).length,
		reviewers: table.reviewers.length,
		percent: percentAgreement(table),
		cohenKappa: cohenKappa(table),
		weightedKappa: weightedKappa(table, scale),
		fleissKappa: fleissKappa(table),
		alpha: krippendorffAlpha(table, scale),
		icc: icc.value,
		intervals: icc.interval
	};
}
