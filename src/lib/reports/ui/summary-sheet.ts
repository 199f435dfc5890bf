import type { AgentMonth } from '#lib/assessments/month.ts';
import type { ComponentScore, ModifierScore } from '#lib/assessments/scheme-score.ts';
import { componentText } from '#lib/assessments/ui/scheme-texts.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { MonthFile } from '../month-file.ts';
import type { Cell, Column, ColumnKind, Sheet } from '../table.ts';

type Row = readonly [title: string, kind: ColumnKind, of: (agent: AgentMonth) => Cell];

/** One line for each agent: for payroll and for the archive. */
export function summarySheet({ agents }: Pick<MonthFile, 'agents'>): Sheet {
	const rows = [...fixed(), ...componentRows(agents), ...modifierRows(agents)];
	return {
		name: m.exports_sheet_summary(),
		columns: rows.map(([title, kind]): Column => ({ title, kind })),
		rows: agents.map((agent) => rows.map(([, , of]) => of(agent)))
	};
}

/** Bounds and means come in points, kept as tenths like all others. */
const tenths = (points: number | null | undefined): number | null =>
	points === null || points === undefined ? null : Math.round(points * 10);

const fixed = (): Row[] => [
	[m.exports_agent(), 'text', ({ name }) => name],
	[m.exports_staff_no(), 'text', ({ staffNo }) => staffNo],
	[m.exports_team(), 'text', ({ team }) => team],
	[m.exports_score(), 'points', ({ score }) => score.tenths],
	[m.exports_weight_counted(), 'figure', ({ score }) => score.weightCounted],
	[m.exports_n(), 'figure', ({ scored }) => scored],
	[m.exports_mean(), 'points', ({ meanScore }) => tenths(meanScore)],
	[m.exports_interval_low(), 'points', ({ interval }) => tenths(interval?.[0])],
	[m.exports_interval_high(), 'points', ({ interval }) => tenths(interval?.[1])],
	[m.exports_reviews(), 'figure', ({ reviews }) => reviews],
	[m.exports_severe(), 'figure', ({ severe }) => severe],
	[m.exports_severe_confirmed(), 'money', ({ confirmedFen }) => confirmedFen],
	[m.exports_severe_if_all(), 'money', ({ amountFen }) => amountFen],
	[m.exports_ledger_confirmed(), 'money', ({ ledgerFen }) => ledgerFen],
	[m.exports_praise(), 'figure', ({ praise }) => praise],
	[m.exports_violations(), 'figure', ({ violations }) => violations],
	[m.exports_self_checks(), 'figure', ({ selfChecks }) => selfChecks],
	[m.exports_adjusted(), 'points', ({ score }) => score.adjustedTenths],
	[m.exports_scheme(), 'figure', ({ rules }) => rules.scheme],
	[m.exports_penalty_table(), 'figure', ({ rules }) => rules.penaltyTable]
];

function componentRows(agents: readonly AgentMonth[]): Row[] {
	const all = agents.flatMap(({ score }) => score.components);
	const found = [...new Map(all.map((one) => [one.key, one])).values()];
	return found.flatMap(({ key, kind, weight }): Row[] => {
		const twice = found.filter((other) => other.kind === kind).length > 1;
		const component = twice ? `${componentText(kind)} (${key})` : componentText(kind);
		const of = (pick: (one: ComponentScore) => Cell) => (agent: AgentMonth) => {
			const one = agent.score.components.find((other) => other.key === key);
			return one ? pick(one) : null;
		};
		return [
			[m.exports_component({ component, weight }), 'points', of((one) => one.tenths)],
			[m.exports_component_n({ component }), 'figure', of(({ n }) => n)],
			[m.exports_component_low({ component }), 'points', of((one) => one.interval?.[0] ?? null)],
			[m.exports_component_high({ component }), 'points', of((one) => one.interval?.[1] ?? null)]
		];
	});
}

function modifierRows(agents: readonly AgentMonth[]): Row[] {
	const kinds = [
		...new Set(agents.flatMap(({ score }) => score.modifiers.map(({ kind }) => kind)))
	];
	return kinds.flatMap((kind): Row[] => {
		const component = componentText(kind);
		const of = (pick: (one: ModifierScore) => Cell) => (agent: AgentMonth) => {
			const one = agent.score.modifiers.find((other) => other.kind === kind);
			return one ? pick(one) : null;
		};
		return [
			[m.exports_modifier({ component }), 'points', of((one) => one.tenths)],
			[m.exports_modifier_n({ component }), 'figure', of(({ n }) => n)]
		];
	});
}
