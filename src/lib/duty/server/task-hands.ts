/** Through whose hands tasks went. */
import { asc, eq, inArray } from 'drizzle-orm';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { reassignments } from '#lib/sampling/server/schema.ts';

export interface Hand {
	/** Who had it before. */
	from: string;
	reason: string;
	at: Date;
}

/** Each task with its reassignments, the oldest first. */
export async function handsOf<Task extends { id: string }>(
	db: Reader,
	tasks: readonly Task[]
): Promise<(Task & { hands: Hand[] })[]> {
	const hands = new Map<string, Hand[]>();
	for (let from = 0; from < tasks.length; from += 500) {
		const ids = tasks.slice(from, from + 500).map(({ id }) => id);
		const rows = await db
			.select({
				taskId: reassignments.assignmentId,
				from: users.name,
				reason: reassignments.reason,
				at: reassignments.at
			})
			.from(reassignments)
			.innerJoin(users, eq(users.id, reassignments.fromId))
			.where(inArray(reassignments.assignmentId, ids))
			.orderBy(asc(reassignments.at), asc(reassignments.id));
		for (const { taskId, ...hand } of rows) hands.set(taskId, [...(hands.get(taskId) ?? []), hand]);
	}
	return tasks.map((task) => ({ ...task, hands: hands.get(task.id) ?? [] }));
}
