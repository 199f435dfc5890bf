/** What became of disputes: by criterion, by reviewer and by outcome, with the days they took. */
import type { DisputeState } from './dispute.ts';
import { medianOf } from './team-score.ts';

const DAY_MS = 86_400_000;

export interface CountedDispute {
	/** A criterion of one rubric, whatever its version. */
	itemKey: string;
	reviewerId: string;
	state: DisputeState;
	raisedAt: Date;
	ruledAt: Date | null;
}

export interface DisputeFigures {
	raised: number;
	open: number;
	upheld: number;
	changed: number;
	partly: number;
	withdrawn: number;
	/** From raising to ruling, of those ruled on; null of none. */
	meanDays: number | null;
	medianDays: number | null;
}

export function disputeFigures(rows: readonly CountedDispute[]): DisputeFigures {
	const of = (state: DisputeState) => rows.filter((row) => row.state === state).length;
	const days = rows.flatMap(({ raisedAt, ruledAt }) =>
		ruledAt ? [(ruledAt.getTime() - raisedAt.getTime()) / DAY_MS] : []
	);
	return {
		...{ raised: rows.length, open: of('open'), withdrawn: of('withdrawn') },
		...{ upheld: of('upheld'), changed: of('changed'), partly: of('partly') },
		meanDays: days.length > 0 ? days.reduce((sum, n) => sum + n, 0) / days.length : null,
		medianDays: medianOf(days)
	};
}

/** One line for each key, the most disputed first, then by key. */
export function figuresBy<Row extends CountedDispute>(
	rows: readonly Row[],
	keyOf: (row: Row) => string
): { key: string; figures: DisputeFigures }[] {
	const groups = Map.groupBy(rows, keyOf);
	return [...groups]
		.map(([key, group]) => ({ key, figures: disputeFigures(group) }))
		.sort((a, b) => b.figures.raised - a.figures.raised || (a.key < b.key ? -1 : 1));
}
