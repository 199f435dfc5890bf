/** The open tasks that go along with a hand-over, and come back with its early end. */
import { and, asc, eq, gte } from 'drizzle-orm';
import { actorById } from '#lib/people/server/actors.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { dueWithin } from '#lib/sampling/server/draws-of-days.ts';
import { assignments, draws, reassignments } from '#lib/sampling/server/schema.ts';
import type { handOvers } from './schema.ts';
import { addDays, businessDay, dayStart, type BusinessDay } from '#lib/shared/calendar.ts';
import { type HandOver } from '../hand-over.ts';
import { decideGiving } from '../reassign.ts';
import { giveTasks } from './give.ts';
import { standInsOn } from './hand-overs.ts';
import { givenTask, standingTasks, type StandingTask } from './standing-task.ts';

/** How many open tasks changed hands, and how many stay because the deputy may not check them. */
export interface Moved {
	handOverId: string;
	moved: number;
	stayed: number;
}

/** Moves the open tasks due on the days, each to whoever stands in on its day; what nobody there may check stays. */
export async function moveDue(
	tx: Writer,
	{ actor, now, zone }: Context,
	made: HandOver & { id: string; reason: string },
	standing: Parameters<typeof standInsOn>[1]
): Promise<Omit<Moved, 'handOverId'>> {
	const { userId, firstDay, lastDay } = made;
	const due = await tx
		.select({ id: assignments.id })
		.from(assignments)
		.innerJoin(draws, eq(draws.id, assignments.drawId))
		.where(
			and(
				dueWithin(dayStart(firstDay, zone), dayStart(addDays(lastDay, 1), zone)),
				eq(assignments.reviewerId, userId)
			)
		)
		.orderBy(asc(assignments.dueAt), asc(assignments.id));
	const sum = { moved: 0, stayed: 0 };
	const standInOf = new Map<BusinessDay, string | undefined>();
	for (let from = 0; from < due.length; from += 500) {
		const ids = due.slice(from, from + 500).map(({ id }) => id);
		for (const task of await standingTasks(tx, ids)) {
			if (task.doneAt || task.replacedAt) continue;
			const day = businessDay(task.dueAt, zone);
			if (!standInOf.has(day))
				standInOf.set(day, (await standInsOn(tx, standing, day)).get(userId));
			const toId = standInOf.get(day);
			if (toId && (await mayTake(tx, task, toId, now))) {
				const giving = { toId, reason: made.reason, handOverId: made.id };
				await giveTasks({ tx, actor, now }, [task], giving);
				sum.moved += 1;
			} else sum.stayed += 1;
		}
	}
	return sum;
}

/** Gives the open tasks that a hand-over moved and that are not due yet back to who was away; returns how many. */
export async function giveBack(
	tx: Writer,
	{ actor, now }: Context,
	{ id, userId, at, reason }: typeof handOvers.$inferSelect
): Promise<number> {
	const moved = await tx
		.select({ id: assignments.id, toId: reassignments.toId })
		.from(reassignments)
		.innerJoin(assignments, eq(assignments.id, reassignments.assignmentId))
		.where(
			and(
				eq(reassignments.fromId, userId),
				eq(reassignments.at, at),
				eq(reassignments.toId, assignments.reviewerId),
				gte(assignments.dueAt, now)
			)
		)
		.orderBy(asc(assignments.dueAt), asc(assignments.id));
	let returned = 0;
	for (let from = 0; from < moved.length; from += 500) {
		const tasks = await standingTasks(
			tx,
			moved.slice(from, from + 500).map((task) => task.id)
		);
		const open = tasks.filter(({ doneAt, replacedAt }) => !doneAt && !replacedAt);
		const back: StandingTask[] = [];
		for (const task of open) if (await mayTake(tx, task, userId, now)) back.push(task);
		await giveTasks({ tx, actor, now }, back, { toId: userId, reason, handOverId: id });
		returned += back.length;
	}
	return returned;
}

async function mayTake(tx: Writer, task: StandingTask, toId: string, now: Date): Promise<boolean> {
	const receiver = await actorById(tx, toId, now);
	if (!receiver) return false;
	const roles = receiver.grants.map(({ role }) => role);
	return decideGiving(await givenTask(tx, task), { id: toId, roles }).ok;
}
