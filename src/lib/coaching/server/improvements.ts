/** Improvements: begun, carried out, judged or called off. */
import { and, eq, sql, type SQL } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import type { EntryKind } from '#lib/audit/entry.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { can } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import { mayNow, personPlaced } from '#lib/people/server/acting.ts';
import type { Context } from '#lib/people/server/context.ts';
import { areSamePerson } from '#lib/people/server/persons.ts';
import { departments, teams, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { isId, newId } from '#lib/platform/server/ids.ts';
import { businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { cleanText, cleanWords } from '#lib/shared/words.ts';
import {
	decideAction,
	decideActionStep,
	mayTake,
	type ActionRefusal,
	type ActionState,
	type ActionStepRefusal
} from '../improvement.ts';
import type { ActionStep } from '../steps.ts';
import { itemNames } from './item-names.ts';
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

const owners = alias(users, 'owners');

/** `actionState`, by the database. */
export const actionStateNow = sql<ActionState>`coalesce((
	select case max(case taken.step
			when 'called-off' then 4 when 'effective' then 3 when 'not-effective' then 2 else 1 end)
		when 4 then 'called-off' when 3 then 'effective' when 2 then 'not-effective' when 1 then 'done' end
	from ${improvementSteps} as taken where taken.action_id = ${improvementActions.id}), 'open')`;

export const actionRows = (read: Reader) =>
	read
		.select({
			id: improvementActions.id,
			departmentId: improvementActions.departmentId,
			department: departments.name,
			teamId: improvementActions.teamId,
			team: teams.name,
			rubricKey: improvementActions.rubricKey,
			itemKey: improvementActions.itemKey,
			rootCause: improvementActions.rootCause,
			title: improvementActions.title,
			words: improvementActions.words,
			ownerId: improvementActions.ownerId,
			agentId: improvementActions.ownerId,
			owner: owners.name,
			dueDay: improvementActions.dueDay,
			targetPermille: improvementActions.targetPermille,
			baselineFrom: improvementActions.baselineFrom,
			fromDay: improvementActions.fromDay,
			byId: improvementActions.by,
			by: users.name,
			at: improvementActions.at,
			state: actionStateNow
		})
		.from(improvementActions)
		.innerJoin(owners, eq(owners.id, improvementActions.ownerId))
		.innerJoin(users, eq(users.id, improvementActions.by))
		.innerJoin(departments, eq(departments.id, improvementActions.departmentId))
		.leftJoin(teams, eq(teams.id, improvementActions.teamId));

export type ActionRow = Awaited<ReturnType<typeof actionRows>>[number];

export async function standingAction(
	read: Reader,
	actionId: string,
	where?: SQL
): Promise<ActionRow | undefined> {
	if (!isId(actionId)) return undefined;
	const [row] = await actionRows(read).where(and(eq(improvementActions.id, actionId), where));
	return row;
}

/** Whose steps the actor may take of an improvement. */
export async function handsOn(read: Reader, actor: Actor, action: ActionRow) {
	const place = { agentId: null, teamId: action.teamId, departmentId: action.departmentId };
	return {
		isOwner: await areSamePerson(read, actor.id, action.ownerId),
		isAsker: await areSamePerson(read, actor.id, action.byId),
		manages: can(actor, 'improvement.manage', place) === 'allowed',
		heads: actor.grants.some(
			({ role, departmentId }) => role === 'department-head' && departmentId === action.departmentId
		)
	};
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
