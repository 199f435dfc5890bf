/**
 * Histories as lists of periods: what a file's period means against what is known already. The
 * same beginning is the same record; an open end in a file says nothing about an end known here.
 */
import { overlaps, type Period } from './person.ts';

export type HistoryPlan<Row> =
	| { kind: 'same' }
	| { kind: 'end'; row: Row; to: Date }
	/** To be added from `from` on; `closes` is the open record that ends there. */
	| { kind: 'add'; from: Date; closes: Row | undefined }
	| { kind: 'overlap' };

const covers = (row: Period, wanted: Period) =>
	row.from <= wanted.from && row.to === null && wanted.to === null;

/** For records of which several may run beside each other: `known` are those of the same thing. */
export function planBeside<Row extends Period>(
	known: readonly Row[],
	wanted: Period
): HistoryPlan<Row> {
	const row = known.find(({ from }) => from.getTime() === wanted.from.getTime());
	if (row) return planEnd(row, wanted.to);
	if (known.some((other) => covers(other, wanted))) return { kind: 'same' };
	if (known.some((other) => overlaps(other, wanted))) return { kind: 'overlap' };
	return { kind: 'add', from: wanted.from, closes: undefined };
}

/** For records of which one runs at a time: `isSame` tells whether a record is of the wanted thing. */
export function planInTurn<Row extends Period>(
	known: readonly Row[],
	wanted: Period,
	isSame: (row: Row) => boolean
): HistoryPlan<Row> {
	const row = known.find(
		(other) => isSame(other) && other.from.getTime() === wanted.from.getTime()
	);
	if (row) return planEnd(row, wanted.to);
	if (known.some((other) => isSame(other) && covers(other, wanted))) return { kind: 'same' };
	const closes = known.find(
		(other) => other.to === null && other.from < wanted.from && !isSame(other)
	);
	const rest = known.filter((other) => other !== closes);
	return rest.some((other) => overlaps(other, wanted))
		? { kind: 'overlap' }
		: { kind: 'add', from: wanted.from, closes };
}

function planEnd<Row extends Period>(row: Row, to: Date | null): HistoryPlan<Row> {
	if (to === null || row.to?.getTime() === to.getTime()) return { kind: 'same' };
	return { kind: 'end', row, to };
}
