import { eq } from 'drizzle-orm';
import { can } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { calls, recordings } from '#lib/recordings/server/schema.ts';
import { workOrderOf } from '#lib/recordings/work-order.ts';
import { agentNumber } from './blind.ts';
import type { Task } from './task.ts';

/**
 * The call as `actor` sees it who reviews or checks it: the customer's number masked, and the
 * telephone of the work order unless they may read numbers. Of a blind task the agent is not in
 * it; `agentNumber` stands for the name.
 */
export async function callFor(
	read: Reader,
	recordingId: string,
	{ actor, task }: { actor: Actor; task: Task | undefined }
) {
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
			attributes: calls.attributes,
			agentId: recordings.agentId,
			teamId: recordings.teamId,
			departmentId: recordings.departmentId
		})
		.from(recordings)
		.innerJoin(calls, eq(calls.id, recordings.callId))
		.innerJoin(users, eq(users.id, recordings.agentId))
		.where(eq(recordings.id, recordingId));
	const { agent, staffNo, attributes, agentId, teamId, departmentId, ...facts } = row!;
	const place = { agentId, teamId, departmentId };
	const unmasked = can(actor, 'recording.unmask', place) === 'allowed';
	const call = { ...facts, order: workOrderOf(attributes, { unmasked }) };
	return task?.blind
		? {
				call: { ...call, agent: null, staffNo: null },
				agentNumber: await agentNumber(read, task.id)
			}
		: { call: { ...call, agent, staffNo }, agentNumber: null };
}
