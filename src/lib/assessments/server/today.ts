/** What waits for somebody today: one part for each role that they have. */
import { hasRole } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { dutyViews, type DutyView } from '#lib/duty/server/duties.ts';
import { leadToday } from './today-lead.ts';
import {
	administratorToday,
	agentToday,
	auditorToday,
	headToday,
	technicianToday
} from './today-others.ts';

/** `show` is the queue's view as the address names it; an unknown one shows what is open. */
export async function todayFor(context: Context, show: string | null) {
	const { actor } = context;
	const view: DutyView = dutyViews.find((known) => known === show) ?? 'open';
	return {
		lead: hasRole(actor, 'team-lead') ? await leadToday(context, view) : undefined,
		head: hasRole(actor, 'department-head') ? await headToday(context) : undefined,
		agent: hasRole(actor, 'agent') ? await agentToday(context) : undefined,
		technician: hasRole(actor, 'technician') ? await technicianToday(context) : undefined,
		administrator: hasRole(actor, 'administrator') ? await administratorToday(context) : undefined,
		auditor: hasRole(actor, 'auditor') ? await auditorToday(context) : undefined
	};
}
