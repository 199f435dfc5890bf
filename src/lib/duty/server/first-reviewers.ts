import { asc, eq } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { assignments, reassignments } from '#lib/sampling/server/schema.ts';

/** Of the draw's assignments that changed hands: to whom each went first. */
export async function firstReviewers(db: Reader, drawId: string): Promise<Map<string, string>> {
	const rows = await db
		.select({ id: reassignments.assignmentId, fromId: reassignments.fromId })
		.from(reassignments)
		.innerJoin(assignments, eq(assignments.id, reassignments.assignmentId))
		.where(eq(assignments.drawId, drawId))
		.orderBy(asc(reassignments.at), asc(reassignments.id));
	const first = new Map<string, string>();
	for (const { id, fromId } of rows) if (!first.has(id)) first.set(id, fromId);
	return first;
}
