/** A calendar's file, whichever it is: told apart by what is in it, not by its name. */
import { decodeText, readCsvTable } from '../../platform/server/csv-table.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { columnOf, readCalendarRow } from '../csv-row.ts';
import { MAX_DAYS, MAX_ENTRIES, MAX_FILE_BYTES, held, type Entry } from '../entry.ts';
import { readIcs, type IcsFault, type IcsReading } from '../ics.ts';

export type FileFault = IcsFault | 'too-large' | 'not-utf8' | 'table-unreadable' | 'empty-file';

interface CalendarFile {
	format: 'ics' | 'csv';
	entries: Entry[];
	/** Headings of a CSV file that mean nothing here. */
	ignored: string[];
	/** Greetings are written in the file itself. */
	writesGreetings: boolean;
}

/** Reads an ICS file (UTF-8) or a CSV file (UTF-8 or GB 18030). */
export function readCalendarFile(
	bytes: Uint8Array,
	reading: IcsReading
): Decision<CalendarFile, FileFault> {
	if (bytes.length > MAX_FILE_BYTES)
		return refuse('too-large', { limitKib: MAX_FILE_BYTES / 1024 });
	const text = decodeText(bytes);
	if (text.trim() === '') return refuse('empty-file');
	if (!/^\ufeff?\s*BEGIN:VCALENDAR/i.test(text)) return readTable(bytes, reading);
	if (!isUtf8(bytes)) return refuse('not-utf8');
	const entries = readIcs(text, reading);
	if (!entries.ok) return entries;
	return accept({ format: 'ics', entries: entries.value, ignored: [], writesGreetings: false });
}

function isUtf8(bytes: Uint8Array): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

function readTable(bytes: Uint8Array, reading: IcsReading): Decision<CalendarFile, FileFault> {
	const table = readCsvTable(bytes, columnOf, ['date']);
	if (!table.ok) return refuse('table-unreadable', { fault: table.fault.slice(0, 200) });
	if (table.rows.length > MAX_ENTRIES) return refuse('too-many-entries', { limit: MAX_ENTRIES });
	const entries: Entry[] = [];
	let days = 0;
	for (const { line, cells, surplus } of table.rows) {
		const entry = surplus
			? held({ line, name: '' }, 'too-many-cells')
			: readCalendarRow(cells, line, reading);
		days += entry.state === 'taken' ? entry.days.length : 0;
		if (days > MAX_DAYS) return refuse('too-many-entries', { limit: MAX_DAYS });
		entries.push(entry);
	}
	const writesGreetings = table.columns.some((column) => column.startsWith('greeting'));
	return accept({ format: 'csv', entries, ignored: table.ignored, writesGreetings });
}
