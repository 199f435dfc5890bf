/**
 * Who checks a drawn call. Everybody who may check it stands in a circle; where one starts in it
 * depends on who checks, and whoever may not have the call passes it on.
 *
 * Pure. The exact method is in docs/sampling.md.
 */
import type { CallMarks, PeriodCall } from './eligibility.ts';
import type { PlanRule } from './plan.ts';
import { byText, type Sha256 } from './sha256.ts';

/** Who may check, at the time of drawing; only what the rule's kind of reviewer asks for is read. */
export interface Reviewers {
	/** Team → those who lead it now. */
	leads: ReadonlyMap<string, readonly string[]>;
	/** Department → its heads now. */
	heads: ReadonlyMap<string, readonly string[]>;
	/** Team → its agents on duty in the period. */
	peers: ReadonlyMap<string, readonly string[]>;
	named: readonly string[];
	/** Who is away → the deputy for these days. Stands in for leads, heads and named reviewers. */
	deputies: ReadonlyMap<string, string>;
}

/** A call that was drawn, before its reviewer is known. */
export interface Picked {
	call: PeriodCall;
	unitId: string;
}

/** The circle of a call, the same array for all calls that share it; the agent may stand in it. */
export type CircleOf = (call: PeriodCall) => readonly string[];

const nobody: readonly string[] = [];

/** Who may check which call. A call of a team's only lead goes to the heads of the department. */
export function circles({ reviewer }: Pick<PlanRule, 'reviewer'>, of: Reviewers): CircleOf {
	const present = (ids: readonly string[]) => [
		...new Set(ids.map((id) => standIn(id, of.deputies)))
	];
	const leads = remembered((teamId) => present(of.leads.get(teamId) ?? nobody));
	const heads = remembered((departmentId) => present(of.heads.get(departmentId) ?? nobody));
	const named = present(of.named);
	switch (reviewer.by) {
		case 'team-lead':
			return ({ agentId, teamId, departmentId }) => {
				const own = leads(teamId);
				if (own.length !== 1 || own[0] !== agentId) return own;
				const above = heads(departmentId);
				return above.some((id) => id !== agentId) ? above : own;
			};
		case 'department-head':
			return ({ departmentId }) => heads(departmentId);
		case 'peers':
			return ({ teamId }) => (teamId && of.peers.get(teamId)) || nobody;
		case 'named':
			return () => named;
		case 'self': {
			const self = remembered((agentId) => [agentId]);
			return ({ agentId }) => self(agentId);
		}
	}
}

/** Follows hand-overs until somebody is there; deputies in a ring: the last before it closes. */
function standIn(id: string, deputies: ReadonlyMap<string, string>): string {
	const seen = new Set([id]);
	for (let next = deputies.get(id); next && !seen.has(next); next = deputies.get(next)) {
		seen.add(next);
		id = next;
	}
	return id;
}

function remembered(circle: (id: string) => readonly string[]) {
	const known = new Map<string, readonly string[]>();
	return (id: string | null): readonly string[] => {
		if (id === null) return nobody;
		let found = known.get(id);
		if (!found) known.set(id, (found = circle(id)));
		return found;
	};
}

/** What `handOut` goes by. */
interface HandOutFacts {
	rule: Pick<PlanRule, 'reviewer'>;
	circleOf: CircleOf;
	marks: Pick<CallMarks, 'reviews'>;
	round: number;
}

/**
 * Hands the picks (units by id, a unit's in order) out: the reviewer of each, in the same order.
 * Every pick is of a call that somebody in its circle may check.
 */
export function handOut(
	sha256: Sha256,
	seed: string,
	picks: readonly Picked[],
	{ rule, circleOf, marks, round }: HandOutFacts
): string[] {
	const { by } = rule.reviewer;
	if (by === 'self') return picks.map(({ call }) => call.agentId);
	const turnOf = turns((id) => sha256(`${seed}${id}turn${round}`));
	const reviewers = new Array<string>(picks.length);
	for (const [circle, indexes] of Map.groupBy(picks.keys(), (index) =>
		circleOf(picks[index]!.call)
	)) {
		const inOrder = turnOf.sort(circle);
		const turnId = (index: number) =>
			by === 'named' || by === 'department-head'
				? picks[index]!.unitId
				: picks[index]!.call.agentId;
		const byTurn = Map.groupBy(indexes, turnId);
		let turn = 0;
		for (const id of turnOf.sort([...byTurn.keys()])) {
			const own = byTurn.get(id)!;
			const after = by === 'peers' ? turnOf.after(inOrder, id) : inOrder;
			own.forEach((index, place) => {
				const start = by === 'peers' ? place : by === 'team-lead' ? turn : turn + place;
				reviewers[index] = nextAllowed(after, start, picks[index]!.call, marks);
			});
			turn += by === 'team-lead' ? 1 : own.length;
		}
	}
	return reviewers;
}

/** Ids in the order of their hash, each hashed once. */
function turns(keyOf: (id: string) => string) {
	const keys = new Map<string, string>();
	const key = (id: string): string => {
		let found = keys.get(id);
		if (!found) keys.set(id, (found = keyOf(id)));
		return found;
	};
	return {
		sort: (ids: readonly string[]) => [...ids].sort((a, b) => byText(key(a), key(b))),
		/** The others of a sorted circle, from the one after `id` on. */
		after: (circle: readonly string[], id: string) => {
			const others = circle.filter((other) => other !== id);
			const first = others.findIndex((other) => key(other) > key(id));
			return first === -1 ? others : [...others.slice(first), ...others.slice(0, first)];
		}
	};
}

function nextAllowed(
	circle: readonly string[],
	start: number,
	call: PeriodCall,
	{ reviews }: Pick<CallMarks, 'reviews'>
): string {
	const reviewed = reviews.get(call.id)?.reviewerIds ?? nobody;
	for (let step = 0; step < circle.length; step++) {
		const id = circle[(start + step) % circle.length]!;
		if (id !== call.agentId && !reviewed.includes(id)) return id;
	}
	throw new Error(`nobody may check call ${call.id}`);
}
