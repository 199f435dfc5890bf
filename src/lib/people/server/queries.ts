/** One person, with all that they ever were. */
import { asc, eq, inArray } from 'drizzle-orm';
import type { Reader } from '../../platform/server/db/client.ts';
import { isId } from '../../platform/server/ids.ts';
import { accountsOf } from './persons.ts';
import {
	accountLinks,
	departments,
	disablements,
	endpointAssignments,
	roleGrants,
	teamMemberships,
	teams,
	users
} from './schema.ts';

/** One person with every role, membership and endpoint ever had, newest first; undefined for an unknown id. */
export async function personById(db: Reader, id: string) {
	if (!isId(id)) return undefined;
	const [person] = await db
		.select({
			id: users.id,
			staffNo: users.staffNo,
			name: users.name,
			createdAt: users.createdAt,
			disabledAt: disablements.at,
			disabledReason: disablements.reason
		})
		.from(users)
		.leftJoin(disablements, eq(disablements.userId, users.id))
		.where(eq(users.id, id));
	if (!person) return undefined;
	const roles = await db
		.select({
			id: roleGrants.id,
			role: roleGrants.role,
			team: teams.name,
			department: departments.name,
			from: roleGrants.from,
			to: roleGrants.to
		})
		.from(roleGrants)
		.leftJoin(teams, eq(teams.id, roleGrants.teamId))
		.leftJoin(departments, eq(departments.id, roleGrants.departmentId))
		.where(eq(roleGrants.userId, id));
	const memberships = await db
		.select({
			id: teamMemberships.id,
			team: teams.name,
			department: departments.name,
			from: teamMemberships.from,
			to: teamMemberships.to
		})
		.from(teamMemberships)
		.innerJoin(teams, eq(teams.id, teamMemberships.teamId))
		.innerJoin(departments, eq(departments.id, teams.departmentId))
		.where(eq(teamMemberships.userId, id));
	const endpoints = await db
		.select({
			id: endpointAssignments.id,
			kind: endpointAssignments.kind,
			endpoint: endpointAssignments.endpoint,
			from: endpointAssignments.from,
			to: endpointAssignments.to
		})
		.from(endpointAssignments)
		.where(eq(endpointAssignments.userId, id));
	const accounts = await db
		.select({
			id: users.id,
			staffNo: users.staffNo,
			name: users.name,
			personId: accountLinks.personId
		})
		.from(users)
		.leftJoin(accountLinks, eq(accountLinks.userId, users.id))
		.where(inArray(users.id, await accountsOf(db, id)))
		.orderBy(asc(users.staffNo));
	return {
		...person,
		/** The other accounts of the person; `personId` is null of the one that stands for them all. */
		accounts: accounts.filter((account) => account.id !== id || account.personId !== null),
		roles: newestFirst(roles),
		memberships: newestFirst(memberships),
		endpoints: newestFirst(endpoints)
	};
}

const newestFirst = <Row extends { from: Date }>(rows: Row[]): Row[] =>
	rows.sort((a, b) => b.from.getTime() - a.from.getTime());

/** The person of a staff number. */
export async function personByStaffNo(db: Reader, staffNo: string) {
	const [row] = await db
		.select({ id: users.id, name: users.name })
		.from(users)
		.where(eq(users.staffNo, staffNo));
	return row;
}
