/** Who acts, with the grants in force now, and where people and things stand. */
import { and, asc, desc, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Reader } from '../../platform/server/db/client.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { can, type Placed, type PlacedAction, type Scope } from '../permissions.ts';
import type { Actor } from '../role.ts';
import { actorById } from './actors.ts';
import type { Context } from './context.ts';
import { inForce } from './in-force.ts';
import { roleGrants, teamMemberships, teams, users } from './schema.ts';

/** The actor with the grants of now, if they may do `action` to what stands at `placed`: hidden reads as not there. */
export async function mayNow(
	read: Reader,
	{ actor, now }: Pick<Context, 'actor' | 'now'>,
	action: PlacedAction,
	placed: Placed
): Promise<Decision<Actor, 'not-found' | 'not-allowed'>> {
	const acting = await actorById(read, actor.id, now);
	if (!acting) return refuse('not-found');
	const verdict = can(acting, action, placed);
	if (verdict === 'hidden') return refuse('not-found');
	return verdict === 'forbidden' ? refuse('not-allowed') : accept(acting);
}

export interface PlacedPerson extends Placed {
	agentId: string;
	name: string;
	staffNo: string;
}

/**
 * Where a person stands at `now`: whoever handles calls in the team, whoever leads one or heads the
 * department in the department alone, so that colleagues of the same rank do not see each other's
 * matters. Undefined for an unknown staff number.
 */
export async function personPlaced(
	read: Reader,
	who: { staffNo: string } | { userId: string },
	now: Date
): Promise<PlacedPerson | undefined> {
	const [person] = await read
		.select({ agentId: users.id, name: users.name, staffNo: users.staffNo })
		.from(users)
		.where('staffNo' in who ? eq(users.staffNo, who.staffNo) : eq(users.id, who.userId));
	if (!person) return undefined;
	const [leads] = await read
		.select({
			departmentId: sql<string | null>`coalesce(${roleGrants.departmentId}, ${teams.departmentId})`
		})
		.from(roleGrants)
		.leftJoin(teams, eq(teams.id, roleGrants.teamId))
		.where(
			and(
				eq(roleGrants.userId, person.agentId),
				inArray(roleGrants.role, ['team-lead', 'department-head']),
				inForce(roleGrants, now)
			)
		)
		.orderBy(asc(roleGrants.role), asc(roleGrants.id))
		.limit(1);
	if (leads) return { ...person, teamId: null, departmentId: leads.departmentId };
	const [member] = await read
		.select({ teamId: teams.id, departmentId: teams.departmentId })
		.from(teamMemberships)
		.innerJoin(teams, eq(teams.id, teamMemberships.teamId))
		.where(eq(teamMemberships.userId, person.agentId))
		.orderBy(desc(teamMemberships.from), desc(teamMemberships.id))
		.limit(1);
	return { ...person, ...(member ?? { teamId: null, departmentId: null }) };
}

/** The condition that a row, by its columns of person, team and department, lies within `scope`. */
export function placedWithin(
	{ all, departmentIds, teamIds, agentId }: Scope,
	of: { personId: PgColumn; teamId: PgColumn; departmentId: PgColumn }
): SQL | undefined {
	if (all) return undefined;
	const reached = or(
		departmentIds.length > 0 ? inArray(of.departmentId, departmentIds) : undefined,
		teamIds.length > 0 ? inArray(of.teamId, teamIds) : undefined,
		agentId ? eq(of.personId, agentId) : undefined
	);
	return reached ?? sql`1 = 0`;
}
