/** What was reported of calls, as its readers meet it: on a call, and as a list of their reach. */
import { and, asc, desc, eq, gte, sql, type SQL } from 'drizzle-orm';
import { inScope, scopeOf, type Placed, type Scope } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Actor } from '#lib/people/role.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { pageOf, type PageCursor } from '#lib/recordings/page-cursor.ts';
import { isNotRestricted } from '#lib/recordings/server/kept.ts';
import { older } from '#lib/recordings/server/older.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { scopeCondition } from '#lib/recordings/server/scope-condition.ts';
import type { ReadReport, ToldReport } from '../call-report.ts';
import type { ReportFilter } from '../call-report-filter.ts';
import { callsOpenTo } from './hidden-calls.ts';
import { callReports } from './report-schema.ts';

const agents = alias(users, 'agents');
const reporters = alias(users, 'reporters');

const columns = {
	id: callReports.id,
	kind: callReports.kind,
	problem: callReports.problem,
	atMs: callReports.atMs,
	note: callReports.note,
	shared: callReports.shared,
	at: callReports.at,
	agentId: callReports.agentId,
	reporterId: callReports.reporterId,
	reporter: reporters.name
};

/** The reports of one recording that `actor` may read, the oldest first; of others' none while `hidden`. */
export async function reportsOfRecording(
	read: Reader,
	actor: Actor,
	{ recording, hidden }: { recording: Placed & { id: string }; hidden: boolean }
): Promise<ReadReport[]> {
	const rows = await read
		.select(columns)
		.from(callReports)
		.innerJoin(reporters, eq(reporters.id, callReports.reporterId))
		.where(eq(callReports.recordingId, recording.id))
		.orderBy(asc(callReports.at), asc(callReports.id));
	const reads = inScope(scopeOf(actor, 'review.read'), recording) && !hidden;
	return rows
		.filter(({ reporterId }) => reads || reporterId === actor.id)
		.map(({ agentId, reporterId, ...row }) => ({ ...row, own: reporterId === agentId }));
}

const PAGE = 50;

/**
 * A page of the reports within the reader's reach, the newest first. Of a call on which something of
 * the reader's own is open only who reported and when is told (`call` null): the rest would lead them.
 */
export async function reportPage(
	context: Context,
	{ filter, after }: { filter: ReportFilter; after?: PageCursor | undefined }
) {
	const { at, id } = callReports;
	const found = await rowsOf(context.db.read)
		.where(
			and(
				scopeCondition(scopeOf(context.actor, 'review.read')),
				...narrowing(filter),
				older(at, id, after)
			)
		)
		.orderBy(desc(at), desc(id))
		.limit(PAGE + 1);
	const { rows, next } = pageOf(found, PAGE, (row) => row.at);
	return { rows: await told(context, rows), next };
}

/** The newest reports since `since` of the calls inside `scope`, for a card on Today. */
export async function newestReports(
	context: Context,
	{ scope, since, limit }: { scope: Scope; since: Date; limit: number }
) {
	const rows = await rowsOf(context.db.read)
		.where(and(scopeCondition(scope), isNotRestricted, gte(callReports.at, since)))
		.orderBy(desc(callReports.at), desc(callReports.id))
		.limit(limit);
	return told(context, rows);
}

const rowsOf = (read: Reader) =>
	read
		.select({
			...columns,
			agent: agents.name,
			staffNo: agents.staffNo,
			recordingId: recordings.id,
			callStartedAt: recordings.startedAt,
			custody: recordings.custody
		})
		.from(callReports)
		.innerJoin(recordings, eq(recordings.id, callReports.recordingId))
		.innerJoin(agents, eq(agents.id, callReports.agentId))
		.innerJoin(reporters, eq(reporters.id, callReports.reporterId));

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

async function told({ db, actor, now }: Context, rows: readonly Row[]): Promise<ToldReport[]> {
	const ids = rows.map(({ recordingId }) => recordingId);
	const open = ids.length > 0 ? await callsOpenTo(db.read, { actor, now }, ids) : new Set();
	return rows.map(({ id, at, agentId, agent, staffNo, reporterId, reporter, ...row }) => {
		const own = reporterId === agentId;
		const { recordingId, callStartedAt, custody, kind, problem, atMs, note, shared } = row;
		const hidden = open.has(recordingId) && reporterId !== actor.id;
		return {
			...{ id, at, agentId, reporter, own },
			// A colleague's call is named by what is told of it.
			agent: own || !hidden ? agent : null,
			staffNo: own || !hidden ? staffNo : null,
			call: hidden
				? null
				: {
						...{ recordingId, startedAt: callStartedAt, kind, problem, atMs, note, shared },
						heard: custody === 'kept'
					}
		};
	});
}

function narrowing({ kind, team, agent, month }: ReportFilter): (SQL | undefined)[] {
	const byId = (column: typeof callReports.agentId | typeof callReports.teamId, wanted?: string) =>
		wanted === undefined ? undefined : isId(wanted) ? eq(column, wanted) : sql`1 = 0`;
	return [
		isNotRestricted,
		kind && eq(callReports.kind, kind),
		byId(callReports.teamId, team),
		byId(callReports.agentId, agent),
		month === undefined ? undefined : eq(callReports.businessMonth, month)
	];
}
