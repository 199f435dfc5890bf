/** The self-checks of one day's calls: who has done them, when, and how they were listened to. */
import { asc } from 'drizzle-orm';
import { scopeOf, type Scope } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { teams } from '#lib/people/server/schema.ts';
import { callsOpenTo } from '#lib/reviews/server/hidden-calls.ts';
import { listChecks } from '#lib/reviews/server/checks.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import { taskState } from '../task.ts';
import { teamsSeen } from './teams-seen.ts';

/** Calls that one page shows; a team has fewer. */
const BOARD_ROWS = 400;

interface Wanted {
	day: BusinessDay;
	scope: Scope;
	teamId?: string | undefined;
}

/**
 * Drawn tasks as they stand, and checks that agents made of their own accord; by agent, then due time.
 * What was found in a call that the reader has still to review is `hidden`.
 */
export async function selfChecksOf({ db, actor, now }: Context, wanted: Wanted) {
	const rows = await listChecks(db.read, { ...wanted, kind: 'self-check' });
	const ids = rows.map(({ recordingId }) => recordingId);
	const open = await callsOpenTo(db.read, { actor, now }, ids);
	return rows
		.filter(({ state }) => state !== 'replaced')
		.map(({ assignmentId, at: doneAt, dueAt, ...row }) => ({
			...(open.has(row.recordingId)
				? { ...row, ...unsaid, hidden: true }
				: { ...row, hidden: false }),
			...{ taskId: assignmentId, doneAt, dueAt },
			state: dueAt
				? taskState({ dueAt, doneAt, overdueAt: null, drafted: false, replaced: false }, now)
				: ('done' as const)
		}));
}

const unsaid = { result: null, problem: null, atMs: null, note: null };

type CheckedCall = Awaited<ReturnType<typeof selfChecksOf>>[number];

interface CheckerLine {
	agentId: string;
	agent: string;
	staffNo: string;
	/** Drawn, and of these done; what agents add of their own accord is no duty. */
	drawn: number;
	done: number;
	hasty: number;
}

/** One line for each agent of whom something was drawn, in the order of `rows`. */
export function checkerLines(rows: readonly CheckedCall[]): CheckerLine[] {
	const lines = Map.groupBy(
		rows.filter(({ taskId }) => taskId !== null),
		({ agentId }) => agentId
	);
	return [...lines.values()].map((own) => {
		const { agentId, agent, staffNo } = own[0]!;
		return {
			...{ agentId, agent, staffNo },
			drawn: own.length,
			done: own.filter(({ doneAt }) => doneAt !== null).length,
			hasty: own.filter(({ hasty }) => hasty).length
		};
	});
}

/** A day's board within the reader's reach; `teamId` narrows it to one of their teams. */
export async function selfCheckBoard(
	context: Context,
	{ day, teamId }: { day: BusinessDay; teamId: string | undefined }
) {
	const sees = await teamsSeen(context);
	const rows = await context.db.read
		.select({ id: teams.id, name: teams.name })
		.from(teams)
		.orderBy(asc(teams.name), asc(teams.id));
	const places = rows.filter(({ id }) => sees(id));
	const chosen = places.find(({ id }) => id === teamId)?.id;
	const scope = scopeOf(context.actor, 'sampling.read');
	const calls = await selfChecksOf(context, { day, scope, teamId: chosen });
	return {
		...{ day, teams: places, teamId: chosen },
		lines: checkerLines(calls),
		calls: calls.slice(0, BOARD_ROWS),
		cut: calls.length > BOARD_ROWS
	};
}
