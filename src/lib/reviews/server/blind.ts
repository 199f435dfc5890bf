/** Blind tasks: the reviewer knows the agent by a number until the own review is submitted. */
import { createHash } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { assignments } from '#lib/sampling/server/schema.ts';

/**
 * Task → number of its agent within its draw, 1 first. The same agent has the same number in all
 * tasks of a draw, and keeps it when substitutes and top-ups come later; from draw to draw the
 * numbers are shuffled.
 */
export async function agentNumbers(
	read: Reader,
	drawIds: readonly string[]
): Promise<Map<string, number>> {
	const numbers = new Map<string, number>();
	for (const drawId of new Set(drawIds))
		for (const [id, number] of await numbersOfDraw(read, drawId)) numbers.set(id, number);
	return numbers;
}

/** The number of the agent of one task. */
export async function agentNumber(read: Reader, assignmentId: string): Promise<number> {
	const [task] = await read
		.select({ drawId: assignments.drawId })
		.from(assignments)
		.where(eq(assignments.id, assignmentId));
	const numbers = task && (await numbersOfDraw(read, task.drawId));
	return numbers?.get(assignmentId) ?? 0;
}

async function numbersOfDraw(read: Reader, drawId: string): Promise<Map<string, number>> {
	const tasks = await read
		.select({
			id: assignments.id,
			agentId: assignments.agentId,
			createdAt: assignments.createdAt
		})
		.from(assignments)
		.where(eq(assignments.drawId, drawId))
		.orderBy(asc(assignments.createdAt), asc(assignments.id));
	const shuffled = tasks
		.map((task) => ({ ...task, key: shuffleKey(drawId, task.agentId) }))
		.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.key < b.key ? -1 : 1));
	const agents = new Map<string, number>();
	for (const { agentId } of shuffled)
		if (!agents.has(agentId)) agents.set(agentId, agents.size + 1);
	return new Map(tasks.map(({ id, agentId }) => [id, agents.get(agentId)!]));
}

const shuffleKey = (drawId: string, agentId: string) =>
	createHash('sha256').update(`${drawId}:${agentId}`).digest('hex');
