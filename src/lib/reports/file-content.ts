/** What a file of a month says and what it is called, before it is written as bytes. */
import type { Paper } from '#lib/custody/paper.ts';
import type { AnswerRow } from './answer-row.ts';
import type { Sheet } from './table.ts';

export type WholeContent = { name: string } & (
	| { form: 'workbook'; sheets: readonly Sheet[]; at: Date; zone: string }
	| { form: 'csv'; sheet: Sheet; zone: string }
	| { form: 'papers'; papers: readonly Paper[] }
);

/** A file that is written as its rows are read. */
export interface RowsContent {
	name: string;
	/** Above the rows. */
	head: string;
	line: (row: AnswerRow, zone: string) => string;
}
