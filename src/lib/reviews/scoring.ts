/**
 * The score of a review: raw score, outcome and critical hits are three figures, and none destroys
 * another. docs/scoring.md has the rules in words with worked examples.
 *
 * - An item that is N/A (or still open) gives its weight to the others of its section, in proportion.
 *   One that is not asked (rubric/condition.ts) does as well, whatever was answered before it was hidden.
 * - A section with nothing left gives its weight to the other sections, in proportion.
 * - Points per occurrence are taken from (or added to) the whole, after the weights.
 * - Nothing weighted left: not scorable, never 0 or 100. A form without any weight starts at 100.
 * - Exact fractions until the end: held to 0 … 100, then rounded once to 0.1, half away from zero.
 */
import { isFailed, NOT_APPLICABLE, type Answers } from '#lib/rubric/answer.ts';
import { countedAnswers, shownItems } from '#lib/rubric/condition.ts';
import { itemsOf, type Form, type Item, type Section } from '#lib/rubric/form.ts';
import { kindOf } from '#lib/rubric/kinds/index.ts';
import { clamp, fraction, plus, rounded, times, type Fraction } from '#lib/shared/fraction.ts';

export type Outcome = 'passed' | 'failed' | 'not-scorable';

export interface SectionScore {
	key: string;
	/** Tenths of a point out of 1000 for this section alone; null when nothing of it is left. */
	rawTenths: number | null;
	/** Tenths of a point of the whole that the section carries now. */
	weightTenths: number;
	/** A fatal item of the section failed. */
	failed: boolean;
}

export interface Score {
	/** Tenths of a point, 0 … 1000; null when not scorable. */
	rawTenths: number | null;
	outcome: Outcome;
	/** Keys of failed fatal items. */
	criticalHits: string[];
	/** Codes of severe items that failed, each once, in the order of the form. */
	severe: string[];
	sections: SectionScore[];
	/** Keys of items without an answer. */
	open: string[];
}

const ZERO = fraction(0);
const FULL = fraction(100);
const TEN = fraction(10);

/** Scores `answers`, which must fit the form (`isAnswer`); open items count like N/A until they are answered. */
export function scoreReview(form: Form, answers: Answers): Score {
	const counted = countedAnswers(form, answers);
	const failed = itemsOf(form).filter((item) => isFailed(item, counted.get(item.key)));
	const fatal = failed.filter((item) => item.fatal);
	const parts = form.sections.map((section) => ({
		section,
		share: sectionShare(section, counted)
	}));
	const total = parts.reduce((sum, part) => sum + (part.share ? thousandths(part.section) : 0), 0);
	const raw = rawScore(form, counted, parts, total);
	const rawTenths = raw && rounded(times(raw, TEN));
	return {
		rawTenths,
		outcome: outcomeOf(form, rawTenths, fatal.length),
		criticalHits: fatal.map((item) => item.key),
		severe: [...new Set(failed.flatMap((item) => item.severe ?? []))],
		sections: parts.map(({ section, share }) => ({
			key: section.key,
			rawTenths: share && rounded(times(share, fraction(1000))),
			weightTenths: share ? rounded(fraction(thousandths(section) * 1000, total)) : 0,
			failed: fatal.some((item) => section.items.includes(item))
		})),
		open: shownItems(form, answers)
			.map((item) => item.key)
			.filter((key) => !counted.has(key))
	};
}

/** The answers that count, by item key. */
type Counted = ReadonlyMap<string, unknown>;

function outcomeOf(form: Form, rawTenths: number | null, fatalHits: number): Outcome {
	if (fatalHits > 0) return 'failed';
	if (rawTenths === null) return 'not-scorable';
	return rawTenths < (form.passMark ?? 0) * 10 ? 'failed' : 'passed';
}

interface Part {
	section: Section;
	share: Fraction | null;
}

function rawScore(form: Form, answers: Counted, parts: Part[], total: number): Fraction | null {
	const base = total > 0 ? weighted(parts, total) : unweighted(form, answers);
	if (!base) return null;
	const points = itemsOf(form).reduce(
		(sum, item) => plus(sum, pointsOf(item, answers.get(item.key))),
		base
	);
	return clamp(points, ZERO, FULL);
}

/** Σ section weight × section share ÷ weight of the sections that are left, out of 100. */
const weighted = (parts: Part[], total: number): Fraction =>
	parts
		.filter((part): part is { section: Section; share: Fraction } => part.share !== null)
		.map(({ section, share }) => times(share, fraction(thousandths(section) * 100, total)))
		.reduce(plus, ZERO);

/** A form that only counts occurrences starts at 100 once anything of it is answered. */
function unweighted(form: Form, answers: Counted): Fraction | null {
	const items = itemsOf(form);
	if (items.some((item) => item.weight > 0)) return null;
	return items.some((item) => effectOf(item, answers.get(item.key))?.kind === 'points')
		? FULL
		: null;
}

/** Earned ÷ possible weight of the section's answered items, or null when none is left or it weighs nothing. */
function sectionShare(section: Section, answers: Counted): Fraction | null {
	let earned = ZERO;
	let possible = 0;
	for (const item of section.items) {
		const effect = effectOf(item, answers.get(item.key));
		if (effect?.kind !== 'share') continue;
		const share = fraction(effect.share.earned, effect.share.of);
		earned = plus(earned, times(share, fraction(thousandths(item))));
		possible += thousandths(item);
	}
	if (possible === 0 || section.weight === 0) return null;
	return times(earned, fraction(1, possible));
}

function pointsOf(item: Item, answer: unknown): Fraction {
	const effect = effectOf(item, answer);
	return effect?.kind === 'points' ? fraction(Math.round(effect.points * 1000), 1000) : ZERO;
}

const effectOf = (item: Item, answer: unknown) =>
	answer === undefined || answer === NOT_APPLICABLE
		? undefined
		: kindOf(item.kind).effect(item.config, answer);

const thousandths = (weighty: { weight: number }): number => Math.round(weighty.weight * 1000);
