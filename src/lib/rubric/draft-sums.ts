/**
 * Points while a form is written: what the items of a section and the sections sum to, and what is
 * missing. Points have three decimals at most, so sums are exact.
 *
 * Pure.
 */
import type { DraftForm } from './draft-form.ts';
import { figureOf } from './typed-form.ts';

export interface Sum {
	sum: number;
	/** What it should be; NaN while that is not typed. */
	of: number;
	/** `of - sum`; negative when there is too much, 0 when `of` is unknown. */
	missing: number;
}

/** The number that was typed, or NaN. */
export function figure(text: string): number {
	const value = figureOf(text);
	return typeof value === 'number' ? value : NaN;
}

/** The sections' sum towards 100, and each section's items towards its points. */
export const sumsOf = ({ sections }: DraftForm): { form: Sum; sections: Sum[] } => ({
	form: sumTo(100, sections),
	sections: sections.map(({ weight, items }) => sumTo(figure(weight), items))
});

function sumTo(of: number, parts: { weight: string }[]): Sum {
	const mils = parts.reduce((sum, { weight }) => sum + mil(figure(weight)), 0);
	const missing = Number.isNaN(of) ? 0 : (mil(of) - mils) / 1000;
	return { sum: mils / 1000, of, missing };
}

const mil = (points: number): number => (Number.isNaN(points) ? 0 : Math.round(points * 1000));

/** `whole` in `parts` parts of tenths where they go, else of thousandths; the first ones get what is over. */
export function evenly(whole: number, parts: number): number[] {
	const total = mil(whole);
	const unit =
		[1000, 500, 100, 10, 1].find((one) => total % one === 0 && total / one >= parts) ?? 1;
	const units = total / unit;
	return Array.from(
		{ length: parts },
		(_, part) => ((Math.floor(units / parts) + (part < units % parts ? 1 : 0)) * unit) / 1000
	);
}
