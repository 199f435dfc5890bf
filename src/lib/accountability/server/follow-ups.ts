/** What waits for somebody of coaching, improvements and cases: for the page of the day. */
import { and, asc, eq, inArray, or, type SQL } from 'drizzle-orm';
import { ownActions } from '#lib/coaching/server/improvement-pages.ts';
import { ownTasks } from '#lib/coaching/server/queries.ts';
import { scopeOf } from '#lib/people/permissions.ts';
import { placedWithin } from '#lib/people/server/acting.ts';
import type { Context } from '#lib/people/server/context.ts';
import { businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { caseNumber } from '../case.ts';
import { caseRows, stateNow } from './case-rows.ts';
import { accountabilityCases } from './schema.ts';

interface FollowUp {
	kind: 'coaching' | 'improvement' | 'judge' | 'case';
	/** Topic, title or number. */
	name: string;
	path: string;
	dueDay: BusinessDay;
	late: boolean;
}

const MOST = 10;

/** The most urgent first. */
export async function followUps(context: Context): Promise<FollowUp[]> {
	const { now, zone } = context;
	const today = businessDay(now, zone);
	const found: Omit<FollowUp, 'late'>[] = [
		...(await ownTasks(context, MOST)).map(({ id, topic, dueDay }) => ({
			...{ kind: 'coaching' as const, name: topic, path: `/coaching/${id}`, dueDay }
		})),
		...(await ownActions(context, MOST)).map(({ id, title, dueDay, state }) => ({
			kind: state === 'open' ? ('improvement' as const) : ('judge' as const),
			...{ name: title, path: `/improvements/${id}`, dueDay }
		})),
		...(await openCases(context)).map(({ id, deadlineDay, ...row }) => ({
			kind: 'case' as const,
			...{ name: caseNumber(row), path: `/cases/${id}`, dueDay: deadlineDay }
		}))
	];
	return found
		.map((one) => ({ ...one, late: today > one.dueDay }))
		.sort((a, b) => a.dueDay - b.dueDay || (a.path < b.path ? -1 : 1))
		.slice(0, MOST);
}

/** Cases in which the next step is the reader's: as the person, or as a head who is not the person. */
function openCases({ db, actor }: Context) {
	const { agentId, ...handled } = scopeOf(actor, 'case.handle');
	const own: SQL | undefined = and(
		eq(accountabilityCases.personId, actor.id),
		inArray(stateNow, ['served', 'acknowledged'])
	);
	const heads = and(
		placedWithin({ ...handled, agentId: null }, accountabilityCases),
		inArray(stateNow, ['opened', 'rectified', 'checked'])
	);
	const ofHead = agentId !== null && handled.departmentIds.length > 0 ? heads : undefined;
	return caseRows(db.read)
		.where(or(own, ofHead))
		.orderBy(asc(accountabilityCases.deadlineDay), asc(accountabilityCases.id))
		.limit(MOST);
}
