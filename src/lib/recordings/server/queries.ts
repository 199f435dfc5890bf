/**
 * The library's pages. A page is read from one index in its order and stops at the fiftieth row:
 * no count, no offset, no sort. Where the reader's scope or search is a union (a team and the own
 * calls; three agents of one name), each part is read by itself and the parts are merged, since a
 * condition with `or` would walk every row of the table on both engines.
 */
import { and, eq, gte, inArray, like, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../../people/permissions.ts';
import type { Reader } from '../../platform/server/db/client.ts';
import { unindexed } from '../../platform/server/db/dialect.ts';
import { addDays, dayStart } from '../../shared/calendar.ts';
import type { CallKind, Direction } from '../call.ts';
import type { RecordingFilter, ReviewState } from '../filter.ts';
import type { PageCursor } from '../page-cursor.ts';
import type { Verdict } from '../speech.ts';
import { agentsNamed, queuesNamed } from './library-people.ts';
import { recordings } from './schema.ts';
import { scopeCondition } from './scope-condition.ts';

export const PAGE_ROWS = 50;

export interface LibraryRow {
	id: string;
	startedAt: Date;
	agent: string | null;
	staffNo: string | null;
	team: string | null;
	direction: Direction;
	kind: CallKind;
	durationMs: number;
	queue: string | null;
	/** The customer's number, masked. */
	number: string | null;
	verdict: Verdict;
	state: ReviewState;
}

export interface LibraryPage {
	rows: LibraryRow[];
	/** Where the next page begins; null at the end. */
	next: PageCursor | null;
}

type Narrowing = Parameters<typeof unindexed>[0];

interface Where {
	scope: Scope;
	filter: RecordingFilter;
	zone: string;
	cursor?: PageCursor | undefined;
}

/** Fifty current recordings of `scope` that pass `filter`, newest first, after `cursor`. */
export async function recordingPage(db: Reader, where: Where): Promise<LibraryPage> {
	const { filter, scope } = where;
	const searched = await resolveWords(db, scope, filter);
	const parts = partsOf(scope, filter, searched);
	const rest = restOf(where);
	const read = await Promise.all(parts.map((part) => readPart(db, and(part, ...rest))));
	const merged = read.length === 1 ? read[0]! : merge(read);
	const rows = merged.slice(0, PAGE_ROWS);
	const last = rows.at(-1);
	const more = merged.length > PAGE_ROWS && last;
	return { rows, next: more ? { at: last.startedAt, id: last.id } : null };
}

/** Written out, since the query builder takes longer to map fifty rows than the engine to find them. */
const columns = sql.raw(`recordings.id, recordings.started_at as "startedAt", users.name as agent,
	users.staff_no as "staffNo", teams.name as team, recordings.direction, recordings.kind,
	recordings.duration_ms as "durationMs", recordings.queue, recordings.customer_masked as number,
	recordings.verdict, recordings.review_state as state
	from recordings left join users on users.id = recordings.agent_id
	left join teams on teams.id = recordings.team_id`);
const inOrder = sql.raw(
	`order by recordings.started_at desc, recordings.id desc limit ${PAGE_ROWS + 1}`
);

type RawRow = Omit<LibraryRow, 'startedAt' | 'durationMs'> &
	Record<'startedAt' | 'durationMs', never>;

async function readPart(db: Reader, condition: SQL | undefined): Promise<LibraryRow[]> {
	const rows = await db.all<RawRow>(sql`select ${columns} where ${condition} ${inOrder}`);
	return rows.map((row) => ({
		...row,
		startedAt: recordings.startedAt.mapFromDriverValue(row.startedAt) as Date,
		durationMs: Number(row.durationMs)
	}));
}

/** Rows of all parts in order, each recording once. */
function merge(parts: LibraryRow[][]): LibraryRow[] {
	const once = new Map(parts.flat().map((row) => [row.id, row]));
	return [...once.values()].sort(
		(a, b) => b.startedAt.getTime() - a.startedAt.getTime() || (a.id < b.id ? 1 : -1)
	);
}

interface Words {
	agents: string[] | null;
	found: { agents: string[]; queues: string[] } | null;
}

async function resolveWords(db: Reader, scope: Scope, { agent, q }: RecordingFilter) {
	const words: Words = { agents: null, found: null };
	if (agent) words.agents = await agentsNamed(db, scope, agent);
	if (q)
		words.found = { agents: await agentsNamed(db, scope, q), queues: await queuesNamed(db, q) };
	return words;
}

/**
 * The conditions that choose the index, one per part; everything else stays out of the planner's
 * way. The most telling comes first: agents, a fault of the sound, a queue, then the scope itself.
 */
function partsOf(scope: Scope, filter: RecordingFilter, words: Words): (SQL | undefined)[] {
	const { agents, found } = words;
	const inScope = scopeCondition(scope);
	const byAgent = (id: string) => eq(recordings.agentId, id);
	const byQueue = (name: string) => eq(recordings.queue, name);
	const alsoFound = found
		? (or(
				found.agents.length > 0 ? inArray(unindexed(recordings.agentId), found.agents) : undefined,
				found.queues.length > 0 ? inArray(unindexed(recordings.queue), found.queues) : undefined
			) ?? sql`1 = 0`)
		: undefined;
	if (agents) return agents.map((id) => and(byAgent(id), inScope, alsoFound));
	if (found)
		return [...found.agents.map(byAgent), ...found.queues.map(byQueue)].map((part) =>
			and(part, inScope)
		);
	if (filter.verdict && filter.verdict !== 'ok')
		return [and(eq(recordings.verdict, filter.verdict), inScope)];
	if (filter.queue) return [and(byQueue(filter.queue), inScope)];
	if (filter.teamId) return [and(eq(recordings.teamId, filter.teamId), inScope)];
	if (scope.all && filter.state) return [eq(recordings.reviewState, filter.state)];
	if (scope.all) return [undefined];
	return [
		...scope.departmentIds.map((id) => eq(recordings.departmentId, id)),
		...scope.teamIds.map((id) => eq(recordings.teamId, id)),
		...(scope.agentId ? [byAgent(scope.agentId)] : [])
	];
}

/** What every part must also satisfy. */
function restOf({ filter, zone, cursor }: Where): (SQL | undefined)[] {
	const r = recordings;
	const same = (column: Narrowing, value: string | undefined) =>
		value === undefined ? undefined : eq(unindexed(column), value);
	return [
		eq(r.current, true),
		filter.from ? gte(r.startedAt, dayStart(filter.from, zone)) : undefined,
		filter.to ? lt(r.startedAt, dayStart(addDays(filter.to, 1), zone)) : undefined,
		same(r.teamId, filter.teamId),
		same(r.direction, filter.direction),
		same(r.kind, filter.kind),
		same(r.queue, filter.queue),
		same(r.verdict, filter.verdict),
		same(r.reviewState, filter.state),
		filter.minMs === undefined ? undefined : gte(r.durationMs, filter.minMs),
		filter.maxMs === undefined ? undefined : lte(r.durationMs, filter.maxMs),
		filter.numberEnd ? like(r.customerMasked, `%${filter.numberEnd}`) : undefined,
		cursor &&
			sql`(${r.startedAt}, ${r.id}) < (${sql.param(cursor.at, r.startedAt)}, ${sql.param(cursor.id, r.id)})`
	];
}
