/** The files of a month as bytes; each is written into the chain before it leaves. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { papersPdf } from '#lib/custody/server/report-pdf.ts';
import type { Context } from '#lib/people/server/context.ts';
import { csvText } from '../csv.ts';
import type { RowsContent, WholeContent } from '../file-content.ts';
import type { AskedAnswers, AskedWhole, MonthFileName } from '../month-file.ts';
import { answerRows, countAnswers } from './answers.ts';
import { recordExport } from './record-export.ts';
import { xlsxBytes } from './xlsx.ts';

export interface SentFile {
	name: string;
	type: string;
	body: BodyInit;
}

const CSV = 'text/csv; charset=utf-8';
export const types: Record<MonthFileName, string> = {
	'month.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	'month.csv': CSV,
	'sheets.pdf': 'application/pdf',
	'answers.csv': CSV,
	'answers.jsonl': 'application/x-ndjson; charset=utf-8'
};

/** A file that is made as a whole. */
export async function wholeFile(
	context: Context,
	asked: AskedWhole,
	content: WholeContent
): Promise<SentFile> {
	const { bytes, rows } = await bytesOf(content);
	await recordExport(context, { ...asked, rows, bytes });
	return { name: content.name, type: types[asked.file], body: new Uint8Array(bytes) };
}

export async function bytesOf(content: WholeContent): Promise<{ bytes: Buffer; rows: number }> {
	switch (content.form) {
		case 'workbook': {
			const rows = content.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
			return { bytes: await xlsxBytes(content), rows };
		}
		case 'csv': {
			const { sheet, zone } = content;
			return { bytes: Buffer.from(csvText(sheet, zone)), rows: sheet.rows.length };
		}
		case 'papers':
			return { bytes: await papersPdf(content.papers), rows: content.papers.length };
	}
}

/** The data set of answers, sent as it is read. */
export async function answersFile(
	context: Context,
	asked: AskedAnswers,
	{ name, head, line }: RowsContent
): Promise<SentFile> {
	const { month, file } = asked;
	await recordExport(context, { ...asked, rows: await countAnswers(context, month) });
	// What is pulled later still speaks the language of this request.
	const here = AsyncLocalStorage.snapshot();
	const text = async function* () {
		if (head) yield Buffer.from(head);
		for await (const rows of answerRows(context, month))
			yield Buffer.from(here(() => rows.map((row) => line(row, context.zone)).join('')));
	};
	const body = Readable.toWeb(Readable.from(text())) as ReadableStream;
	return { name, type: types[file], body };
}
