/** Empty recordings that are applied for, approved and purged. */
import { asc, isNull } from 'drizzle-orm';
import { decideDeletion } from '#lib/custody/server/decide-deletion.ts';
import { applicable, applyForDeletion } from '#lib/custody/server/deletion-requests.ts';
import { openDeletionRequests } from '#lib/custody/server/schema.ts';
import { schedule } from '#lib/jobs/server/schedule.ts';
import { systemActor } from '#lib/people/role.ts';
import { arrivals, firstLead } from './arrivals.ts';
import { proving } from './proofs.ts';
import { done } from './refused.ts';
import type { World } from './world.ts';

/** The first lead applies for the newest empty recording of the team that nothing is planned for. */
export function applies(reason: string) {
	return async (world: World, at: Date) => {
		const lead = firstLead(world);
		const as = { ...world.as(lead.actor, at), ...world.measuring };
		for (const { recordingId, agent } of arrivals(
			world,
			({ file }) => file.facts.verdict === 'empty'
		)) {
			if (agent.teamId !== lead.teamId) continue;
			if (!(await applicable(world.tx, as, recordingId)).ok) continue;
			done(await applyForDeletion(as, { recordingId, reason }));
			return;
		}
	};
}

export async function approves(world: World, at: Date) {
	const { head } = world.centre;
	const [waiting] = await world.tx
		.select({ requestId: openDeletionRequests.requestId })
		.from(openDeletionRequests)
		.where(isNull(openDeletionRequests.purgeAfter))
		.orderBy(asc(openDeletionRequests.requestId));
	if (!waiting) return;
	const as = { ...world.as(head.actor, at), ...world.measuring };
	const decision = {
		requestId: waiting.requestId,
		outcome: 'approved' as const,
		reason: '已核对报修记录，确为空录音，同意删除。',
		confirmed: false
	};
	done(await proving(world, head, at, (proof) => decideDeletion(as, { ...decision, proof })));
}

/** By the job, as ever: nothing else removes a recording. */
export async function purges(world: World, at: Date) {
	const purge = schedule.find(({ name }) => name === 'purge')!;
	await purge.run({ ...world.as(systemActor('scheduler'), at), ...world.measuring }, at);
}
