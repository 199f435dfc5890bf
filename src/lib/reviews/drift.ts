/**
 * Reviewer drift: how much more or less severe one reviewer is than colleagues on the same calls.
 * For each call that the reviewer and at least one other scored: own score minus the mean of the
 * others; the figure is the mean of these differences with Student's 95 % interval. Below 0:
 * severer than the colleagues.
 */
import { studentT975 } from '#lib/shared/student-t.ts';
import { ratingTable, type Rating } from './ratings.ts';

export interface Drift {
	reviewer: string;
	/** Calls that somebody else scored too. */
	n: number;
	/** In the unit of the scores; null without such a call. */
	difference: number | null;
	/** 95 %; null for fewer than two calls. */
	interval: [low: number, high: number] | null;
}

/** One line for each reviewer, by id. Values must be figures. */
export function driftOf(scores: readonly (Rating & { value: number })[]): Drift[] {
	const { reviewers, subjects, cells, values } = ratingTable(scores);
	return reviewers.map((reviewer) => {
		const differences = subjects.flatMap((subject) => {
			const row = [...cells.get(subject)!].map(
				([who, place]) => [who, Number(values[place])] as const
			);
			const own = row.find(([who]) => who === reviewer);
			const others = row.filter(([who]) => who !== reviewer).map(([, score]) => score);
			return own && others.length > 0 ? [own[1] - mean(others)] : [];
		});
		return { reviewer, ...summary(differences) };
	});
}

function summary(differences: number[]): Omit<Drift, 'reviewer'> {
	const n = differences.length;
	if (n === 0) return { n, difference: null, interval: null };
	const difference = mean(differences);
	if (n === 1) return { n, difference, interval: null };
	const squares = differences.reduce((sum, value) => sum + (value - difference) ** 2, 0);
	const half = studentT975(n - 1) * Math.sqrt(squares / (n - 1) / n);
	return { n, difference, interval: [difference - half, difference + half] };
}

const mean = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;
