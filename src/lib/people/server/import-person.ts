/** One row of a people file against what is known: decided whole first, then written. */
import { eq } from 'drizzle-orm';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { planBeside, planInTurn, type HistoryPlan } from '../history.ts';
import type { PersonRow } from '../import-row.ts';
import { overlaps, type Period } from '../person.ts';
import { decideGrant } from '../role-rules.ts';
import { placeOf, type PlaceIssue } from './import-place.ts';
import { areSamePerson, grantsBeside } from './persons.ts';
import * as records from './records.ts';
import type { Endpoint, Scribe } from './records.ts';
import { endpointAssignments, roleGrants, teamMemberships, users } from './schema.ts';

export type PlacingIssue =
	PlaceIssue | 'roles-not-combinable' | 'own-role' | 'membership-overlaps' | 'period-overlaps';

/** A part of what a row means: what to write once all parts are accepted. */
type Step = (userId: string) => Promise<unknown>;
type Part = Decision<Step[], PlacingIssue>;

interface BroughtIn {
	state: 'new' | 'changed' | 'same';
	/** Extensions and logins that somebody else has at the same time: calls on them name nobody. */
	shared: string[];
}

/** Writes what `row` says and the database does not know yet; refused, it writes nothing. */
export async function bringIn(
	scribe: Scribe,
	row: PersonRow
): Promise<Decision<BroughtIn, PlacingIssue>> {
	const { tx } = scribe;
	const [known] = await tx.select().from(users).where(eq(users.staffNo, row.staffNo));
	const place = await placeOf(scribe, row);
	if (!place.ok) return place;
	const { departmentId, teamId, make } = place.value;
	const about = { scribe, userId: known?.id };

	const steps: Step[] = [...make];
	if (known && known.name !== row.name)
		steps.push((id) => records.renamePerson(scribe, id, row.name));
	const endpoints = endpointsOf(row);
	const parts = [
		await planRole(about, row, { departmentId, teamId }),
		await planMembership(about, row, teamId)
	];
	for (const endpoint of endpoints) parts.push(await planEndpoint(about, row, endpoint));
	for (const part of parts) {
		if (!part.ok) return part;
		steps.push(...part.value);
	}
	const userId = known?.id ?? (await records.addPerson(scribe, row));
	for (const step of steps) await step(userId);
	const state = known ? (steps.length > 0 ? 'changed' : 'same') : 'new';
	return accept({ state, shared: await sharedEndpoints(scribe, userId, row, endpoints) });
}

interface Known {
	scribe: Scribe;
	userId: string | undefined;
}

const nothing: Part = accept([]);

async function planRole(
	{ scribe, userId }: Known,
	{ role, from, to }: PersonRow,
	place: { departmentId: string | null; teamId: string | null }
): Promise<Part> {
	if (!role) return nothing;
	const teamId = role === 'team-lead' ? place.teamId : null;
	const departmentId = role === 'department-head' ? place.departmentId : null;
	const wanted = { role, teamId, departmentId, from, to };
	const held = userId
		? await scribe.tx.select().from(roleGrants).where(eq(roleGrants.userId, userId))
		: [];
	const alike = held.filter(
		(grant) => grant.role === role && grant.teamId === teamId && grant.departmentId === departmentId
	);
	const plan = planBeside(alike, wanted);
	if (plan.kind === 'add') {
		const beside = userId ? await grantsBeside(scribe.tx, userId, role) : [];
		const isSelf =
			userId !== undefined && (await areSamePerson(scribe.tx, userId, scribe.actor.id));
		const decision = decideGrant(beside, wanted, isSelf);
		if (!decision.ok) return refuse(decision.refusal as PlacingIssue, decision.facts);
	}
	return steps(scribe, plan, 'role', (id) => records.addGrant(scribe, id, wanted));
}

async function planMembership(
	{ scribe, userId }: Known,
	{ from, to }: PersonRow,
	teamId: string | null
): Promise<Part> {
	if (!teamId) return nothing;
	const rows = userId
		? await scribe.tx.select().from(teamMemberships).where(eq(teamMemberships.userId, userId))
		: [];
	const plan = planInTurn(rows, { from, to }, (row) => row.teamId === teamId);
	if (plan.kind === 'overlap') return refuse('membership-overlaps');
	return steps(scribe, plan, 'membership', (id) =>
		records.addMembership(scribe, id, { teamId, from, to })
	);
}

async function planEndpoint(
	{ scribe, userId }: Known,
	{ from, to }: PersonRow,
	wanted: Endpoint
): Promise<Part> {
	const rows = userId ? await assignmentsOf(scribe, wanted) : [];
	const own = rows.filter((row) => row.userId === userId);
	return steps(scribe, planBeside(own, { from, to }), 'endpoint', (id) =>
		records.addEndpoint(scribe, id, { ...wanted, from, to })
	);
}

function steps(
	scribe: Scribe,
	plan: HistoryPlan<Period & { id: string }>,
	history: 'role' | 'membership' | 'endpoint',
	add: Step
): Part {
	if (plan.kind === 'same') return nothing;
	if (plan.kind === 'overlap') return refuse('period-overlaps', { history });
	if (plan.kind === 'end') {
		const { row, to } = plan;
		return accept([(id) => records.endRecord(scribe, id, history, { id: row.id, to })]);
	}
	const { closes, from } = plan;
	const close: Step[] = closes
		? [(id) => records.endRecord(scribe, id, history, { id: closes.id, to: from })]
		: [];
	return accept([...close, add]);
}

const endpointsOf = ({ extension, login }: PersonRow): Endpoint[] => [
	...(extension ? [{ kind: 'extension' as const, endpoint: extension }] : []),
	...(login ? [{ kind: 'login' as const, endpoint: login }] : [])
];

async function assignmentsOf({ tx }: Scribe, { kind, endpoint }: Endpoint) {
	const rows = await tx
		.select()
		.from(endpointAssignments)
		.where(eq(endpointAssignments.endpoint, endpoint));
	return rows.filter((row) => row.kind === kind);
}

async function sharedEndpoints(
	scribe: Scribe,
	userId: string,
	period: Period,
	endpoints: Endpoint[]
): Promise<string[]> {
	const shared: string[] = [];
	for (const endpoint of endpoints) {
		const rows = await assignmentsOf(scribe, endpoint);
		if (rows.some((row) => row.userId !== userId && overlaps(row, period)))
			shared.push(endpoint.endpoint);
	}
	return shared;
}
