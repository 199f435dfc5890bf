/** Every minute: signs the chain when that is due, sends what is to be sent, and tells who should know. */
import { deliverCheckpoints, type DeliveryContext } from '#lib/audit/server/deliveries.ts';
import { signDueCheckpoint, type CheckpointContext } from '#lib/audit/server/checkpoints.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import type { Context } from '#lib/people/server/context.ts';
import { holdersOf } from '#lib/people/server/role-holders.ts';

type JobContext = Context & {
	config: CheckpointContext['config'] & DeliveryContext['config'];
};

/** Answers the entry that was signed, and how many places could not be reached. */
export async function keepCheckpoints(
	context: JobContext
): Promise<{ signed: number | null; failed: number }> {
	const { db, now } = context;
	const signed = await signDueCheckpoint(context);
	const failed = await deliverCheckpoints(context);
	if (failed.length > 0)
		await db.tx(async (tx) => {
			const to = await holdersOf(tx, ['administrator', 'auditor'], now);
			for (const { place, delivered } of failed)
				await notify(tx, now, {
					...{ kind: 'checkpoint-undelivered', to, path: '/audit/checkpoints', facts: { place } },
					// Once for each time that the place falls silent.
					once: `checkpoint-undelivered:${place}:${delivered?.seq ?? 0}`
				});
		});
	return { signed: signed?.seq ?? null, failed: failed.length };
}
