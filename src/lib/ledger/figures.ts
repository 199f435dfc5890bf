/** What lines come to. Pure. */
import { kindOfKey, type LedgerKind, type Line } from './entry.ts';
import { madeGoodBy } from './after-close.ts';

interface LedgerTotals {
	/** As far as it is confirmed, fen. */
	confirmedFen: number;
	/** With all that is provisional or disputed, as each line has it. */
	standingFen: number;
	/** Tenths of a point, as far as confirmed. */
	confirmedTenths: number;
	/** Lines that are provisional or disputed. */
	open: number;
}

export function ledgerTotals(lines: readonly Line[]): LedgerTotals {
	const standing = lines.filter(({ state }) => state !== 'cancelled');
	const confirmed = standing.filter(({ state }) => state === 'confirmed');
	const sum = (some: readonly Line[], of: (line: Line) => number) =>
		some.reduce((total, line) => total + of(line), 0);
	return {
		confirmedFen: sum(confirmed, ({ amountFen }) => amountFen),
		standingFen: sum(standing, ({ amountFen }) => amountFen),
		confirmedTenths: sum(confirmed, ({ pointsTenths }) => pointsTenths),
		open: standing.length - confirmed.length
	};
}

/** Each line with the sum of it and those before it; what is cancelled adds nothing. */
export function withRunning<Row extends Line>(
	lines: readonly Row[]
): (Row & { runningFen: number })[] {
	let runningFen = 0;
	return lines.map((line) => {
		runningFen += line.amountFen;
		return { ...line, runningFen };
	});
}

/** What a line is about: of one that makes good another, that one's kind. */
export const kindBehind = ({ lineKey, kind }: Pick<Line, 'lineKey' | 'kind'>): LedgerKind =>
	kindOfKey(madeGoodBy(lineKey)?.lineKey ?? lineKey) ?? kind;
