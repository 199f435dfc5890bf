import { eq } from 'drizzle-orm';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { calls, recordings } from '#lib/recordings/server/schema.ts';
import { workOrderOf } from '#lib/recordings/work-order.ts';
import { agentNumber } from './blind.ts';
import type { Task } from './task.ts';

/**
 * The call as its reviewer or checker sees it: the customer's number and the telephone of the work
 * order masked. Of a blind task the agent is not in it; `agentNumber` stands for the name.
 */
export async function callFor(read: Reader, recordingId: string, task?: Task) {
	const [row] = await read
		.select({
			agent: users.name,
			staffNo: users.staffNo,
			customerMasked: recordings.customerMasked,
			direction: recordings.direction,
			kind: recordings.kind,
			queue: recordings.queue,
			startedAt: recordings.startedAt,
			durationMs: recordings.durationMs,
			attributes: calls.attributes
		})
		.from(recordings)
		.innerJoin(calls, eq(calls.id, recordings.callId))
		.innerJoin(users, eq(users.id, recordings.agentId))
		.where(eq(recordings.id, recordingId));
	const { agent, staffNo, attributes, ...facts } = row!;
	const call = { ...facts, order: workOrderOf(attributes) };
	return task?.blind
		? {
				call: { ...call, agent: null, staffNo: null },
				agentNumber: await agentNumber(read, task.id)
			}
		: { call: { ...call, agent, staffNo }, agentNumber: null };
}
