/** The self-checks of one day's calls: who has done them, when, and how they were listened to. */
import { and, asc, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import { teams, users } from '#lib/people/server/schema.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { looksHasty } from '#lib/reviews/listened.ts';
import { selfChecks } from '#lib/reviews/server/schema.ts';
import { assignments, overdueTasks, replacements } from '#lib/sampling/server/schema.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import { taskState } from '../task.ts';
import { teamsSeen } from './teams-seen.ts';

/** Calls that one page shows; a team has fewer. */
const BOARD_ROWS = 400;

interface Wanted {
	day: BusinessDay;
	/** Undefined: every team. */
	teamIds: readonly string[] | undefined;
}

/** By team, agent, and time of the call. */
export async function selfChecksOf({ db, now }: Context, { day, teamIds }: Wanted) {
	const rows = await db.read
		.select({
			id: assignments.id,
			recordingId: assignments.recordingId,
			agentId: assignments.agentId,
			agent: users.name,
			staffNo: users.staffNo,
			teamId: recordings.teamId,
			team: teams.name,
			startedAt: recordings.startedAt,
			durationMs: recordings.durationMs,
			dueAt: assignments.dueAt,
			overdueAt: overdueTasks.at,
			doneAt: selfChecks.at,
			result: selfChecks.result,
			problem: selfChecks.problem,
			heardMs: selfChecks.heardMs,
			spentMs: selfChecks.spentMs,
			coveredPermille: selfChecks.coveredPermille
		})
		.from(assignments)
		.innerJoin(recordings, eq(recordings.id, assignments.recordingId))
		.innerJoin(users, eq(users.id, assignments.agentId))
		.leftJoin(teams, eq(teams.id, recordings.teamId))
		.leftJoin(selfChecks, eq(selfChecks.assignmentId, assignments.id))
		.leftJoin(overdueTasks, eq(overdueTasks.assignmentId, assignments.id))
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.where(
			and(
				eq(assignments.kind, 'self-check'),
				eq(assignments.callDay, day),
				isNull(replacements.assignmentId),
				ofTeams(teamIds)
			)
		)
		.orderBy(asc(teams.name), asc(users.staffNo), asc(recordings.startedAt), asc(assignments.id));
	return rows.map(({ overdueAt, ...row }) => ({
		...row,
		state: taskState(
			{ dueAt: row.dueAt, doneAt: row.doneAt, overdueAt, drafted: false, replaced: false },
			now
		),
		/** A fact to look at; it decides nothing. */
		hasty: row.doneAt !== null && looksHasty(row)
	}));
}

export type CheckedCall = Awaited<ReturnType<typeof selfChecksOf>>[number];

const ofTeams = (teamIds: readonly string[] | undefined): SQL | undefined =>
	teamIds && inArray(recordings.teamId, [...teamIds]);

export interface CheckerLine {
	agentId: string;
	agent: string;
	staffNo: string;
	drawn: number;
	done: number;
	hasty: number;
}

/** One line for each agent, in the order of `rows`. */
export function checkerLines(rows: readonly CheckedCall[]): CheckerLine[] {
	const lines = Map.groupBy(rows, ({ agentId }) => agentId);
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
	const chosen = places.find(({ id }) => id === teamId);
	const teamIds = sees(null) && !chosen ? undefined : (chosen ? [chosen] : places).map(idOf);
	const calls = await selfChecksOf(context, { day, teamIds });
	return {
		...{ day, teams: places, teamId: chosen?.id },
		lines: checkerLines(calls),
		calls: calls.slice(0, BOARD_ROWS),
		cut: calls.length > BOARD_ROWS
	};
}

const idOf = ({ id }: { id: string }) => id;
