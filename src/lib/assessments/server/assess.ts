/** The month's figures: one function for page, command line and exports. */
import { ledgerRule } from '#lib/ledger/server/rules.ts';
import type { PenaltyTable } from '#lib/ledger/server/penalty-tables.ts';
import type { LedgerRule } from '#lib/ledger/posting.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { addSums, noSums, type Sums } from '../mean.ts';
import {
	agentMonth,
	severeItems,
	teamMonth,
	type AgentMonth,
	type CountedAgent,
	type TeamMonth
} from '../month.ts';
import type { Scheme } from '../scheme.ts';
import { scoreMonth } from '../scheme-score.ts';
import { factsOf, monthFacts, type MonthFacts } from './assess-facts.ts';
import { agentsOfMonth } from './month-facts-people.ts';
import type { MonthOf } from './month-facts.ts';
import { schemeFor } from './schemes.ts';

export interface MonthAssessment {
	month: BusinessMonth;
	penaltyTable: PenaltyTable;
	scheme: Scheme;
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
	const [rule, scheme, facts] = await Promise.all([
		ledgerRule(db, of.month),
		schemeFor(db, of.month),
		monthFacts(db, of)
	]);
	const also = new Set([
		...facts.reviews.keys(),
		...facts.selfChecks.keys(),
		...(of.agentIds ?? [])
	]);
	const assessed = (await agentsOfMonth(db, of, also)).filter(wanted);
	const agents = assessed
		.filter(({ agentId }) => !of.agentIds || of.agentIds.includes(agentId))
		.map((agent) => counted(agent, of.month, { facts, rule, scheme }));
	const penaltyTable = { version: rule.version, steps: [...rule.steps] };
	return { month: of.month, penaltyTable, scheme, agents, teams: teamsOf(agents, facts) };
}

interface CountedBy {
	facts: MonthFacts;
	rule: LedgerRule;
	scheme: Scheme;
}

function counted(
	agent: CountedAgent,
	month: BusinessMonth,
	{ facts, rule, scheme }: CountedBy
): AgentMonth {
	const { agentId } = agent;
	const severe = severeItems(facts.severe.get(agentId) ?? [], rule.steps, {
		share: rule.shares.severe,
		recordings: facts.reported
	});
	const ledger = facts.ledger.get(agentId) ?? { severeFen: 0, fen: 0, tenths: 0 };
	const scored = factsOf(agent, facts, severe);
	return agentMonth(agent, {
		month,
		rules: { penaltyTable: rule.version, scheme: scheme.version },
		score: scoreMonth(scheme.content, scored, ledger.tenths),
		scores: scoresOf(facts, agentId),
		severe,
		reviews: facts.reviews.get(agentId)?.reviews ?? 0,
		praise: scored.praise,
		violations: scored.violations.n,
		selfChecks: facts.selfChecks.get(agentId) ?? 0,
		confirmedFen: ledger.severeFen,
		ledgerFen: ledger.fen
	});
}

const scoresOf = ({ reviews }: MonthFacts, agentId: string): Sums =>
	(reviews.get(agentId)?.sums ?? []).reduce(addSums, noSums);

function teamsOf(agents: AgentMonth[], facts: MonthFacts): TeamMonth[] {
	return [...Map.groupBy(agents, ({ teamId }) => teamId).values()].map((members) =>
		teamMonth(
			{ teamId: members[0]!.teamId, team: members[0]!.team },
			members,
			members.map(({ agentId }) => scoresOf(facts, agentId))
		)
	);
}
