/**
 * Who spoke: by the strongest fact there is. The queue's log names the person; the table of
 * extensions says who used a telephone at that time; a name in the file name is the weakest.
 * Intervals are half-open `[from, to)`; two hits are told, never picked from.
 */
import { issue, type Issue } from './issues.ts';

export interface Assignment {
	endpoint: string;
	/** Staff number. */
	staffNo: string;
	name?: string;
	/** Null: since ever. */
	from: Date | null;
	/** Null: still. */
	to: Date | null;
}

export interface AttributionFacts {
	/** The telephone or login that the record names. */
	endpoint: string | null;
	/** The agent as the file name writes it. */
	agentRef: string | null;
	/** The agent as the queue's log writes it: a staff number, a name, or an interface such as `Local/3201@from-queue/n`. */
	queueLogRef?: string | null;
	/** When the agent answered; without call details, when the call began. */
	answeredAt: Date;
	/** Null when unknown. */
	endedAt: Date | null;
}

export interface AttributedAgent {
	/** Staff number; null when only a name is known. */
	id: string | null;
	ref: string | null;
	method: 'queue-log' | 'assignment' | 'file-name';
}

/** Looks a reference up among the people: its staff number, or undefined. */
type FindPerson = (ref: string) => string | undefined;

/** The agent, or null with the issue that says why. */
export function attributeAgent(
	facts: AttributionFacts,
	assignments: readonly Assignment[],
	findPerson: FindPerson
): { agent: AttributedAgent | null; issues: Issue[] } {
	const logged = facts.queueLogRef ? endpointOf(facts.queueLogRef) : null;
	const named = facts.queueLogRef ? findPerson(facts.queueLogRef) : undefined;
	const byTable = byAssignment(
		logged?.interface ? logged.endpoint : facts.endpoint,
		facts,
		assignments
	);
	if (named) {
		const conflict = byTable.agent && byTable.agent.id !== named;
		return {
			agent: { id: named, ref: facts.queueLogRef ?? null, method: 'queue-log' },
			issues: conflict
				? [issue('A_CONFLICT', { chosen: named, assignment: byTable.agent!.id })]
				: []
		};
	}
	if (byTable.agent || byTable.issues.length > 0) return withNamed(byTable, facts, findPerson);
	if (facts.agentRef) return byFileName(facts.agentRef, facts, assignments, findPerson);
	return {
		agent: null,
		issues: [issue('A_UNRESOLVED', facts.endpoint ? { endpoint: facts.endpoint } : {})]
	};
}

interface Attribution {
	agent: AttributedAgent | null;
	issues: Issue[];
}

function byAssignment(
	endpoint: string | null,
	{ answeredAt, endedAt }: AttributionFacts,
	assignments: readonly Assignment[]
): Attribution {
	if (!endpoint) return { agent: null, issues: [] };
	const there = assignments.filter((row) => row.endpoint === endpoint);
	const hits = [
		...new Set(there.filter((row) => contains(row, answeredAt)).map((row) => row.staffNo))
	];
	if (hits.length > 1)
		return { agent: null, issues: [issue('A_AMBIGUOUS', { endpoint, candidates: hits.sort() })] };
	const [id] = hits;
	if (id === undefined) return { agent: null, issues: [] };
	const others = there.filter(
		(row) =>
			row.staffNo !== id && endedAt && row.from && row.from > answeredAt && row.from < endedAt
	);
	const handover = others.map((row) => row.from!).sort((a, b) => a.getTime() - b.getTime())[0];
	return {
		agent: { id, ref: endpoint, method: 'assignment' },
		issues: handover
			? [issue('A_SPANS_HANDOVER', { at: handover.toISOString(), next: others[0]!.staffNo })]
			: []
	};
}

const contains = ({ from, to }: Assignment, at: Date) => (!from || from <= at) && (!to || at < to);

/** A name in the file name that says somebody else is told. */
function withNamed(
	byTable: Attribution,
	{ agentRef }: AttributionFacts,
	findPerson: FindPerson
): Attribution {
	const named = agentRef ? findPerson(agentRef) : undefined;
	if (!named || !byTable.agent || named === byTable.agent.id) return byTable;
	return {
		...byTable,
		issues: [...byTable.issues, issue('A_CONFLICT', { chosen: byTable.agent.id, fileName: named })]
	};
}

/** A staff number, or the login of somebody at that time; else the name alone. */
function byFileName(
	ref: string,
	facts: AttributionFacts,
	assignments: readonly Assignment[],
	findPerson: FindPerson
): Attribution {
	const person = findPerson(ref);
	if (person) return { agent: { id: person, ref, method: 'file-name' }, issues: [] };
	const byLogin = byAssignment(ref, facts, assignments);
	if (byLogin.agent || byLogin.issues.length > 0) return byLogin;
	return { agent: { id: null, ref, method: 'file-name' }, issues: [] };
}

/** The telephone inside an interface name: `SIP/8007`, `PJSIP/3201-0000001a`, `Local/3201@from-queue/n`, `Agent/3001`. */
function endpointOf(ref: string): { endpoint: string; interface: boolean } {
	const match = /^(?:SIP|PJSIP|IAX2|Local|Agent|SCCP|DAHDI)\/([^@/-]+)/i.exec(ref);
	return match ? { endpoint: match[1]!, interface: true } : { endpoint: ref, interface: false };
}
