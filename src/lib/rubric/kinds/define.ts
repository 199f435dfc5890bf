import * as v from 'valibot';

/** A share of the criterion's weight as an exact fraction, so that rounding happens once, at the end. */
export interface Share {
	earned: number;
	of: number;
}

/**
 * What an answer does to the score: a share of the weight, points taken from (negative) or added to
 * the whole form, or nothing because the answer is only kept.
 */
type Effect =
	{ kind: 'share'; share: Share } | { kind: 'points'; points: number } | { kind: 'kept' };

export type ConfigFault =
	'bounds' | 'too-many-decimals' | 'option-key-repeated' | 'option-is-na' | 'no-full-share';

/**
 * A kind of criterion. Once a rubric with it is published a kind never changes meaning; a new
 * meaning is a new kind. N/A is no answer of a kind: the form handles it for all.
 */
export interface CriterionKind<Config, Answer> {
	/** Which effect its answers have. Only `share` carries weight; answers that are `kept` may be left out of a score. */
	scores: Effect['kind'];
	config: v.GenericSchema<Config>;
	/** What keeps a config that follows its schema from publishing. */
	fault?: (config: Config, weight: number) => ConfigFault | undefined;
	answer: (config: Config) => v.GenericSchema<Answer>;
	effect: (config: Config, answer: Answer) => Effect;
	/** A failed answer needs evidence, and counts as a fatal or severe hit. */
	failed: (config: Config, answer: Answer) => boolean;
	/** Whether any answer fails, and whether any does not. */
	outcomes: (config: Config) => { canFail: boolean; canPass: boolean };
	/** The answer that digit key 1 … 10 gives, or undefined when that key has none. */
	byDigit: (config: Config, digit: number) => Answer | undefined;
	/** The answer of a flawless call, or undefined when there is none to assume. */
	best: (config: Config) => Answer | undefined;
	/** The answer a form control sends as text, still to be checked; undefined for "no answer". */
	fromText: (config: Config, text: string) => unknown;
}

export const defineCriterionKind = <Config, Answer>(kind: CriterionKind<Config, Answer>) => kind;

/** Of kinds without a finding: what they hold is only kept, or only praise. */
export const neverFails = {
	failed: () => false,
	outcomes: () => ({ canFail: false, canPass: true })
};

/** A figure as a form control sends it; full-width digits of a Chinese keyboard are figures too. */
export const figureFromText = (text: string): number | undefined => {
	const figure = text.normalize('NFKC').trim();
	return figure === '' ? undefined : Number(figure);
};

export const optionKey = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/));

/** Points, or percent of them: 0 … 100 with at most three decimals, so that sums are exact. */
export const points = v.pipe(
	v.number(),
	v.minValue(0),
	v.maxValue(100),
	v.check((value) => Math.round(value * 1000) / 1000 === value, 'at most three decimals')
);

/** Of kinds with options: each has its own key, and none is N/A, which every kind has anyway. */
export function optionFault(options: readonly { key: string }[]): ConfigFault | undefined {
	if (options.some(({ key }) => key === 'na')) return 'option-is-na';
	return new Set(options.map(({ key }) => key)).size < options.length
		? 'option-key-repeated'
		: undefined;
}
