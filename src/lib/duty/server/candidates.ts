/** The calls of a period, from one covering index and in one pass: there may be hundreds of thousands. */
import { sql, type SQL } from 'drizzle-orm';
import { epochMs } from '#lib/platform/server/db/dialect.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { CallKind, Direction } from '#lib/recordings/call.ts';
import type { Verdict } from '#lib/recordings/speech.ts';
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

type Row = [
	agentId: string | null,
	id: string,
	teamId: string | null,
	departmentId: string | null,
	durationMs: number | string,
	verdict: Verdict,
	current: boolean | number,
	...asked: unknown[]
];

/**
 * Recordings of the period whose agent is known and wanted; those without an agent are counted.
 * What the rule does not look at is not read: direction, kind, queue and time then stand at a
 * fixed value.
 */
export async function callsOfPeriod(
	db: Reader,
	{ period, rule, wanted }: { period: Period; rule: PlanRule; wanted: Wanted | undefined }
): Promise<{ calls: PeriodCall[]; unattributed: number }> {
	const asked = askedColumns(rule);
	// All columns are in the index `recordings_day`: no row of the table is read.
	const rows = await db.values<Row>(sql`
		select ${recordings.agentId}, ${recordings.id}, ${recordings.teamId},
			${recordings.departmentId}, ${recordings.durationMs}, ${recordings.verdict},
			${recordings.current}${sql.join(asked.columns.map((column) => sql`, ${column}`))}
		from ${recordings} where ${inPeriod(period)}`);
	const calls: PeriodCall[] = [];
	let unattributed = 0;
	for (const row of rows) {
		const agentId = row[0];
		if (agentId === null) {
			unattributed += 1;
			continue;
		}
		const call: PeriodCall = {
			id: row[1],
			agentId,
			teamId: row[2],
			departmentId: row[3],
			startedAt: asked.startedAt ? Number(row[asked.startedAt]) : 0,
			durationMs: Number(row[4]),
			verdict: row[5],
			current: row[6] === true || row[6] === 1,
			direction: asked.direction ? (row[asked.direction] as Direction) : 'inbound',
			kind: asked.kind ? (row[asked.kind] as CallKind) : 'report',
			queue: asked.queue ? (row[asked.queue] as string | null) : null
		};
		if (!wanted || wanted(call)) calls.push(call);
	}
	return { calls, unattributed };
}

/** The recordings of a period. */
export const inPeriod = ({ first, last }: Period): SQL =>
	first === last
		? sql`${recordings.businessDay} = ${first}`
		: sql`${recordings.businessDay} between ${first} and ${last}`;

const FIXED_COLUMNS = 7;

/** The further columns that the rule asks for, and at which place each stands; 0 when it is not read. */
function askedColumns({ eligible, strata }: PlanRule) {
	const columns: SQL[] = [];
	const place = (isAsked: boolean, column: SQL) =>
		isAsked ? FIXED_COLUMNS - 1 + columns.push(column) : 0;
	return {
		direction: place(eligible.directions.length > 0, sql`${recordings.direction}`),
		kind: place(eligible.kinds.length > 0, sql`${recordings.kind}`),
		queue: place(eligible.queues.length > 0, sql`${recordings.queue}`),
		startedAt: place(
			strata.some(({ pool }) => pool === 'hours'),
			epochMs(recordings.startedAt)
		),
		columns
	};
}
