/** What fails, and what is done about it: the findings of a period, the list of improvements, one of them with its effect. */
import { and, asc, desc, eq, inArray, lt, or, type SQL } from 'drizzle-orm';
import { scopeOf, type Scope } from '#lib/people/permissions.ts';
import { placedWithin } from '#lib/people/server/acting.ts';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { pageOf, type PageCursor } from '#lib/recordings/page-cursor.ts';
import { older } from '#lib/recordings/server/older.ts';
import { itemRates } from '#lib/reviews/server/item-rates.ts';
import { businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { rateOf, type Period, type Rate } from '../effect.ts';
import { actionPeriods, isOpenTo, isLateAction, mayTake } from '../improvement.ts';
import { actionSteps } from '../steps.ts';
import type { ActionFilter } from '../task-filter.ts';
import {
	actionRows,
	actionStateNow,
	handsOn,
	standingAction,
	stepsOfAction,
	type ActionRow
} from './improvement-rows.ts';
import { improvementActions } from './schema.ts';

interface Finding extends Rate {
	rubricKey: string;
	itemKey: string;
	causes: { key: string; failed: number }[];
}

/** Items that failed in the period within the reader's reach, the most frequent findings first. */
export async function findingsOf(
	{ db, actor }: Context,
	period: Period,
	teamId?: string
): Promise<Finding[]> {
	const scope = scopeOf(actor, 'improvement.read');
	const rates = await itemRates(db.read, {
		...period,
		groupBy: 'item',
		scope: narrowed(scope, teamId)
	});
	return rates
		.filter(({ failed }) => failed > 0)
		.map(({ rubricKey, itemKey, n, failed, causes }) => ({
			...{ rubricKey, itemKey, ...rateOf(period, { n, failed }) },
			causes: Object.entries(causes)
				.map(([key, count]) => ({ key, failed: count }))
				.sort((a, b) => b.failed - a.failed)
		}))
		.sort((a, b) => b.failed - a.failed || (a.itemKey < b.itemKey ? -1 : 1));
}

/** Of a scope one team, which the caller has made sure lies in it. */
const narrowed = (scope: Scope, teamId?: string): Scope =>
	teamId === undefined
		? scope
		: { all: false, departmentIds: [], teamIds: [teamId], agentId: null };

const ACTION_PAGE = 50;

/** A page of improvements, the newest first. */
export async function actionPage(
	context: Context,
	{ filter, after }: { filter: ActionFilter; after?: PageCursor | undefined }
) {
	const today = businessDay(context.now, context.zone);
	const { at, id } = improvementActions;
	const found = await actionRows(context.db.read)
		.where(
			and(visibleTo(context), ...narrowing(context.db.read, filter, today), older(at, id, after))
		)
		.orderBy(desc(at), desc(id))
		.limit(ACTION_PAGE + 1);
	const { rows, next } = pageOf(found, ACTION_PAGE, (row) => row.at);
	return {
		rows: rows.map((row) => ({ ...row, late: isLateAction(row.state, row.dueDay, today) })),
		next
	};
}

/** Improvements that wait for the reader: to be carried out, or to be judged. */
export const ownActions = ({ db, actor }: Context, limit = 10): Promise<ActionRow[]> =>
	actionRows(db.read)
		.where(
			or(
				and(eq(improvementActions.ownerId, actor.id), eq(actionStateNow, 'open')),
				and(eq(improvementActions.by, actor.id), eq(actionStateNow, 'done'))
			)
		)
		.orderBy(asc(improvementActions.dueDay), asc(improvementActions.id))
		.limit(limit);

/** An improvement as its page shows it; undefined for an unknown id and for one out of reach. */
export async function actionPageData(context: Context, actionId: string) {
	const { db, actor, now, zone } = context;
	const action = await standingAction(db.read, actionId, visibleTo(context));
	if (!action) return undefined;
	const today = businessDay(now, zone);
	const hands = await handsOn(db.read, actor, action);
	return {
		action: { ...action, late: isLateAction(action.state, action.dueDay, today) },
		steps: await stepsOfAction(db.read, actionId),
		effect: await effectOf(db.read, action, today),
		/** Steps that the reader may take now. */
		open: actionSteps.filter((step) => mayTake(step, hands) && isOpenTo(action.state, step))
	};
}

/** The fail rate of the item, or of one root cause of it, where the improvement is made. */
async function effectOf(read: Reader, action: ActionRow, today: BusinessDay) {
	const { rubricKey, itemKey, rootCause, teamId, departmentId } = action;
	const scope: Scope = {
		all: false,
		departmentIds: teamId ? [] : [departmentId],
		teamIds: teamId ? [teamId] : [],
		agentId: null
	};
	const rate = async (period: Period): Promise<Rate> => {
		const [found] = await itemRates(read, {
			...period,
			groupBy: 'item',
			scope,
			rubricKey,
			itemKey
		});
		const failed = rootCause === null ? found?.failed : found?.causes[rootCause];
		return rateOf(period, { n: found?.n ?? 0, failed: failed ?? 0 });
	};
	const { before, after } = actionPeriods(action, today);
	return { before: await rate(before), after: after && (await rate(after)) };
}

/** Of the reader's own it is what they own. */
const visibleTo = ({ actor }: Pick<Context, 'actor'>): SQL | undefined =>
	placedWithin(scopeOf(actor, 'improvement.read'), {
		personId: improvementActions.ownerId,
		teamId: improvementActions.teamId,
		departmentId: improvementActions.departmentId
	});

function narrowing(
	read: Reader,
	{ state, owner }: ActionFilter,
	today: BusinessDay
): (SQL | undefined)[] {
	const late = and(lt(improvementActions.dueDay, today), eq(actionStateNow, 'open'));
	const owned = read
		.select({ id: users.id })
		.from(users)
		.where(eq(users.staffNo, owner ?? ''));
	return [
		state === 'late' ? late : state && eq(actionStateNow, state),
		owner === undefined ? undefined : inArray(improvementActions.ownerId, owned)
	];
}
