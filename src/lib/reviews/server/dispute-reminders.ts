import { notify } from '#lib/notifications/server/notify.ts';
import type { Context } from '#lib/people/server/context.ts';
import { decidersFor } from './dispute-deciders.ts';
import { isOpenDispute } from './dispute-facts.ts';
import { disputeRows } from './dispute-rows.ts';
import { closings, disputeSettings } from './dispute-settings.ts';

/** Tells the deciders of an open dispute once when its last working day begins, and once when it is overdue. */
export async function remindOfDisputes({ db, now, zone }: Context): Promise<{ told: number }> {
	const open = await disputeRows(db.read, { where: isOpenDispute() });
	if (open.length === 0) return { told: 0 };
	const { rulingDays } = await disputeSettings(db.read, now);
	const closing = await closings(db.read, { since: open[0]!.raisedAt, now, zone });
	const deciders = await decidersFor(db.read, open, now);
	const waiting = open.flatMap((dispute) => {
		if (closing(dispute.raisedAt, rulingDays) <= now) return [{ dispute, step: 'overdue' }];
		return closing(dispute.raisedAt, rulingDays - 1) <= now ? [{ dispute, step: 'soon' }] : [];
	});
	if (waiting.length > 0)
		await db.tx(async (tx) => {
			for (const { dispute, step } of waiting)
				await notify(tx, now, {
					kind: 'dispute-due-soon',
					to: deciders.get(dispute.id)!.ids,
					path: `/disputes/${dispute.id}`,
					once: `dispute-${step}:${dispute.id}`
				});
		});
	return { told: waiting.length };
}
