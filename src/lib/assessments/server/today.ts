/** What waits for somebody today: the own tasks, and one part for each role that they have. */
import { and, eq } from 'drizzle-orm';
import { parseQueue } from '#lib/duty/queue.ts';
import { ownQueue } from '#lib/duty/server/own-queue.ts';
import { planVersionFacts } from '#lib/duty/server/plan-facts.ts';
import { hasRole } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { waitingCalibrations } from '#lib/reviews/server/calibration-list.ts';
import { disputesWaiting } from '#lib/reviews/server/dispute-list.ts';
import { dueWithin, queueStart } from '#lib/sampling/server/draws-of-days.ts';
import { assignments, draws } from '#lib/sampling/server/schema.ts';
import { headToday } from './today-head.ts';
import { leadToday } from './today-lead.ts';
import { administratorToday, agentToday, auditorToday, technicianToday } from './today-others.ts';

/** `params` are the address's: the queue's view and filters, the rhythm of the head's board. */
export async function todayFor(context: Context, params: URLSearchParams) {
	const { actor } = context;
	const plans = await planVersionFacts(context.db.read);
	return {
		queue: (await hasTasks(context))
			? await ownQueue(context, parseQueue(params), plans)
			: undefined,
		/** Nobody else's queue says "review". */
		reviews: hasRole(actor, 'team-lead') || hasRole(actor, 'department-head'),
		calibrations: await waitingCalibrations(context),
		disputes: await disputesWaiting(context),
		lead: hasRole(actor, 'team-lead') ? await leadToday(context, plans) : undefined,
		head: hasRole(actor, 'department-head')
			? await headToday(context, { plans, every: params.get('every') })
			: undefined,
		agent: hasRole(actor, 'agent') ? await agentToday(context) : undefined,
		technician: hasRole(actor, 'technician') ? await technicianToday(context) : undefined,
		administrator: hasRole(actor, 'administrator') ? await administratorToday(context) : undefined,
		auditor: hasRole(actor, 'auditor') ? await auditorToday(context) : undefined
	};
}

/** Those whose role brings tasks, and whoever was named for one that a queue still holds. */
async function hasTasks({ db, actor, now, zone }: Context): Promise<boolean> {
	if ((['agent', 'team-lead', 'department-head'] as const).some((role) => hasRole(actor, role)))
		return true;
	const [task] = await db.read
		.select({ id: assignments.id })
		.from(assignments)
		.innerJoin(draws, eq(draws.id, assignments.drawId))
		.where(and(dueWithin(queueStart(now, zone)), eq(assignments.reviewerId, actor.id)))
		.limit(1);
	return task !== undefined;
}
