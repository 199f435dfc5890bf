/** Tables as an XLSX workbook: typed cells, heads that stay in sight, the same bytes for the same content. */
import ExcelJS from 'exceljs';
import { offsetMinutes } from '#lib/shared/calendar.ts';
import { cellText, inUnit, type Cell, type Column, type ColumnKind, type Sheet } from '../table.ts';
import { withOneDate } from './zip-dates.ts';

const formats: Record<ColumnKind, string> = {
	text: '@',
	figure: 'General',
	points: '0.0',
	money: '"¥"#,##0.00;[Red]\\-"¥"#,##0.00',
	instant: 'yyyy-mm-dd hh:mm:ss'
};
const NARROWEST = 10;
/** Rows after which other work of the process gets its turn. */
const TURN = 500;

export interface Workbook {
	sheets: readonly Sheet[];
	/** Written into the file as its date. */
	at: Date;
	/** Of the instants. */
	zone: string;
}

export async function xlsxBytes({ sheets, at, zone }: Workbook): Promise<Buffer> {
	const book = new ExcelJS.Workbook();
	Object.assign(book, { creator: 'Listenback', lastModifiedBy: 'Listenback' });
	Object.assign(book, { created: at, modified: at });
	for (const sheet of sheets) await addSheet(book, sheet, zone);
	return withOneDate(Buffer.from(await book.xlsx.writeBuffer()), at);
}

async function addSheet(book: ExcelJS.Workbook, { name, columns, rows }: Sheet, zone: string) {
	const sheet = book.addWorksheet(name, {
		views: [{ state: 'frozen', ySplit: 1 }],
		pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToHeight: 0 }
	});
	sheet.columns = columns.map(({ title, kind, width }) => ({
		header: cellText(title),
		width: width ?? Math.max(NARROWEST, kind === 'instant' ? 20 : title.length + 2),
		style: { numFmt: formats[kind] }
	}));
	sheet.getRow(1).font = { bold: true };
	for (const [n, row] of rows.entries()) {
		sheet.addRow(row.map((cell, place) => valueOf(columns[place]!, cell, zone)));
		if (n % TURN === TURN - 1) await new Promise(setImmediate);
	}
	if (rows.length > 0)
		sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
}

/** Instants as the wall clock of the zone shows them: a workbook has no zones. */
function valueOf({ kind }: Column, cell: Cell, zone: string): ExcelJS.CellValue {
	if (cell instanceof Date) return new Date(cell.getTime() + offsetMinutes(cell, zone) * 60_000);
	if (typeof cell === 'string') return cellText(cell);
	return cell === null ? null : inUnit(kind, cell);
}
