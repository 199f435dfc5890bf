/** What became of a department's duties in a time: for the head's morning. */
import { and, between, count, countDistinct, eq, gte, lt, sql } from 'drizzle-orm';
import { teams } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import { assignments, draws } from '#lib/sampling/server/schema.ts';
import { readShare } from '#lib/sampling/stored-draw.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import { concerning } from './missed-list.ts';
import { missedDuties } from './schema.ts';

interface DepartmentFigures {
	/** Tasks done. */
	done: number;
	/** Duties missed. */
	missed: number;
	/** Units of whom fewer calls than wanted were drawn, of periods that ended then. */
	short: number;
}

/** The figures of the days from `first` to `last`, which begin at `from` and end at `to`. */
export async function departmentFigures(
	db: Reader,
	departmentId: string,
	{ first, last, from, to }: { first: BusinessDay; last: BusinessDay; from: Date; to: Date }
): Promise<DepartmentFigures> {
	const here = eq(recordings.departmentId, departmentId);
	const [reviewed] = await db
		.select({ n: count() })
		.from(reviews)
		.innerJoin(assignments, eq(assignments.id, reviews.assignmentId))
		.innerJoin(recordings, eq(recordings.id, assignments.recordingId))
		.where(and(gte(reviews.submittedAt, from), lt(reviews.submittedAt, to), here));
	const [checked] = await db
		.select({ n: count() })
		.from(selfChecks)
		.innerJoin(assignments, eq(assignments.id, selfChecks.assignmentId))
		.innerJoin(recordings, eq(recordings.id, assignments.recordingId))
		.where(and(gte(selfChecks.at, from), lt(selfChecks.at, to), here));
	const [missed] = await db
		.select({ n: countDistinct(missedDuties.id) })
		.from(missedDuties)
		.where(and(gte(missedDuties.at, from), lt(missedDuties.at, to), concerning(db, here)));
	return {
		done: reviewed!.n + checked!.n,
		missed: missed!.n,
		short: await shortUnits(db, departmentId, { first, last })
	};
}

async function shortUnits(
	db: Reader,
	departmentId: string,
	{ first, last }: { first: BusinessDay; last: BusinessDay }
): Promise<number> {
	const own = await db
		.select({ id: teams.id })
		.from(teams)
		.where(eq(teams.departmentId, departmentId));
	const teamIds = new Set(own.map(({ id }) => id));
	const made = await db
		.select({ shares: draws.shares })
		.from(draws)
		.where(between(sql`coalesce(${draws.lastDay}, ${draws.period})`, first, last));
	return made
		.flatMap(({ shares }) => shares.map(readShare))
		.filter(({ teamId, chosen, wanted }) => teamId && teamIds.has(teamId) && chosen < wanted)
		.length;
}

/** Sums what several departments of one head give. */
export const addFigures = (
	before: Record<string, string | number>,
	{ done, missed, short }: DepartmentFigures
): Record<string, string | number> => ({
	...before,
	done: Number(before.done ?? 0) + done,
	missed: Number(before.missed ?? 0) + missed,
	short: Number(before.short ?? 0) + short
});
