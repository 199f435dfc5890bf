/** The head's word that a missed duty does not count: once, with a reason, never of an own one. */
import { eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { can } from '#lib/people/permissions.ts';
import { isSystem } from '#lib/people/role.ts';
import type { Context } from '#lib/people/server/context.ts';
import { excuses } from './schema.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { decideExcuse, type ExcuseReason, type ExcuseRefusal } from '../missed.ts';
import { missedDutyById } from './missed-list.ts';
import { postWorkload } from './workload.ts';

interface ExcuseDuty {
	missedDutyId: string;
	reason: ExcuseReason;
	words: string;
}

/** Excuses a missed duty for good. `not-found` is 404, `not-allowed` 403. */
export function excuseDuty(
	context: Context,
	{ missedDutyId, reason, words }: ExcuseDuty
): Promise<Decision<undefined, 'not-found' | 'not-allowed' | ExcuseRefusal>> {
	const { db, actor, now } = context;
	return db.tx(async (tx) => {
		const duty = await missedDutyById(tx, actor, missedDutyId);
		if (!duty) return refuse('not-found');
		if (!mayExcuse(actor, duty)) return refuse('not-allowed');
		const [standing] = await tx
			.select({ at: excuses.at })
			.from(excuses)
			.where(eq(excuses.missedDutyId, duty.id));
		const decision = decideExcuse({ excused: standing !== undefined }, { reason, words });
		if (!decision.ok) return decision;

		await tx
			.insert(excuses)
			.values({ missedDutyId: duty.id, reason, words: decision.value, by: actor.id, at: now });
		const facts = { reason, drawId: duty.drawId, reviewerId: duty.reviewerId };
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'duty.excused', subject: `missed-duty:${duty.id}`, reason, facts }
		);
		const why = { cause: 'decided', reason: decision.value } as const;
		await postWorkload({ tx, ...context }, [duty], why);
		await notify(tx, now, {
			kind: 'duty-excused',
			to: [duty.reviewerId],
			path: '/',
			facts: { plan: duty.plan.en, planZh: duty.plan['zh-CN'] }
		});
		return accept(undefined);
	});
}

/** Whether `actor` heads a department whose calls were left, and is not who left them. */
export const mayExcuse = (
	actor: Context['actor'],
	{ reviewerId, places }: NonNullable<Awaited<ReturnType<typeof missedDutyById>>>
): boolean =>
	!isSystem(actor) &&
	places.some(
		(place) => can(actor, 'duty.excuse', { ...place, agentId: reviewerId }) === 'allowed'
	);
