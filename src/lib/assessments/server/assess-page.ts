/** The table of a month within the reader's reach: closed parts as they were frozen, the rest as counted now. */
import { inScope, isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { parseFigures } from '../figures.ts';
import type { AgentMonth } from '../month.ts';
import { ranked } from '../scheme-score.ts';
import { assessMonth, type MonthAssessment } from './assess.ts';
import { leadersOfMonth } from './leaders.ts';
import { frozenAgents } from './locks.ts';

/** The reader's agents and teams of a month. */
export async function monthTable(
	{ db, actor, zone }: Context,
	month: BusinessMonth
): Promise<MonthAssessment> {
	const scope = scopeOf(actor, 'assessment.read');
	const frozen = await frozenAgents(db.read, month);
	const all = await assessMonth(
		db.read,
		{ month, zone },
		(agent) => inScope(scope, agent) && !frozen.has(agent.agentId)
	);
	const [agents, teams] = [[...all.agents], [...all.teams]];
	// A department at a time: each was closed at an instant of its own.
	for (const closed of Map.groupBy(frozen, ([, { lockId }]) => lockId).values()) {
		const of = {
			month,
			zone,
			agentIds: closed.map(([agentId]) => agentId),
			asOf: closed[0]![1].at
		};
		const then = await assessMonth(db.read, of, (agent) => inScope(scope, agent));
		agents.push(...then.agents.map(({ agentId }) => parseFigures(frozen.get(agentId)!.figures)));
		teams.push(...then.teams);
	}
	return { ...all, agents, teams };
}

/** What the page of a month shows; `byScore` orders by score, for those who may see names beside one another. */
export async function monthPage(context: Context, month: BusinessMonth, byScore: boolean) {
	const { agents, teams, penaltyTable, scheme } = await monthTable(context, month);
	const ranks = !isEmptyScope({ ...scopeOf(context.actor, 'board.read'), agentId: null });
	const shown = ranks && byScore ? ranked(agents) : agents.map((agent) => ({ agent, rank: null }));
	return {
		month,
		agents: shown,
		ranks,
		byScore: ranks && byScore,
		teams,
		leaders: await leadersOfMonth(context, month),
		versions: { penaltyTable: penaltyTable.version, scheme: scheme.version }
	};
}

/** The agent's figures as they were frozen when the month is closed, else as they are. */
export async function asClosed(read: Reader, agent: AgentMonth): Promise<AgentMonth> {
	const { agentId, month } = agent;
	const frozen = (await frozenAgents(read, month, [agentId])).get(agentId);
	return frozen ? parseFigures(frozen.figures) : agent;
}
