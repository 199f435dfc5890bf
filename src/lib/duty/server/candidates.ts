/** The calls of a period, from one covering index and in one pass: there may be hundreds of thousands. */
import { sql, type SQL } from 'drizzle-orm';
import { epochMs, listOf } from '#lib/platform/server/db/dialect.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { CallKind, Direction } from '#lib/recordings/call.ts';
import type { Verdict } from '#lib/recordings/speech.ts';
import { isKept } from '#lib/recordings/server/kept.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import type { PeriodCall } from '#lib/sampling/eligibility.ts';
import type { Period } from '#lib/sampling/period.ts';
import type { PlanRule } from '#lib/sampling/plan.ts';

/** Whether a call, or an agent of the roster, is among those whose calls the plan wants. */
export type Wanted = (of: {
	agentId: string;
	teamId: string | null;
	departmentId: string | null;
}) => boolean;

/**
 * Calls of a day that are alike but for their ids, lengths and times, which are lists: a row for every
 * call costs more to hand over than to find.
 */
type Row = [
	agentId: string | null,
	teamId: string | null,
	departmentId: string | null,
	verdict: Verdict,
	current: boolean | number,
	ids: string,
	durationsMs: string,
	...asked: (string | null)[]
];

/**
 * Kept recordings of the period whose agent is known and wanted; those without an agent are counted.
 * What the rule does not look at is not read: direction, kind, queue and time then stand at a
 * fixed value.
 */
export async function callsOfPeriod(
	db: Reader,
	{ period, rule, wanted }: { period: Period; rule: PlanRule; wanted: Wanted | undefined }
): Promise<{ calls: PeriodCall[]; unattributed: number }> {
	const asked = askedColumns(rule);
	const { businessDay, agentId, teamId, departmentId, verdict, current } = recordings;
	// In the order of the index `recordings_day`, the day first: groups come out of it as they stand, unsorted.
	const alike = sql.join(
		[
			sql`${businessDay}, ${agentId}, ${teamId}, ${departmentId}, ${verdict}, ${current}`,
			...asked.alike
		],
		sql`, `
	);
	const listed = sql.join([listOf(recordings.id), listOf(recordings.durationMs)], sql`, `);
	// All columns are in that index: no row of the table is read.
	const rows = await db.values<Row>(sql`
		select ${agentId}, ${teamId}, ${departmentId}, ${verdict}, ${current}, ${listed}${asked.further}
		from ${recordings} where ${inPeriod(period)} and ${isKept} group by ${alike}`);
	const calls: PeriodCall[] = [];
	let unattributed = 0;
	for (const row of rows) {
		const ids = row[5].split(',');
		if (row[0] === null) unattributed += ids.length;
		else addCalls(calls, { row, agentId: row[0], ids, asked, wanted });
	}
	return { calls, unattributed };
}

function addCalls(
	calls: PeriodCall[],
	{
		row,
		agentId,
		ids,
		asked,
		wanted
	}: {
		row: Row;
		agentId: string;
		ids: readonly string[];
		asked: ReturnType<typeof askedColumns>;
		wanted: Wanted | undefined;
	}
) {
	const [, teamId, departmentId, verdict, isCurrent, , durations] = row;
	if (wanted && !wanted({ agentId, teamId, departmentId })) return;
	const current = isCurrent === true || isCurrent === 1;
	const durationsMs = durations.split(',');
	const direction = asked.direction ? (row[asked.direction] as Direction) : 'inbound';
	const kind = asked.kind ? (row[asked.kind] as CallKind) : 'report';
	const queue = asked.queue ? (row[asked.queue] as string | null) : null;
	const startedAt = asked.startedAt ? (row[asked.startedAt] as string).split(',') : undefined;
	for (let index = 0; index < ids.length; index++)
		calls.push({
			id: ids[index]!,
			agentId,
			teamId,
			departmentId,
			startedAt: startedAt ? Number(startedAt[index]) : 0,
			durationMs: Number(durationsMs[index]),
			verdict,
			current,
			direction,
			kind,
			queue
		});
}

/** The recordings of a period. */
export const inPeriod = ({ first, last }: Period): SQL =>
	first === last
		? sql`${recordings.businessDay} = ${first}`
		: sql`${recordings.businessDay} between ${first} and ${last}`;

const FIXED_COLUMNS = 7;

/** The further columns that the rule asks for, and at which place of a row each stands; 0 when it is not read. */
function askedColumns({ eligible, strata }: PlanRule) {
	const alike: SQL[] = [];
	const columns: SQL[] = [];
	const place = (isAsked: boolean, column: SQL) =>
		isAsked ? FIXED_COLUMNS - 1 + columns.push(column) : 0;
	const placeAlike = (isAsked: boolean, column: SQL) => {
		if (isAsked) alike.push(column);
		return place(isAsked, column);
	};
	const byHour = strata.some(({ pool }) => pool === 'hours');
	return {
		direction: placeAlike(eligible.directions.length > 0, sql`${recordings.direction}`),
		kind: placeAlike(eligible.kinds.length > 0, sql`${recordings.kind}`),
		queue: placeAlike(eligible.queues.length > 0, sql`${recordings.queue}`),
		startedAt: place(byHour, listOf(epochMs(recordings.startedAt))),
		alike,
		further: sql.join(columns.map((column) => sql`, ${column}`))
	};
}
