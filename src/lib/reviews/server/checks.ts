/** Self-checks and peer checks as lists: whose are done, whose are missing, and how they were made. */
import { and, asc, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/people/role.ts';
import { inScope, scopeOf, type Placed, type Scope } from '#lib/people/permissions.ts';
import { teams, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { scopeCondition } from '#lib/recordings/server/scope-condition.ts';
import { drawnFromDays } from '#lib/sampling/server/draws-of-days.ts';
import { assignments, replacements } from '#lib/sampling/server/schema.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import type { ReadCheck } from '../check.ts';
import { looksHasty } from '../listened.ts';
import { selfChecks } from './schema.ts';

const agents = alias(users, 'agents');
const checkers = alias(users, 'checkers');

interface ChecksOf {
	/** Business day of the calls; with it, checks of that day's calls without a task are listed too. */
	day?: BusinessDay;
	/** These tasks only; a few hundred at most. */
	assignmentIds?: readonly string[];
	/** What the reader reaches, such as `scopeOf(actor, 'sampling.read')`; everything when left out. */
	scope?: Scope;
	/** Of the calls of one team. */
	teamId?: string | undefined;
	/** Left out: both kinds. */
	kind?: 'self-check' | 'peer-check';
}

const columns = {
	recordingId: recordings.id,
	/** Business day of the call. */
	day: recordings.businessDay,
	callStartedAt: recordings.startedAt,
	durationMs: recordings.durationMs,
	agentId: agents.id,
	agent: agents.name,
	staffNo: agents.staffNo,
	teamId: recordings.teamId,
	team: teams.name,
	checkerId: checkers.id,
	checker: checkers.name,
	checkId: selfChecks.id,
	result: selfChecks.result,
	problem: selfChecks.problem,
	atMs: selfChecks.atMs,
	note: selfChecks.note,
	at: selfChecks.at,
	heardMs: selfChecks.heardMs,
	spentMs: selfChecks.spentMs,
	coveredPermille: selfChecks.coveredPermille
};

/**
 * Tasks to check and what came of them, by the agents' staff numbers, then due time: `open` (nothing
 * submitted), `done`, or `replaced` by another call. `done` rows have the result, the ms heard
 * and spent, the share of the call covered (permille; `spentMs` and `coveredPermille` are null in
 * rows from before they were kept) and `hasty`, a hint for the lead that decides nothing. Rows
 * without a task (`assignmentId` null) are checks that agents made of their own accord.
 */
export async function listChecks(read: Reader, of: ChecksOf): Promise<CheckRow[]> {
	const drawn = await drawnChecks(read, of);
	const free = of.day === undefined || of.kind === 'peer-check' ? [] : await freeChecks(read, of);
	const rows = [...drawn, ...free].map((row) => ({
		...row,
		state: stateOf(row),
		hasty: row.checkId !== null && looksHasty(row)
	}));
	return rows.sort(byAgent);
}

async function drawnChecks(read: Reader, { day, assignmentIds, kind, ...of }: ChecksOf) {
	const kinds = kind ? [kind] : (['self-check', 'peer-check'] as const);
	return read
		.select({
			...columns,
			assignmentId: assignments.id,
			kind: assignments.kind,
			dueAt: assignments.dueAt,
			replacedAt: replacements.at
		})
		.from(assignments)
		.innerJoin(recordings, eq(recordings.id, assignments.recordingId))
		.innerJoin(agents, eq(agents.id, assignments.agentId))
		.innerJoin(checkers, eq(checkers.id, assignments.reviewerId))
		.leftJoin(teams, eq(teams.id, recordings.teamId))
		.leftJoin(selfChecks, eq(selfChecks.assignmentId, assignments.id))
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.where(
			and(
				inArray(assignments.kind, kinds),
				day === undefined ? undefined : eq(assignments.callDay, day),
				day === undefined ? undefined : drawnFromDays(read, kinds, { first: day, last: day }),
				assignmentIds && inArray(assignments.id, [...assignmentIds]),
				...placeConditions(of)
			)
		);
}

async function freeChecks(read: Reader, { day, ...of }: ChecksOf) {
	const rows = await read
		.select(columns)
		.from(selfChecks)
		.innerJoin(recordings, eq(recordings.id, selfChecks.recordingId))
		.innerJoin(agents, eq(agents.id, selfChecks.agentId))
		.leftJoin(checkers, eq(checkers.id, selfChecks.checkerId))
		.leftJoin(teams, eq(teams.id, recordings.teamId))
		.where(
			and(
				isNull(selfChecks.assignmentId),
				day === undefined ? undefined : eq(recordings.businessDay, day),
				...placeConditions(of)
			)
		);
	return rows.map((row) => ({
		...row,
		// Rows from before there were peer checks name no checker: the agent it was.
		checkerId: row.checkerId ?? row.agentId,
		checker: row.checker ?? row.agent,
		assignmentId: null,
		kind: 'self-check' as const,
		dueAt: null,
		replacedAt: null
	}));
}

type Row =
	Awaited<ReturnType<typeof drawnChecks>>[number] | Awaited<ReturnType<typeof freeChecks>>[number];
type CheckRow = Row & { state: 'open' | 'done' | 'replaced'; hasty: boolean };

const placeConditions = ({
	scope,
	teamId
}: Pick<ChecksOf, 'scope' | 'teamId'>): (SQL | undefined)[] => [
	scope && scopeCondition(scope),
	teamId === undefined ? undefined : eq(recordings.teamId, teamId)
];

function stateOf({ checkId, replacedAt }: Pick<Row, 'checkId' | 'replacedAt'>): CheckRow['state'] {
	if (checkId !== null) return 'done';
	return replacedAt === null ? 'open' : 'replaced';
}

function byAgent(a: CheckRow, b: CheckRow): number {
	if (a.staffNo !== b.staffNo) return a.staffNo < b.staffNo ? -1 : 1;
	const due = (row: CheckRow) => row.dueAt?.getTime() ?? Infinity;
	if (due(a) !== due(b)) return due(a) - due(b);
	return a.recordingId < b.recordingId ? -1 : 1;
}

/** The submitted checks of one recording that `actor` may read, the oldest first; of others' none while `hidden`. */
export async function checksOfRecording(
	read: Reader,
	actor: Actor,
	{ recording, hidden }: { recording: Placed & { id: string }; hidden: boolean }
): Promise<ReadCheck[]> {
	const rows = await read
		.select({ ...columns, assignmentId: selfChecks.assignmentId })
		.from(selfChecks)
		.innerJoin(recordings, eq(recordings.id, selfChecks.recordingId))
		.innerJoin(agents, eq(agents.id, selfChecks.agentId))
		.leftJoin(checkers, eq(checkers.id, selfChecks.checkerId))
		.leftJoin(teams, eq(teams.id, recordings.teamId))
		.where(eq(selfChecks.recordingId, recording.id))
		.orderBy(asc(selfChecks.at), asc(selfChecks.id));
	const reads = inScope(scopeOf(actor, 'review.read'), recording) && !hidden;
	return rows
		.map((row) => ({
			id: row.checkId,
			checker: row.checker ?? row.agent,
			checkerId: row.checkerId ?? row.agentId,
			own: (row.checkerId ?? row.agentId) === row.agentId,
			result: row.result,
			problem: row.problem,
			atMs: row.atMs,
			note: row.note,
			at: row.at,
			heardMs: row.heardMs,
			spentMs: row.spentMs,
			coveredPermille: row.coveredPermille,
			durationMs: row.durationMs,
			hasty: looksHasty(row)
		}))
		.filter(({ checkerId }) => reads || checkerId === actor.id);
}
