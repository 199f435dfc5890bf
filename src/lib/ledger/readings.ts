/**
 * Ways to read house rule M13, "each severe item costs 10 yuan, each one beyond the third of the month
 * 50 more", as tables of steps: ready choices beside a table of one's own. Pure.
 */
import { standardSteps, type PenaltyStep } from './penalty.ts';

export const readings = {
	/** Each beyond the third costs 60: 10, 10, 10, 60, 60 … */
	'fifty-more': standardSteps,
	/** Each beyond the third costs 50 in place of 10: 10, 10, 10, 50, 50 … */
	'fifty-instead': [
		{ from: 1, amountFen: 1000 },
		{ from: 4, amountFen: 5000 }
	],
	/** The fourth costs 50 more, once; those after it cost 10 again: 10, 10, 10, 60, 10 … */
	'fifty-once': [
		{ from: 1, amountFen: 1000 },
		{ from: 4, amountFen: 6000 },
		{ from: 5, amountFen: 1000 }
	]
} as const satisfies Record<string, readonly PenaltyStep[]>;
export type ReadingName = keyof typeof readings;
export const readingNames = Object.keys(readings) as ReadingName[];

export const isReadingName = (text: string): text is ReadingName => Object.hasOwn(readings, text);

/** The ready choice that a table is; undefined for one of one's own. */
export const readingOf = (steps: readonly PenaltyStep[]): ReadingName | undefined =>
	readingNames.find((name) => sameSteps(readings[name], steps));

export function sameSteps(a: readonly PenaltyStep[], b: readonly PenaltyStep[]): boolean {
	const text = (steps: readonly PenaltyStep[]) =>
		[...steps]
			.sort((one, other) => one.from - other.from)
			.map(({ from, amountFen }) => `${from} ${amountFen}`)
			.join();
	return text(a) === text(b);
}
