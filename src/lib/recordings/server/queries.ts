/**
 * The library's pages. A page is read from one index in its order and stops at the fiftieth row:
 * no count, no offset, no sort. Where the reader's scope or search is a union (a team and the own
 * calls; three agents of one name), each part is read by itself and the parts are merged, since a
 * condition with `or` would walk every row of the table on both engines.
 */
import { and, desc, gte, sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../../people/permissions.ts';
import type { Reader } from '../../platform/server/db/client.ts';
import { isPostgres } from '../../platform/server/db/dialect.ts';
import { dayStart } from '../../shared/calendar.ts';
import type { CallKind, Direction } from '../call.ts';
import type { RecordingFilter, ReviewState } from '../filter.ts';
import { pageOf, type PageCursor } from '../page-cursor.ts';
import type { Verdict } from '../speech.ts';
import { partsOf, resolveWords, restOf } from './library-conditions.ts';
import { recordings } from './schema.ts';

export const PAGE_ROWS = 50;
/** On SQLite, whose reads hold the server, a page looks at no more than five slices of this many rows; PostgreSQL searches by itself. */
const SLICE_ROWS = 20_000;
const SLICES = 5;

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

interface LibraryPage {
	rows: LibraryRow[];
	/** Where the next page begins; undefined at the end. */
	next: PageCursor | undefined;
}

interface Where {
	scope: Scope;
	filter: RecordingFilter;
	zone: string;
	cursor?: PageCursor | undefined;
	/** Rows of a slice; set by tests. */
	sliceRows?: number;
}

/**
 * Up to fifty current recordings of `scope` that pass `filter`, newest first, after `cursor`. A
 * filter that no index answers is looked for in slices; when the last slice of a page is read, the
 * page may hold fewer rows, even none, and `next` goes on from there.
 */
export async function recordingPage(db: Reader, where: Where): Promise<LibraryPage> {
	const { filter, scope } = where;
	const parts = partsOf(scope, filter, await resolveWords(db, scope, filter));
	if (parts.length === 0) return { rows: [], next: undefined };
	const { sliceRows = isPostgres ? 0 : SLICE_ROWS } = where;
	if (!isSifted(filter) || sliceRows === 0) return libraryPage(await readParts(db, parts, where));

	const rows: LibraryRow[] = [];
	let { cursor } = where;
	for (let slice = 0; slice < SLICES; slice++) {
		const end = await sliceEnd(db, parts[0], { ...where, cursor, sliceRows });
		rows.push(...(await readParts(db, parts, { ...where, cursor }, end)));
		if (!end || rows.length > PAGE_ROWS) return libraryPage(rows);
		cursor = end;
	}
	return { rows, next: cursor };
}

const libraryPage = (found: LibraryRow[]): LibraryPage =>
	pageOf(found, PAGE_ROWS, ({ startedAt }) => startedAt);

/** True when rows must be looked at one by one; faults of the sound have an index that knows them. */
const isSifted = ({ direction, kind, minMs, maxMs, numberEnd, state, verdict }: RecordingFilter) =>
	verdict === 'ok' ||
	[direction, kind, minMs, maxMs, numberEnd, state].some((part) => part !== undefined);

/** The row with which the next slice of the broadest part ends; undefined when it is the last. */
async function sliceEnd(db: Reader, part: SQL | undefined, where: Where) {
	const { filter, zone, cursor, sliceRows = 1 } = where;
	const begin = filter.from ? gte(recordings.startedAt, dayStart(filter.from, zone)) : undefined;
	const [end] = await db
		.select({ at: recordings.startedAt, id: recordings.id })
		.from(recordings)
		.where(and(part, begin, cursor && placed('<', cursor)))
		.orderBy(desc(recordings.startedAt), desc(recordings.id))
		.limit(1)
		.offset(sliceRows - 1);
	return end;
}

async function readParts(
	db: Reader,
	parts: (SQL | undefined)[],
	where: Where,
	end?: PageCursor
): Promise<LibraryRow[]> {
	const { cursor } = where;
	const range = [cursor && placed('<', cursor), end && placed('>=', end)];
	const rest = and(...restOf(where), ...range);
	const read = await Promise.all(parts.map((part) => readPart(db, and(part, rest))));
	return read.length === 1 ? read[0]! : merge(read);
}

/** Rows before (newer rows come first) or from a place in the order. */
const placed = (side: '<' | '>=', { at, id }: PageCursor): SQL =>
	sql`(${recordings.startedAt}, ${recordings.id}) ${sql.raw(side)} (${sql.param(at, recordings.startedAt)}, ${sql.param(id, recordings.id)})`;

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
