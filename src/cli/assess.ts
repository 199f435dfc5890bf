import { assessMonth, type MonthAssessment } from '#lib/assessments/server/assess.ts';
import type { Figures } from '#lib/assessments/month.ts';
import { monthText, parseMonth } from '#lib/shared/calendar.ts';
import { yuanText } from '#lib/shared/money.ts';
import { UsageError, type Command } from './command.ts';

export const assess: Command = {
	name: 'assess',
	summary: 'Counts a month: reviews, mean with interval, severe items, amount, praise.',
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
		const all = await assessMonth(db.read, { month, zone: config.zone });
		const answer = answerOf(narrow(all, call.text('agent'), call.text('team')));
		call.answer(answer, () => [
			`${answer.month}, penalty table ${answer.penaltyTable}`,
			...answer.agents.map((row) => line(`${row.staffNo} ${row.name} (${row.team ?? '–'})`, row)),
			...answer.teams.map((row) => line(`${row.team ?? '–'}, ${row.agents} agents`, row))
		]);
		return 0;
	}
};

function narrow(all: MonthAssessment, staffNo?: string, team?: string): MonthAssessment {
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
const answerOf = ({ month, penaltyTable, agents, teams }: MonthAssessment) => ({
	month: monthText(month),
	penaltyTable: penaltyTable.version,
	agents: agents.map((agent) => ({
		staffNo: agent.staffNo,
		name: agent.name,
		team: agent.team,
		...figures(agent),
		amountFen: agent.amountFen,
		perItemFen: agent.perItemFen,
		praise: agent.praise,
		selfChecks: agent.selfChecks
	})),
	teams: teams.map((team) => ({
		team: team.team,
		agents: team.agents,
		...figures(team),
		amountFen: team.amountFen,
		praise: team.praise,
		selfChecks: team.selfChecks
	}))
});

const figures = (row: Figures) => ({
	reviews: row.reviews,
	scored: row.scored,
	meanScore: row.meanScore,
	interval: row.interval,
	severe: row.severe,
	severeByCode: row.severeByCode
});

function line(
	who: string,
	row: {
		reviews: number;
		meanScore: number | null;
		severe: number;
		amountFen: number;
		praise: number;
	}
): string {
	const mean = row.meanScore === null ? '–' : row.meanScore.toFixed(1);
	return `${who}: ${row.reviews} reviews, mean ${mean}, ${row.severe} severe, ${yuanText(row.amountFen)}, ${row.praise} praised`;
}
