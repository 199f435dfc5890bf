/** The ratings of a month that stand: of each rater, agent and kind the newest. */
import { and, desc, eq } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { RatedBy } from '../components/define.ts';
import type { RatingKind } from '../rating.ts';
import { among, by, type MonthOf } from './month-facts.ts';
import { ratings } from './schema.ts';

export type Rating = typeof ratings.$inferSelect;

export async function ratingsOfMonth(
	read: Reader,
	{ month, agentIds, asOf }: Omit<MonthOf, 'zone'>
): Promise<Rating[]> {
	const rows = await read
		.select()
		.from(ratings)
		.where(
			and(eq(ratings.businessMonth, month), among(ratings.agentId, agentIds), by(ratings.at, asOf))
		)
		.orderBy(desc(ratings.at), desc(ratings.id));
	const newest = new Map<string, Rating>();
	for (const row of rows) {
		const key = `${row.kind} ${row.agentId} ${row.raterId}`;
		if (!newest.has(key)) newest.set(key, row);
	}
	return [...newest.values()];
}

/** What scoring takes of an agent's ratings of one kind. */
export const ratedBy = (rows: readonly Rating[], kind: RatingKind): RatedBy[] =>
	rows
		.filter((row) => row.kind === kind)
		.map(({ points }) => {
			const all = Object.values(points);
			return { sum: all.reduce((sum, one) => sum + one, 0), criteria: all.length };
		});
