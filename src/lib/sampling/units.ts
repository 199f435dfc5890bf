/** Who is on duty in a period, with their calls sorted into those that may be drawn and the others. Pure. */
import type { DrawFacts } from './draw.ts';
import { whyNobodyChecks, whyUnfit, type PeriodCall } from './eligibility.ts';
import type { CircleOf } from './reviewers.ts';
import { byText } from './sha256.ts';

/** An agent on duty, or a team with somebody on duty. */
export interface Unit {
	unitId: string;
	unit: 'agent' | 'team';
	/** Team of the call with the lowest id; without calls by the roster. */
	teamId: string | null;
	/** Current recordings. */
	calls: number;
	/** By agent, then by id. */
	eligible: PeriodCall[];
	ineligible: Record<string, number>;
	rostered: boolean;
}

interface Gathered extends Unit {
	lowestId: string | undefined;
}

/** The units on duty by id: whoever has a call in the period, and whoever stands in the roster. */
export function unitsOf(facts: DrawFacts, circleOf: CircleOf): Unit[] {
	const { rule, agents, marks } = facts;
	const units = new Map<string, Gathered>();
	const unitOf = (agentId: string, teamId: string | null): Gathered => {
		const unitId = rule.unit === 'team' && teamId ? teamId : agentId;
		let unit = units.get(unitId);
		if (!unit) units.set(unitId, (unit = anEmptyUnit(unitId, teamId, rule.unit)));
		return unit;
	};
	const checksItself = rule.reviewer.by === 'self';
	for (const call of facts.calls) {
		if (agents && !agents.has(call.agentId)) continue;
		const unit = unitOf(call.agentId, call.teamId);
		if (call.current) unit.calls += 1;
		if (unit.lowestId === undefined || call.id < unit.lowestId) {
			unit.lowestId = call.id;
			unit.teamId = call.teamId;
		}
		const reason =
			whyUnfit(call, rule, marks) ??
			(checksItself ? undefined : whyNobodyChecks(call, circleOf(call), marks));
		if (reason) unit.ineligible[reason] = (unit.ineligible[reason] ?? 0) + 1;
		else unit.eligible.push(call);
	}
	for (const [agentId, { teamId }] of facts.rostered)
		if (!agents || agents.has(agentId)) unitOf(agentId, teamId).rostered = true;
	for (const { eligible } of units.values()) sortCalls(eligible);
	return [...units.values()].sort((a, b) => byText(a.unitId, b.unitId));
}

const anEmptyUnit = (unitId: string, teamId: string | null, unit: 'agent' | 'team'): Gathered => ({
	unitId,
	unit: unit === 'team' && teamId ? 'team' : 'agent',
	teamId,
	calls: 0,
	eligible: [],
	ineligible: {},
	rostered: false,
	lowestId: undefined
});

const byAgentThenId = (a: PeriodCall, b: PeriodCall): number =>
	byText(a.agentId, b.agentId) || byText(a.id, b.id);

/** Rows mostly come in this order already: then they are only looked through. */
function sortCalls(calls: PeriodCall[]): void {
	for (let index = 1; index < calls.length; index++)
		if (byAgentThenId(calls[index - 1]!, calls[index]!) > 0) {
			calls.sort(byAgentThenId);
			return;
		}
}
