import { assessAgain, type AssessedAgain } from '#lib/assessments/server/assess-again.ts';
import type { MonthScore } from '#lib/assessments/scheme-score.ts';
import { monthText, parseMonth } from '#lib/shared/calendar.ts';
import { yuanText } from '#lib/shared/money.ts';
import { UsageError, type Command } from './command.ts';

export const assess: Command = {
	name: 'assess',
	summary:
		'Counts a month anew from the raw rows: score, reviews, severe items, amounts. Exit 1 when what was closed, or the ledger, differs.',
	usage: 'YYYY-MM [--agent STAFFNO] [--team NAME]',
	options: {
		agent: { type: 'string', help: 'this agent alone, by staff number' },
		team: { type: 'string', help: 'the agents of this team' }
	},
	async run(call) {
		const month = parseMonth(call.positionals[0] ?? '');
		if (month === undefined || call.positionals.length > 1)
			throw new UsageError('assess: give one month such as 2026-11');
		const { db, config } = await call.runtime();
		const all = await assessAgain(db.read, { month, zone: config.zone });
		const answer = answerOf(narrow(all, call.text('agent'), call.text('team')));
		call.answer(answer, () => [
			`${answer.month}, penalty table ${answer.penaltyTable}, scheme ${answer.scheme}`,
			...answer.agents.map((row) => line(`${row.staffNo} ${row.name} (${row.team ?? '–'})`, row)),
			...answer.teams.map((row) => line(`${row.team ?? '–'}, ${row.agents} agents`, row)),
			answer.agrees ? 'agrees with what is kept' : `differs: ${differing(answer.agents)}`
		]);
		return answer.agrees ? 0 : 1;
	}
};

function narrow(all: AssessedAgain, staffNo?: string, team?: string): AssessedAgain {
	const agents = all.agents.filter(
		(agent) =>
			(staffNo === undefined || agent.staffNo === staffNo) &&
			(team === undefined || agent.team === team)
	);
	if (staffNo !== undefined && agents.length === 0)
		throw new UsageError(`assess: nobody with staff number "${staffNo}" is assessed in that month`);
	if (team !== undefined && agents.length === 0)
		throw new UsageError(`assess: no team "${team}" has agents in that month`);
	const shown = new Set(agents.map(({ teamId }) => teamId));
	return { ...all, agents, teams: all.teams.filter(({ teamId }) => shown.has(teamId)) };
}

/** The figures without inner ids. */
function answerOf({ month, penaltyTable, scheme, agents, teams, agreement }: AssessedAgain) {
	const rows = agents.map((agent) => ({
		...withoutIds(agent),
		agrees: agreement.get(agent.agentId)!
	}));
	return {
		month: monthText(month),
		penaltyTable: penaltyTable.version,
		scheme: scheme.version,
		agents: rows,
		teams: teams.map(withoutIds),
		agrees: rows.every(({ agrees }) => agrees.frozen !== false && agrees.ledger !== false)
	};
}

type Inner = 'agentId' | 'teamId' | 'departmentId';
const inner: readonly string[] = ['agentId', 'teamId', 'departmentId'] satisfies Inner[];

const withoutIds = <Row extends object>(row: Row) =>
	Object.fromEntries(Object.entries(row).filter(([name]) => !inner.includes(name))) as Omit<
		Row,
		Inner
	>;

function line(
	who: string,
	row: {
		score?: MonthScore;
		reviews: number;
		meanScore: number | null;
		severe: number;
		amountFen: number;
		confirmedFen: number;
		praise: number;
	}
): string {
	const figure = (points: number | null) => (points === null ? '–' : points.toFixed(1));
	const { tenths, weightCounted } = row.score ?? { tenths: null, weightCounted: 0 };
	const score = row.score
		? `score ${figure(tenths === null ? null : tenths / 10)} over a weight of ${weightCounted}, `
		: '';
	return `${who}: ${score}${row.reviews} reviews, mean ${figure(row.meanScore)}, ${row.severe} severe, ${yuanText(row.amountFen)} (confirmed ${yuanText(row.confirmedFen)}), ${row.praise} praised`;
}

const differing = (
	agents: readonly {
		staffNo: string;
		agrees: { frozen: boolean | null; ledger: boolean | null };
	}[]
): string =>
	agents
		.flatMap(({ staffNo, agrees }) => [
			...(agrees.frozen === false ? [`${staffNo} from the closed month`] : []),
			...(agrees.ledger === false ? [`${staffNo} from the ledger`] : [])
		])
		.join(', ');
