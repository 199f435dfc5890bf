/** What each file of a month says and what it is called, in the reader's language. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { monthText } from '#lib/shared/calendar.ts';
import { BYTE_ORDER_MARK, csvLine } from '../csv.ts';
import type { RowsContent, WholeContent } from '../file-content.ts';
import type { AskedAnswers, AskedWhole, MonthFile } from '../month-file.ts';
import { agentPaper } from './agent-paper.ts';
import { answerCells, answerNames, answerValues } from './answer-values.ts';
import { monthSheets } from './month-sheets.ts';
import { summarySheet } from './summary-sheet.ts';

export function wholeContent({ file, agentId }: AskedWhole, filed: MonthFile): WholeContent {
	const { at, zone, agents } = filed;
	const month = monthText(filed.month);
	switch (file) {
		case 'month.xlsx': {
			const name = `${m.exports_name_month({ month })}.xlsx`;
			return { name, form: 'workbook', sheets: monthSheets(filed), at, zone };
		}
		case 'month.csv': {
			const name = `${m.exports_name_month({ month })}.csv`;
			return { name, form: 'csv', sheet: summarySheet(filed), zone };
		}
		case 'sheets.pdf': {
			const name = agentId
				? m.exports_name_sheet({ month, agent: agents[0]!.name })
				: m.exports_name_sheets({ month });
			const papers = agents.map((agent) => agentPaper({ file: filed, agent }));
			return { name: `${name}.pdf`, form: 'papers', papers };
		}
	}
}

export function rowsContent({ month, file }: AskedAnswers): RowsContent {
	const name = m.exports_name_answers({ month: monthText(month) });
	return file === 'answers.csv'
		? {
				name: `${name}.csv`,
				head: BYTE_ORDER_MARK + csvLine([...answerNames]),
				line: (row, zone) => csvLine(answerCells(answerValues(row, zone)))
			}
		: {
				name: `${name}.jsonl`,
				head: '',
				line: (row, zone) => `${JSON.stringify(answerValues(row, zone))}\n`
			};
}
