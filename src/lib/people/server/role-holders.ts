/** Who holds a role, as far as they may act. */
import { and, asc, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import type { Reader } from '../../platform/server/db/client.ts';
import type { Role } from '../role.ts';
import { inForce } from './in-force.ts';
import { disablements, roleGrants, teamMemberships } from './schema.ts';

/** Ids of those with the role, or one of the roles, at `now`, in order; disabled people do not count. */
export async function holdersOf(
	db: Reader,
	role: Role | readonly Role[],
	now: Date,
	where?: SQL
): Promise<string[]> {
	const rows = await db
		.selectDistinct({ id: roleGrants.userId })
		.from(roleGrants)
		.leftJoin(disablements, eq(disablements.userId, roleGrants.userId))
		.where(
			and(
				inArray(roleGrants.role, [role].flat()),
				inForce(roleGrants, now),
				isNull(disablements.userId),
				where
			)
		)
		.orderBy(asc(roleGrants.userId));
	return rows.map(({ id }) => id);
}

/** Ids of those who head the department at `now`. */
export const headsOf = (db: Reader, departmentId: string, now: Date): Promise<string[]> =>
	holdersOf(db, 'department-head', now, eq(roleGrants.departmentId, departmentId));

/** Ids of the leads of the teams of which the person is a member at `now`. */
export function leadsOfMember(db: Reader, userId: string, now: Date): Promise<string[]> {
	const teamIds = db
		.select({ id: teamMemberships.teamId })
		.from(teamMemberships)
		.where(and(eq(teamMemberships.userId, userId), inForce(teamMemberships, now)));
	return holdersOf(db, 'team-lead', now, inArray(roleGrants.teamId, teamIds));
}
