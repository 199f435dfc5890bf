/**
 * The draw: for each agent on duty the wanted number of calls, chosen so that nobody can bend it
 * and anybody can replay it. Every candidate's key is SHA-256(seed ‖ call id); an agent's calls
 * are ranked by key and the lowest taken. So the order of rows does not matter, and one more
 * candidate changes only what it must. The exact texts are in docs/sampling.md.
 *
 * Pure. The hash function is passed in: SHA-256 of UTF-8 text, as lower-case hex.
 */
import { whyIneligible, type Leads, type PeriodCall } from './eligibility.ts';
import type { PlanRule, Pool } from './plan.ts';

/** Name and version of the method, stored with every draw. */
export const ALGORITHM = 'sha256-rank/1';

export type Sha256 = (text: string) => string;

/** One unit's share of a draw: what was wanted, eligible, chosen, and why calls were not eligible. */
export interface DrawShare {
	/** Id of the agent or team of whom calls were wanted. */
	unitId: string;
	unit: 'agent' | 'team';
	/** Team of an agent's call drawn first; without any, of one of the agent's calls; null when in no team. */
	teamId: string | null;
	/** To whom its calls went, each once; empty when nothing could be drawn. */
	reviewerIds: string[];
	/** Current recordings of the unit in the period. */
	calls: number;
	wanted: number;
	eligible: number;
	chosen: number;
	/** In the order of the plan's strata; what a pool lacked was taken from all eligible calls. */
	strata: { pool: Pool; wanted: number; eligible: number; chosen: number }[];
	/** Calls of the period that could not be drawn, by reason code. */
	ineligible: Record<string, number>;
	/** On duty by the roster. */
	rostered: boolean;
}

export interface Chosen {
	recordingId: string;
	agentId: string;
	reviewerId: string;
	/** Place in the agent's ranking, 1 first. */
	rank: number;
}

export interface DrawOutcome {
	/** By agent id, then rank. */
	chosen: Chosen[];
	/** One for each agent with a call in the period, by agent id. */
	shares: DrawShare[];
	/** The eligible calls as canonical text, see `candidateText`. */
	candidates: string;
	candidateCount: number;
}

export interface DrawRule {
	rule: Pick<PlanRule, 'perAgent' | 'minDurationMs'>;
	leads: Leads;
}

/** Draws `rule.perAgent` calls for each agent of `calls`, in any order of rows. */
export function draw(
	sha256: Sha256,
	seed: string,
	calls: readonly PeriodCall[],
	{ rule, leads }: DrawRule
): DrawOutcome {
	const duties = dutiesOf(calls, rule, leads);
	const reviewers = shareOut(sha256, seed, duties, leads);
	const chosen: Chosen[] = [];
	const shares: DrawShare[] = [];
	for (const { agentId, all, eligible, ineligible } of duties) {
		const taken = lowestRanked(sha256, seed, eligible, rule.perAgent);
		const reviewerOf = (call: PeriodCall) => reviewers.get(agentId)?.get(call.teamId!);
		taken.forEach((call, index) =>
			chosen.push({
				recordingId: call.id,
				agentId,
				reviewerId: reviewerOf(call)!,
				rank: index + 1
			})
		);
		const shown = taken[0] ?? lowest(all);
		shares.push({
			agentId,
			teamId: shown.teamId,
			reviewerId: reviewerOf(shown) ?? null,
			wanted: rule.perAgent,
			eligible: eligible.length,
			chosen: taken.length,
			ineligible
		});
	}
	return {
		chosen,
		shares,
		candidates: candidateText(duties),
		candidateCount: duties.reduce((count, { eligible }) => count + eligible.length, 0)
	};
}

/** The candidates as the text that is hashed: a line `agent id, space, call id, LF` each, sorted by code unit. */
function candidateText(duties: readonly Duty[]): string {
	let text = '';
	for (const { agentId, eligible } of duties)
		for (const id of eligible.map((call) => call.id).sort()) text += `${agentId} ${id}\n`;
	return text;
}

/** Calls by key = SHA-256(seed ‖ call id), lowest first. */
export function rankCalls<Call extends { id: string }>(
	sha256: Sha256,
	seed: string,
	calls: readonly Call[]
): Call[] {
	return calls
		.map((call) => ({ call, key: sha256(seed + call.id) }))
		.sort((a, b) => byText(a.key, b.key))
		.map(({ call }) => call);
}

/** The first `n` of `rankCalls`, without sorting the rest: a day has thousands of calls and takes one each. */
function lowestRanked(
	sha256: Sha256,
	seed: string,
	calls: readonly PeriodCall[],
	n: number
): PeriodCall[] {
	const lowest: { call: PeriodCall; key: string }[] = [];
	for (const call of calls) {
		const key = sha256(seed + call.id);
		if (lowest.length === n && key > lowest[n - 1]!.key) continue;
		const place = lowest.findIndex((other) => key < other.key);
		lowest.splice(place === -1 ? lowest.length : place, 0, { call, key });
		lowest.length = Math.min(n, lowest.length);
	}
	return lowest.map(({ call }) => call);
}

interface Duty {
	agentId: string;
	all: PeriodCall[];
	eligible: PeriodCall[];
	ineligible: Record<string, number>;
}

function dutiesOf(
	calls: readonly PeriodCall[],
	rule: Pick<PlanRule, 'minDurationMs'>,
	leads: Leads
): Duty[] {
	const duties = new Map<string, Duty>();
	for (const call of calls) {
		const { agentId } = call;
		let duty = duties.get(agentId);
		if (!duty) duties.set(agentId, (duty = { agentId, all: [], eligible: [], ineligible: {} }));
		duty.all.push(call);
		const reason = whyIneligible(call, rule, leads);
		if (reason) duty.ineligible[reason] = (duty.ineligible[reason] ?? 0) + 1;
		else duty.eligible.push(call);
	}
	return [...duties.values()].sort((a, b) => byText(a.agentId, b.agentId));
}

/**
 * Agent → team → reviewer. A team with several leads hands its agents round, in the order of
 * SHA-256(seed ‖ agent id); whoever would check an own call passes it to the next.
 */
function shareOut(sha256: Sha256, seed: string, duties: readonly Duty[], leads: Leads) {
	const reviewers = new Map<string, Map<string, string>>();
	for (const [teamId, members] of leads) {
		const own = [...members].sort(byText);
		const agents = duties
			.filter(({ eligible }) => eligible.some((call) => call.teamId === teamId))
			.map(({ agentId }) => agentId);
		const ordered = rankCalls(
			sha256,
			seed,
			agents.map((id) => ({ id }))
		);
		ordered.forEach(({ id: agentId }, turn) => {
			const inTurn = own.map((_, step) => own[(turn + step) % own.length]!);
			const reviewer = inTurn.find((lead) => lead !== agentId);
			if (!reviewer) return;
			if (!reviewers.has(agentId)) reviewers.set(agentId, new Map());
			reviewers.get(agentId)!.set(teamId, reviewer);
		});
	}
	return reviewers;
}

const lowest = (calls: readonly PeriodCall[]): PeriodCall =>
	calls.reduce((least, call) => (call.id < least.id ? call : least));

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
