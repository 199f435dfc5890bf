/** The files of a month, made in the reader's language; each is written into the chain before it leaves. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { papersPdf } from '#lib/custody/server/report-pdf.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Context } from '#lib/people/server/context.ts';
import type { AnswerRow } from '#lib/reports/answer-row.ts';
import { BYTE_ORDER_MARK, csvLine, csvText } from '#lib/reports/csv.ts';
import type { MonthFile, MonthFileName } from '#lib/reports/month-file.ts';
import { answerRows, countAnswers } from '#lib/reports/server/answers.ts';
import { recordExport } from '#lib/reports/server/record-export.ts';
import { figuresHash, saidOf } from '#lib/reports/server/sheet-talk.ts';
import { xlsxBytes } from '#lib/reports/server/xlsx.ts';
import { agentPaper } from '#lib/reports/ui/agent-paper.ts';
import { answerCells, answerNames, answerValues } from '#lib/reports/ui/answer-values.ts';
import { monthSheets } from '#lib/reports/ui/month-sheets.ts';
import { summarySheet } from '#lib/reports/ui/summary-sheet.ts';
import { monthText, type BusinessMonth } from '#lib/shared/calendar.ts';

interface Sent {
	name: string;
	type: string;
	body: BodyInit;
}

type Whole = Exclude<MonthFileName, `answers.${string}`>;

/** Made as a whole, and not row by row. */
export const isWhole = (name: MonthFileName): name is Whole => name in makers;

const makers: Record<Whole, (context: Context, file: MonthFile) => Promise<Made> | Made> = {
	'month.xlsx': async (_, file) => {
		const sheets = monthSheets(file);
		const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
		return { bytes: await xlsxBytes({ sheets, ...file }), rows, type: XLSX };
	},
	'month.csv': (_, file) => {
		const text = csvText(summarySheet(file), file.zone);
		return { bytes: Buffer.from(text), rows: file.agents.length, type: CSV };
	},
	'sheets.pdf': async ({ db }, file) => {
		const { month, agents, lines } = file;
		const agentIds = agents.map(({ agentId }) => agentId);
		const said = await saidOf(db.read, { month, agentIds });
		const papers = agents.map((agent) => {
			const own = <Row extends { agentId: string }>(rows: readonly Row[]) =>
				rows.filter(({ agentId }) => agentId === agent.agentId);
			return agentPaper({
				...{ file, agent, sha256: figuresHash(agent), lines: own(lines) },
				...{ talks: own(said.talks), signatures: own(said.signatures) }
			});
		});
		return { bytes: await papersPdf(papers), rows: papers.length, type: 'application/pdf' };
	}
};

interface Made {
	bytes: Buffer;
	rows: number;
	type: string;
}

const CSV = 'text/csv; charset=utf-8';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A file that is made as a whole. */
export async function wholeFile(
	context: Context,
	name: Whole,
	{ file, agentId }: { file: MonthFile; agentId: string | undefined }
): Promise<Sent> {
	const { bytes, rows, type } = await makers[name](context, file);
	const { month } = file;
	await recordExport(context, { month, file: name, rows, agentId, bytes });
	return { name: nameOf(name, file, agentId), type, body: new Uint8Array(bytes) };
}

function nameOf(name: Whole, { month, agents }: MonthFile, agentId?: string): string {
	const [stem, ending] = name.split('.');
	const text = monthText(month);
	if (stem === 'month') return `${m.exports_name_month({ month: text })}.${ending}`;
	const agent = agentId && agents[0]!.name;
	return agent
		? `${m.exports_name_sheet({ month: text, agent })}.pdf`
		: `${m.exports_name_sheets({ month: text })}.pdf`;
}

const writers = {
	'answers.csv': {
		type: CSV,
		head: BYTE_ORDER_MARK + csvLine([...answerNames]),
		line: (row: AnswerRow, zone: string) => csvLine(answerCells(answerValues(row, zone)))
	},
	'answers.jsonl': {
		type: 'application/x-ndjson; charset=utf-8',
		head: '',
		line: (row: AnswerRow, zone: string) => `${JSON.stringify(answerValues(row, zone))}\n`
	}
};

/** The data set of answers, sent as it is read. */
export async function answersFile(
	context: Context,
	name: MonthFileName,
	month: BusinessMonth
): Promise<Sent> {
	await recordExport(context, { month, file: name, rows: await countAnswers(context, month) });
	const { type, head, line } = writers[name === 'answers.csv' ? name : 'answers.jsonl'];
	// What is pulled later still speaks the language of this request.
	const here = AsyncLocalStorage.snapshot();
	const text = async function* () {
		if (head) yield Buffer.from(head);
		for await (const rows of answerRows(context, month))
			yield Buffer.from(here(() => rows.map((row) => line(row, context.zone)).join('')));
	};
	const [, ending] = name.split('.');
	return {
		...{ type, name: `${m.exports_name_answers({ month: monthText(month) })}.${ending}` },
		body: Readable.toWeb(Readable.from(text())) as ReadableStream
	};
}
