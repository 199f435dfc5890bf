/** A table as it leaves the program in a file: typed columns, so that every format writes figures as figures. Pure. */

/**
 * `points` are tenths and `money` is fen, integers until they are written; `instant` is written in
 * the centre's zone.
 */
export type ColumnKind = 'text' | 'figure' | 'points' | 'money' | 'instant';

export interface Column {
	title: string;
	kind: ColumnKind;
	/** In characters, where the file has widths. */
	width?: number;
}

export type Cell = string | number | Date | null;

export interface Sheet {
	/** At most 31 characters, none of `* ? : \ / [ ]`. */
	name: string;
	columns: readonly Column[];
	rows: readonly (readonly Cell[])[];
}

/** Characters of a cell at most, as spreadsheets have it. */
const LONGEST_TEXT = 32_767;

/** All but tabs and line breaks. */
const CONTROLS = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu;

/** A text that every format can hold: whole characters, no control characters, not too long. */
export const cellText = (text: string): string =>
	text.slice(0, LONGEST_TEXT).toWellFormed().replace(CONTROLS, '');

/** What a figure is in its unit: points and yuan instead of tenths and fen. */
export const inUnit = (kind: ColumnKind, value: number): number =>
	kind === 'points' ? value / 10 : kind === 'money' ? value / 100 : value;
