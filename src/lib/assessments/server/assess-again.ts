/**
 * A month counted anew from the raw rows, as they stood when it was closed where it is, and held
 * against what is kept of it: the frozen figures, and the ledger.
 */
import { targetLines, changeOf, type StandingLine, type LedgerRule } from '#lib/ledger/posting.ts';
import { standingLines } from '#lib/ledger/server/queries.ts';
import { ledgerRule } from '#lib/ledger/server/rules.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { reviewFacts } from '#lib/reviews/server/month-lines.ts';
import { reviewLineKinds, reviewLines, type ReviewFacts } from '#lib/reviews/month-lines.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { sameJson } from '#lib/shared/canonical-json.ts';
import { parseFigures } from '../figures.ts';
import type { AgentMonth } from '../month.ts';
import { assessMonth, type MonthAssessment } from './assess.ts';
import { frozenAgents } from './locks.ts';

export interface Agreement {
	/** Whether the figures are those that were frozen; null while the month is open. */
	frozen: boolean | null;
	/** Whether the ledger has every line of the reviews, at its price, and no other; null where the month has no ledger. */
	ledger: boolean | null;
}

export interface AssessedAgain extends MonthAssessment {
	/** By agent. */
	agreement: ReadonlyMap<string, Agreement>;
}

export async function assessAgain(
	read: Reader,
	{ month, zone }: { month: BusinessMonth; zone: string }
): Promise<AssessedAgain> {
	const now = await assessMonth(read, { month, zone });
	const frozen = await frozenAgents(read, month);
	const rule = await ledgerRule(read, month);
	const lines = Map.groupBy(await standingLines(read, { month }), ({ agentId }) => agentId);
	const facts = new Map(await reviewFacts(read, { month }));
	const agents = new Map(now.agents.map((agent) => [agent.agentId, agent]));
	// A department at a time: each was closed at an instant of its own.
	for (const closed of Map.groupBy(frozen, ([, { lockId }]) => lockId).values()) {
		const agentIds = closed.map(([agentId]) => agentId);
		const asOf = closed[0]![1].at;
		const then = await assessMonth(read, { month, zone, agentIds, asOf });
		for (const agent of then.agents) agents.set(agent.agentId, agent);
		const factsThen = await reviewFacts(read, { month, agentIds, asOf });
		for (const agentId of agentIds) facts.set(agentId, factsThen.get(agentId) ?? noFacts);
	}
	const agreement = new Map(
		[...agents.values()].map((agent) => {
			const kept = frozen.get(agent.agentId);
			return [
				agent.agentId,
				{
					frozen: kept ? sameFigures(agent, parseFigures(kept.figures)) : null,
					ledger:
						lines.size === 0
							? null
							: isLedgerOf(
									facts.get(agent.agentId) ?? noFacts,
									lines.get(agent.agentId) ?? [],
									rule
								)
				}
			];
		})
	);
	return { ...now, agents: [...agents.values()], agreement };
}

const noFacts: ReviewFacts = {
	reviews: [],
	disputed: new Set(),
	selfReported: new Set(),
	concealments: []
};

/** Names and places may have changed since; figures may not. */
const sameFigures = (now: AgentMonth, then: AgentMonth): boolean => {
	const { agentId, staffNo, name, teamId, team, departmentId } = then;
	return sameJson({ ...now, agentId, staffNo, name, teamId, team, departmentId }, then);
};

/** True when posting the lines once more would write nothing. */
function isLedgerOf(
	facts: ReviewFacts,
	standing: readonly StandingLine[],
	rule: LedgerRule
): boolean {
	const post = { kinds: reviewLineKinds, lines: reviewLines(facts) };
	const before = new Map(standing.map((line) => [line.lineKey, line]));
	return targetLines(standing, post, { rule, closed: false }).every(
		(line) => changeOf(before.get(line.lineKey), line, 'found') === undefined
	);
}
