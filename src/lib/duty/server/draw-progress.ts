/** How far draws are: what each team was due, what was drawn, done, overdue. */
import { and, count, eq, inArray, isNotNull, isNull, lte, type SQL } from 'drizzle-orm';
import { teams } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import type { DrawFacts } from '#lib/duty/server/stored-draws.ts';
import { assignments } from '#lib/sampling/server/schema.ts';

export interface TeamProgress {
	teamId: string | null;
	team: string | null;
	/** Agents on duty. */
	agents: number;
	/** Calls that the plan wants of them. */
	expected: number;
	drawn: number;
	done: number;
	overdue: number;
	/** Agents of whom fewer calls than wanted could be drawn. */
	short: number;
}

/** Per draw, one line for each team; `sees` narrows the teams. */
export async function progressOf(
	db: Reader,
	draws: readonly Pick<DrawFacts, 'id' | 'shares'>[],
	{ now, sees }: { now: Date; sees: (teamId: string | null) => boolean }
): Promise<Map<string, TeamProgress[]>> {
	const ids = draws.map(({ id }) => id);
	const done = await countByTeam(db, ids, isNotNull(reviews.id));
	const late = and(isNull(reviews.id), lte(assignments.dueAt, now));
	const overdue = await countByTeam(db, ids, late);
	const names = new Map(
		(await db.select({ id: teams.id, name: teams.name }).from(teams)).map(({ id, name }) => [
			id,
			name
		])
	);
	return new Map(
		draws.map(({ id, shares }) => {
			const lines = new Map<string | null, TeamProgress>();
			for (const share of shares.filter(({ teamId }) => sees(teamId))) {
				const { teamId } = share;
				const team = teamId && (names.get(teamId) ?? null);
				const key = `${id} ${teamId}`;
				const line = lines.get(teamId) ?? {
					...{ teamId, team, agents: 0, expected: 0, drawn: 0, short: 0 },
					done: done.get(key) ?? 0,
					overdue: overdue.get(key) ?? 0
				};
				line.agents += 1;
				line.expected += share.wanted;
				line.drawn += share.chosen;
				if (share.chosen < share.wanted) line.short += 1;
				lines.set(teamId, line);
			}
			const sorted = [...lines.values()].sort((a, b) =>
				(a.team ?? '~') < (b.team ?? '~') ? -1 : 1
			);
			return [id, sorted];
		})
	);
}

/** Sum of several teams' lines. */
export function sumProgress(lines: readonly TeamProgress[]): Omit<TeamProgress, 'teamId' | 'team'> {
	const sum = { agents: 0, expected: 0, drawn: 0, done: 0, overdue: 0, short: 0 };
	for (const line of lines)
		for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += line[key];
	return sum;
}

async function countByTeam(db: Reader, drawIds: readonly string[], condition: SQL | undefined) {
	if (drawIds.length === 0) return new Map<string, number>();
	const rows = await db
		.select({ drawId: assignments.drawId, teamId: recordings.teamId, n: count() })
		.from(assignments)
		.innerJoin(recordings, eq(recordings.id, assignments.recordingId))
		.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
		.where(and(inArray(assignments.drawId, [...drawIds]), condition))
		.groupBy(assignments.drawId, recordings.teamId);
	return new Map(rows.map(({ drawId, teamId, n }) => [`${drawId} ${teamId}`, n]));
}
