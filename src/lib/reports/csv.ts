/**
 * Tables as CSV (RFC 4180) that a spreadsheet opens: UTF-8 with a byte order mark, CRLF. A text that
 * a spreadsheet would take for a formula gets an apostrophe in front; figures stay figures. Pure.
 */
import { businessDay, dayText, offsetMinutes } from '#lib/shared/calendar.ts';
import { cellText, inUnit, type Cell, type Column, type Sheet } from './table.ts';

export const BYTE_ORDER_MARK = '\ufeff';

/** Where a formula may begin; the wide signs too, which a Chinese keyboard types. */
const FORMULA = /^[\s\u00a0\u3000]*[=+\-@＝＋－＠]|^[\t\r\n]/;

const defused = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

export const csvText = ({ columns, rows }: Sheet, zone: string): string =>
	BYTE_ORDER_MARK +
	csvLine(columns.map(({ title }) => title)) +
	rows.map((row) => csvRow(columns, row, zone)).join('');

/** One line of cells by their columns. */
const csvRow = (columns: readonly Column[], row: readonly Cell[], zone: string): string =>
	csvLine(row.map((cell, n) => valueOf(columns[n]!, cell, zone)));

/** A line of texts and figures; figures as they are. */
export const csvLine = (cells: readonly (string | number)[]): string =>
	`${cells.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(defused(cellText(cell))))).join(',')}\r\n`;

function valueOf({ kind }: Column, cell: Cell, zone: string): string | number {
	if (cell === null) return '';
	if (cell instanceof Date) return localText(cell, zone);
	return typeof cell === 'number' ? inUnit(kind, cell) : cell;
}

const quoted = (text: string): string =>
	/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** `2026-11-21 14:02:31` in the zone. */
export function localText(at: Date, zone: string): string {
	const local = new Date(at.getTime() + offsetMinutes(at, zone) * 60_000);
	return `${dayText(businessDay(at, zone))} ${local.toISOString().slice(11, 19)}`;
}
