/** A CSV file with headings, as rows of named cells with their lines. */
import { parse, type Info } from 'csv-parse/sync';

export interface CsvRow<Column extends string> {
	/** Line of the file on which the row begins; the headings are line 1. */
	line: number;
	cells: Partial<Record<Column, string>>;
	/** More cells than headings, and something in them. */
	surplus: boolean;
}

export type CsvTable<Column extends string> =
	| { ok: true; rows: CsvRow<Column>[]; columns: Column[]; ignored: string[] }
	| { ok: false; fault: string };

/** UTF-8 with or without a byte order mark, or GB 18030 (Excel's CSV in a Chinese Windows). */
export function decodeText(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('gb18030').decode(bytes);
	}
}

/** Reads a table: comma, semicolon or tab, whichever its first line has most of; empty rows are left out. */
export function readCsvTable<Column extends string>(
	bytes: Uint8Array,
	columnOf: (heading: string) => Column | undefined,
	needed: readonly Column[]
): CsvTable<Column> {
	const text = decodeText(bytes);
	const [first = ''] = text.split(/\r?\n/, 1);
	const delimiter = [',', ';', '\t'].sort((a, b) => count(first, b) - count(first, a))[0]!;
	let records: { record: string[]; info: Info }[];
	try {
		records = parse(text, {
			delimiter,
			bom: true,
			info: true,
			relax_column_count: true,
			skip_empty_lines: true
		}) as unknown as typeof records;
	} catch (error) {
		return { ok: false, fault: (error as Error).message };
	}
	const headings = records.shift()?.record ?? [];
	const named = headings.map(columnOf);
	for (const column of needed)
		if (!named.includes(column)) return { ok: false, fault: `no column "${column}"` };
	const twice = named.find((column, n) => column && named.indexOf(column) !== n);
	if (twice) return { ok: false, fault: `column "${twice}" twice` };

	const rows = records
		.filter(({ record }) => record.some((cell) => cell.trim() !== ''))
		.map(({ record, info }) => ({
			line: info.lines - record.join('').split('\n').length + 1,
			cells: Object.fromEntries(
				named.flatMap((column, n) => (column ? [[column, record[n] ?? '']] : []))
			) as Partial<Record<Column, string>>,
			surplus: record.slice(headings.length).some((cell) => cell.trim() !== '')
		}));
	const ignored = headings.filter((heading, n) => heading.trim() && !named[n]);
	return { ok: true, rows, columns: named.flatMap((column) => column ?? []), ignored };
}

const count = (text: string, character: string) => text.split(character).length;
