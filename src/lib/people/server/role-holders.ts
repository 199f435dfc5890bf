/** Who holds a role, as far as they may act. */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Reader } from '../../platform/server/db/client.ts';
import type { Role } from '../role.ts';
import { inForce } from './in-force.ts';
import { disablements, roleGrants, teamMemberships } from './schema.ts';

/** Ids of those with the role at `now`; disabled people do not count. */
export async function holdersOf(db: Reader, role: Role, now: Date): Promise<string[]> {
	const rows = await db
		.selectDistinct({ id: roleGrants.userId })
		.from(roleGrants)
		.leftJoin(disablements, eq(disablements.userId, roleGrants.userId))
		.where(and(eq(roleGrants.role, role), inForce(roleGrants, now), isNull(disablements.userId)))
		.orderBy(asc(roleGrants.userId));
	return rows.map(({ id }) => id);
}

/** Ids of the leads of the teams of which the person is a member at `now`. */
export async function leadsOfMember(db: Reader, userId: string, now: Date): Promise<string[]> {
	const teamIds = db
		.select({ id: teamMemberships.teamId })
		.from(teamMemberships)
		.where(and(eq(teamMemberships.userId, userId), inForce(teamMemberships, now)));
	const rows = await db
		.selectDistinct({ id: roleGrants.userId })
		.from(roleGrants)
		.leftJoin(disablements, eq(disablements.userId, roleGrants.userId))
		.where(
			and(
				eq(roleGrants.role, 'team-lead'),
				inArray(roleGrants.teamId, teamIds),
				inForce(roleGrants, now),
				isNull(disablements.userId)
			)
		)
		.orderBy(asc(roleGrants.userId));
	return rows.map(({ id }) => id);
}
