/** The workbook of a month, in the reader's language. */
import { codeText } from '#lib/assessments/ui/texts.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { m } from '#lib/i18n/paraglide/messages.js';
import { kindBehind } from '#lib/ledger/figures.ts';
import { madeGoodBy } from '#lib/ledger/after-close.ts';
import { causeText, lineText, stateTag } from '#lib/ledger/ui/texts.ts';
import { monthText } from '#lib/shared/calendar.ts';
import type { FiledLine, MonthFile } from '../month-file.ts';
import type { Cell, ColumnKind, Sheet } from '../table.ts';
import { summarySheet } from './summary-sheet.ts';

export const monthSheets = (file: MonthFile): Sheet[] => [
	summarySheet(file),
	ledgerSheet(file),
	entriesSheet(file),
	versionsSheet(file)
];

/** The kind of a line, with the closed month that it makes good. */
export const lineKindText = (line: FiledLine): string =>
	lineText(kindBehind(line), madeGoodBy(line.lineKey)?.month ?? null);

/** What a line is about, in words; its key where there are none. */
export const lineItemText = ({ code, item, itemKey }: FiledLine): string =>
	[code && codeText(code), item?.[getLocale()] ?? itemKey].filter(Boolean).join(' · ');

type Row = readonly [title: string, kind: ColumnKind, of: (line: FiledLine) => Cell];

function linesSheet(name: string, rows: readonly Row[], lines: readonly FiledLine[]): Sheet {
	return {
		name,
		columns: rows.map(([title, kind]) => ({ title, kind })),
		rows: lines.map((line) => rows.map(([, , of]) => of(line)))
	};
}

/** What every line says, as it stands or as it was written. */
function common({ agents }: MonthFile): Row[] {
	const people = new Map(agents.map((agent) => [agent.agentId, agent]));
	return [
		[m.exports_staff_no(), 'text', ({ agentId }) => people.get(agentId)!.staffNo],
		[m.exports_agent(), 'text', ({ agentId }) => people.get(agentId)!.name],
		[m.exports_call(), 'instant', ({ callStartedAt }) => callStartedAt],
		[m.exports_kind(), 'text', lineKindText],
		[m.exports_item(), 'text', lineItemText],
		[m.exports_state(), 'text', ({ state }) => stateTag(state).label],
		[m.exports_nth(), 'figure', ({ nth }) => nth],
		[m.exports_amount(), 'money', ({ amountFen }) => amountFen],
		[m.exports_points(), 'points', ({ pointsTenths }) => pointsTenths],
		[m.exports_rule(), 'figure', ({ ruleVersion }) => ruleVersion],
		[
			m.exports_self_reported(),
			'text',
			({ selfReported }) => (selfReported ? m.exports_yes() : m.exports_no())
		]
	];
}

const ledgerSheet = (file: MonthFile): Sheet =>
	linesSheet(
		m.exports_sheet_ledger(),
		[
			...common(file),
			[m.exports_review(), 'text', ({ reviewId }) => reviewId && `/reviews/${reviewId}`],
			[m.exports_line_key(), 'text', ({ lineKey }) => lineKey]
		],
		file.lines
	);

const entriesSheet = (file: MonthFile): Sheet =>
	linesSheet(
		m.exports_sheet_entries(),
		[
			...common(file),
			[m.exports_line_key(), 'text', ({ lineKey }) => lineKey],
			[m.exports_seq(), 'figure', ({ seq }) => seq],
			[m.exports_cause(), 'text', ({ cause }) => causeText(cause)],
			[m.exports_reason(), 'text', ({ reason }) => reason],
			[m.exports_by(), 'text', ({ by }) => by],
			[m.exports_at(), 'instant', ({ at }) => at]
		],
		file.entries
	);

function versionsSheet({ month, locks, versions, withheld }: MonthFile): Sheet {
	const titles: [string, ColumnKind][] = [
		[m.exports_month(), 'text'],
		[m.exports_department(), 'text'],
		[m.exports_edition(), 'figure'],
		[m.exports_closed_by(), 'text'],
		[m.exports_closed_at(), 'instant'],
		[m.exports_figures_sha(), 'text'],
		[m.exports_scheme(), 'figure'],
		[m.exports_penalty_table(), 'figure'],
		[m.exports_withheld(), 'figure']
	];
	return {
		name: m.exports_sheet_versions(),
		columns: titles.map(([title, kind]) => ({ title, kind })),
		rows: locks.map(({ department, closed }) => {
			const { scheme, penaltyTable } = closed ?? versions;
			const closing = [closed?.edition ?? null, closed?.by ?? m.exports_open()];
			const frozen = [closed?.at ?? null, closed?.figuresSha256 ?? null];
			return [
				...[monthText(month), department, ...closing, ...frozen],
				...[scheme, penaltyTable, withheld]
			];
		})
	};
}
