/** Improvements: begun, carried out, judged or called off. */
import { and, eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import type { EntryKind } from '#lib/audit/entry.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { mayNow, personPlaced } from '#lib/people/server/acting.ts';
import type { Context } from '#lib/people/server/context.ts';
import { departments, teams } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId, newId } from '#lib/platform/server/ids.ts';
import { businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { cleanText, cleanWords } from '#lib/shared/words.ts';
import {
	decideAction,
	decideActionStep,
	mayTake,
	type ActionRefusal,
	type ActionStepRefusal
} from '../improvement.ts';
import type { ActionStep } from '../steps.ts';
import { itemNames } from './item-names.ts';
import { handsOn, standingAction } from './improvement-rows.ts';
import { improvementActions, improvementSteps } from './schema.ts';

export interface BeginImprovement {
	departmentId: string;
	/** Null: the whole department. */
	teamId: string | null;
	rubricKey: string;
	itemKey: string;
	rootCause: string | null;
	title: string;
	words: string;
	ownerStaffNo: string;
	dueDay: BusinessDay;
	targetPermille: number;
	baselineFrom: BusinessDay;
	fromDay: BusinessDay;
}

type BeginRefusal = 'not-found' | 'not-allowed' | 'no-such-item' | 'no-such-owner' | ActionRefusal;

/** Begins an improvement in a place that the actor manages; its owner is somebody of the department. */
export async function beginImprovement(
	context: Context,
	{ ownerStaffNo, ...given }: BeginImprovement
): Promise<Decision<{ actionId: string }, BeginRefusal>> {
	const { db, actor, now, zone } = context;
	const item = (await itemNames(db.read))[`${given.rubricKey}:${given.itemKey}`];
	if (!item || (given.rootCause !== null && !item.causes[given.rootCause]))
		return refuse('no-such-item');
	return db.tx(async (tx): Promise<Decision<{ actionId: string }, BeginRefusal>> => {
		const { departmentId, teamId } = given;
		if (!(await isPlace(tx, departmentId, teamId))) return refuse('not-found');
		const place = { agentId: null, teamId, departmentId };
		const who = await mayNow(tx, context, 'improvement.manage', place);
		if (!who.ok) return who;
		const action = { ...given, title: cleanWords(given.title), words: cleanText(given.words) };
		const decision = decideAction(action, businessDay(now, zone));
		if (!decision.ok) return decision;
		const owner = await personPlaced(tx, { staffNo: ownerStaffNo }, now);
		if (owner?.departmentId !== departmentId) return refuse('no-such-owner');

		const id = newId(now);
		const ownerId = owner.agentId;
		await tx.insert(improvementActions).values({ id, ...action, ownerId, by: actor.id, at: now });
		const { rubricKey, itemKey, rootCause, dueDay, targetPermille } = action;
		await appendAudit(
			{ tx, actor, now },
			{
				...{ kind: 'improvement.opened', subject: `improvement:${id}`, reason: action.title },
				facts: {
					departmentId,
					teamId,
					rubricKey,
					itemKey,
					rootCause,
					dueDay,
					targetPermille,
					ownerId
				}
			}
		);
		const to = ownerId === actor.id ? [] : [ownerId];
		await notify(tx, now, { kind: 'improvement-assigned', to, path: `/improvements/${id}` });
		return accept({ actionId: id });
	});
}

async function isPlace(read: Reader, departmentId: string, teamId: string | null) {
	if (!isId(departmentId) || (teamId !== null && !isId(teamId))) return false;
	if (teamId === null)
		return (await read.$count(departments, eq(departments.id, departmentId))) > 0;
	const here = and(eq(teams.id, teamId), eq(teams.departmentId, departmentId));
	return (await read.$count(teams, here)) > 0;
}

const entryKinds: Record<ActionStep, EntryKind> = {
	done: 'improvement.done',
	effective: 'improvement.judged',
	'not-effective': 'improvement.judged',
	'called-off': 'improvement.called-off'
};

type Outcome = Decision<undefined, 'not-found' | 'not-allowed' | ActionStepRefusal>;

/** Carried out by the owner; judged by whoever asked for it, or a head; called off. */
export function takeActionStep(
	context: Context,
	{ actionId, step, words: typed }: { actionId: string; step: ActionStep; words: string }
): Promise<Outcome> {
	const { db, actor, now } = context;
	return db.tx(async (tx): Promise<Outcome> => {
		const action = await standingAction(tx, actionId);
		if (!action) return refuse('not-found');
		const who = await mayNow(tx, context, 'improvement.read', action);
		if (!who.ok) return who;
		if (!mayTake(step, await handsOn(tx, who.value, action))) return refuse('not-allowed');
		const words = cleanText(typed);
		const decision = decideActionStep(action.state, step, words);
		if (!decision.ok) return decision;
		await tx.insert(improvementSteps).values({ actionId, step, words, by: actor.id, at: now });
		await appendAudit(
			{ tx, actor, now },
			{
				...{ kind: entryKinds[step], subject: `improvement:${actionId}`, reason: words },
				facts: { step }
			}
		);
		const to = step === 'done' && action.byId !== actor.id ? [action.byId] : [];
		await notify(tx, now, { kind: 'improvement-done', to, path: `/improvements/${actionId}` });
		return accept(undefined);
	});
}
