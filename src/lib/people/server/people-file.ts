import { readCsvTable, type CsvRow, type CsvTable } from '../../platform/server/csv-table.ts';
import { columnOf, type Column } from '../import-row.ts';

export type FileRow = CsvRow<Column>;
type PeopleFile = CsvTable<Column>;

/** Reads a people file; it must at least say who. */
export const readPeopleFile = (bytes: Uint8Array): PeopleFile =>
	readCsvTable(bytes, columnOf, ['staff_no', 'name']);
