/** Missed duties of draws, as marks beside their lines. */
import { eq, inArray } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { excuses, missedDuties } from './schema.ts';
import type { Missed } from '../progress.ts';

/** By `draw id, space, reviewer id`. */
export async function missedOf(
	db: Reader,
	drawIds: readonly string[]
): Promise<Map<string, Missed>> {
	if (drawIds.length === 0) return new Map();
	const rows = await db
		.select({
			drawId: missedDuties.drawId,
			reviewerId: missedDuties.reviewerId,
			tasks: missedDuties.tasks,
			of: missedDuties.of,
			excusedAt: excuses.at
		})
		.from(missedDuties)
		.leftJoin(excuses, eq(excuses.missedDutyId, missedDuties.id))
		.where(inArray(missedDuties.drawId, [...drawIds]));
	return new Map(
		rows.map(({ drawId, reviewerId, excusedAt, ...missed }) => [
			`${drawId} ${reviewerId}`,
			{ ...missed, excused: excusedAt !== null }
		])
	);
}
