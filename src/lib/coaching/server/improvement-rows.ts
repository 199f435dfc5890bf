/** Rows of improvements with where they stand. */
import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import { can } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import { areSamePerson } from '#lib/people/server/persons.ts';
import { departments, teams, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { isId } from '#lib/platform/server/ids.ts';
import type { ActionState } from '../improvement.ts';
import { improvementActions, improvementSteps } from './schema.ts';

const owners = alias(users, 'owners');

/** Where an improvement stands: of its steps the one that settles it. */
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

/** One of them, whoever asks; undefined for an unknown or malformed id. */
export async function standingAction(
	read: Reader,
	actionId: string,
	where?: SQL
): Promise<ActionRow | undefined> {
	if (!isId(actionId)) return undefined;
	const [row] = await actionRows(read).where(and(eq(improvementActions.id, actionId), where));
	return row;
}

/** What was done about an improvement, the oldest first. */
export const stepsOfAction = (read: Reader, actionId: string) =>
	read
		.select({
			step: improvementSteps.step,
			words: improvementSteps.words,
			by: users.name,
			at: improvementSteps.at
		})
		.from(improvementSteps)
		.innerJoin(users, eq(users.id, improvementSteps.by))
		.where(eq(improvementSteps.actionId, actionId))
		.orderBy(asc(improvementSteps.at), asc(improvementSteps.step));

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
