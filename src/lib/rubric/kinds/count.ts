import * as v from 'valibot';
import { figureFromText } from './define.ts';

/** Shared by the kinds that count occurrences; more than `most` are counted as `most`. */
export const countConfig = v.strictObject({
	/** Points per occurrence, at most three decimals. */
	points: v.pipe(v.number(), v.gtValue(0), v.maxValue(100)),
	/** Occurrences beyond this one change nothing more. */
	most: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99))
});
type CountConfig = v.InferOutput<typeof countConfig>;

/** Scoring counts points in thousandths. */
export const countFault = ({ points }: CountConfig) =>
	Math.round(points * 1000) / 1000 === points ? undefined : ('too-many-decimals' as const);

export const countAnswer = () => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999));

export const countedPoints = (config: CountConfig, count: number): number =>
	config.points * Math.min(count, config.most);

/** Key 1 is none, key 2 is one, as key 1 is the good answer of every kind. */
export const countByDigit = (config: CountConfig, digit: number): number | undefined =>
	digit - 1 <= config.most ? digit - 1 : undefined;

export const countFromText = (_config: CountConfig, text: string): unknown => figureFromText(text);
