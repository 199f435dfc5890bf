/** The month's figures: one function for page, command line and later exports. */
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import {
	agentMonth,
	teamMonth,
	type AgentMonth,
	type CountedReview,
	type TeamMonth
} from '../month.ts';
import {
	agentsOfMonth,
	praiseOfMonth,
	reviewsOfMonth,
	selfChecksOfMonth,
	type MonthOf
} from './month-facts.ts';
import { penaltyTableFor, type PenaltyTable } from '#lib/ledger/server/penalty-tables.ts';

export interface MonthAssessment {
	month: BusinessMonth;
	penaltyTable: PenaltyTable;
	/** By team name, then staff number. */
	agents: AgentMonth[];
	teams: TeamMonth[];
}

/** Which agents are wanted of a month. */
export type Wanted = (agent: {
	agentId: string;
	teamId: string | null;
	departmentId: string | null;
}) => boolean;

/** Counts a month from the raw rows; `wanted` narrows the agents (and so the teams). */
export async function assessMonth(
	db: Reader,
	of: MonthOf,
	wanted: Wanted = () => true
): Promise<MonthAssessment> {
	const penaltyTable = await penaltyTableFor(db, of.month);
	const reviews = groupBy(await reviewsOfMonth(db, of), (review) => review.agentId);
	const praise = await praiseOfMonth(db, of);
	const selfChecks = await selfChecksOfMonth(db, of);
	const also = new Set([...reviews.keys(), ...selfChecks.keys(), ...(of.agentIds ?? [])]);
	const assessed = (await agentsOfMonth(db, of, also)).filter(wanted);
	const agents = assessed
		.filter(({ agentId }) => !of.agentIds || of.agentIds.includes(agentId))
		.map((agent) =>
			agentMonth(
				agent,
				reviews.get(agent.agentId) ?? [],
				{
					praise: praise.get(agent.agentId) ?? 0,
					selfChecks: selfChecks.get(agent.agentId) ?? 0
				},
				penaltyTable.steps
			)
		);
	return { month: of.month, penaltyTable, agents, teams: teamsOf(agents, reviews) };
}

function teamsOf(agents: AgentMonth[], reviews: Map<string, CountedReview[]>): TeamMonth[] {
	return [...groupBy(agents, ({ teamId }) => teamId ?? '').values()].map((members) =>
		teamMonth(
			{ teamId: members[0]!.teamId, team: members[0]!.team },
			members,
			members.flatMap(({ agentId }) => reviews.get(agentId) ?? [])
		)
	);
}

function groupBy<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const group = groups.get(key(row));
		if (group) group.push(row);
		else groups.set(key(row), [row]);
	}
	return groups;
}
