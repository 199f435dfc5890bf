/** How far draws are: what each team and reviewer was due, what was drawn, done, replaced, missed. */
import { and, eq, inArray, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import { teams, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import { assignments, overdueTasks, replacements } from '#lib/sampling/server/schema.ts';
import type { DrawShare } from '#lib/sampling/draw.ts';
import {
	progressLines,
	shortShares,
	type Missed,
	type Pile,
	type ProgressLine
} from '../progress.ts';
import type { ListedDraw } from './draw-lists.ts';
import { missedOf } from './missed-marks.ts';

interface NamedLine extends ProgressLine {
	team: string | null;
	reviewer: string | null;
	missed: Missed | null;
}

type Drawn = Pick<ListedDraw, 'id' | 'kind' | 'shares'>;

export interface Progress {
	/** By team, then reviewer. */
	lines: NamedLine[];
	/** Units of whom calls are lacking, with why. */
	short: (DrawShare & { standing: number })[];
}

/** How far each of `draws` is, in the teams that `sees` lets through. */
export async function progressOf(
	db: Reader,
	draws: readonly Drawn[],
	{ now, sees }: { now: Date; sees: (teamId: string | null) => boolean }
): Promise<Map<string, Progress>> {
	const ids = draws.map(({ id }) => id);
	const piles = Map.groupBy(await pilesOf(db, ids, now), ({ drawId }) => drawId);
	const missed = await missedOf(db, ids);
	const lines = draws.map((draw) => progressLines(draw, piles.get(draw.id) ?? [], sees));
	const names = await namesOf(db, lines.flat());
	const named = (drawId: string, line: ProgressLine): NamedLine => ({
		...line,
		team: line.teamId && (names.get(line.teamId) ?? null),
		reviewer: line.reviewerId && (names.get(line.reviewerId) ?? null),
		missed: (line.reviewerId && missed.get(`${drawId} ${line.reviewerId}`)) || null
	});
	return new Map(
		draws.map(({ id, shares }, index) => [
			id,
			{
				lines: missedOnce(lines[index]!.map((line) => named(id, line)).sort(byNames)),
				short: shortShares(shares, piles.get(id) ?? [], sees)
			}
		])
	);
}

/** A reviewer of several teams has one duty: it stands beside the first of their lines. */
function missedOnce(lines: NamedLine[]): NamedLine[] {
	const told = new Set<string | null>();
	return lines.map((line) => {
		const again = told.has(line.reviewerId);
		told.add(line.reviewerId);
		return again ? { ...line, missed: null } : line;
	});
}

const byNames = (a: NamedLine, b: NamedLine): number => {
	const [left, right] = [a, b].map(({ team, reviewer }) => `${team ?? '~'}\n${reviewer ?? '~'}`);
	return left! < right! ? -1 : 1;
};

/** A draw’s tasks, counted by unit, team and reviewer. */
export async function pilesOf(
	db: Reader,
	drawIds: readonly string[],
	now: Date
): Promise<(Pile & { drawId: string })[]> {
	if (drawIds.length === 0) return [];
	const unitId = sql<string>`coalesce(${assignments.unitId}, ${assignments.agentId})`;
	const done = or(isNotNull(reviews.id), isNotNull(selfChecks.id))!;
	const undone = and(isNull(reviews.id), isNull(selfChecks.id), isNull(replacements.assignmentId))!;
	const late = or(isNotNull(overdueTasks.assignmentId), lte(assignments.dueAt, now))!;
	return db
		.select({
			drawId: assignments.drawId,
			unitId,
			teamId: recordings.teamId,
			reviewerId: assignments.reviewerId,
			standing: counted(or(isNull(replacements.assignmentId), done)!),
			done: counted(done),
			replaced: counted(isNotNull(replacements.assignmentId)),
			overdue: counted(and(undone, late)!)
		})
		.from(assignments)
		.innerJoin(recordings, eq(recordings.id, assignments.recordingId))
		.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
		.leftJoin(selfChecks, eq(selfChecks.assignmentId, assignments.id))
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.leftJoin(overdueTasks, eq(overdueTasks.assignmentId, assignments.id))
		.where(inArray(assignments.drawId, [...drawIds]))
		.groupBy(assignments.drawId, unitId, recordings.teamId, assignments.reviewerId);
}

const counted = (condition: SQL) =>
	sql<number>`count(case when ${condition} then 1 end)`.mapWith(Number);

async function namesOf(db: Reader, lines: readonly ProgressLine[]): Promise<Map<string, string>> {
	const all = await db.select({ id: teams.id, name: teams.name }).from(teams);
	const ids = [...new Set(lines.flatMap(({ reviewerId }) => reviewerId ?? []))];
	for (let from = 0; from < ids.length; from += 500)
		all.push(
			...(await db
				.select({ id: users.id, name: users.name })
				.from(users)
				.where(inArray(users.id, ids.slice(from, from + 500))))
		);
	return new Map(all.map(({ id, name }) => [id, name]));
}
