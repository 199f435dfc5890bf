/** The list of people, as things stand at one moment. */
import { and, asc, eq, gt, inArray, like, or, type SQL } from 'drizzle-orm';
import type { Reader } from '../../platform/server/db/client.ts';
import { isId } from '../../platform/server/ids.ts';
import type { Role } from '../role.ts';
import { inForce } from './in-force.ts';
import {
	departments,
	disablements,
	endpointAssignments,
	roleGrants,
	teamMemberships,
	teams,
	users
} from './schema.ts';

interface PeopleFilter {
	/** Part of a staff number or name. */
	q?: string | undefined;
	teamId?: string | undefined;
	role?: Role | undefined;
	/** Staff number after which the page begins. */
	after?: string | undefined;
}

export interface ListedPerson {
	id: string;
	staffNo: string;
	name: string;
	disabled: boolean;
	roles: { role: Role; place: string | null }[];
	team: string | null;
	endpoints: string[];
}

const PAGE_SIZE = 50;

/** A page of people by staff number, as things stand at `now`; `next` is the cursor of the page after. */
export async function peopleList(
	db: Reader,
	{ q, teamId, role, after }: PeopleFilter,
	now: Date,
	size = PAGE_SIZE
): Promise<{ people: ListedPerson[]; next: string | null }> {
	if (teamId && !isId(teamId)) return { people: [], next: null };
	const conditions: (SQL | undefined)[] = [after ? gt(users.staffNo, after) : undefined];
	if (q) {
		const pattern = `%${q.replaceAll(/[%_\\]/g, '')}%`;
		conditions.push(or(like(users.staffNo, pattern), like(users.name, pattern)));
	}
	if (teamId)
		conditions.push(
			inArray(
				users.id,
				db
					.select({ id: teamMemberships.userId })
					.from(teamMemberships)
					.where(and(eq(teamMemberships.teamId, teamId), inForce(teamMemberships, now)))
			)
		);
	if (role)
		conditions.push(
			inArray(
				users.id,
				db
					.select({ id: roleGrants.userId })
					.from(roleGrants)
					.where(and(eq(roleGrants.role, role), inForce(roleGrants, now)))
			)
		);
	const found = await db
		.select({
			id: users.id,
			staffNo: users.staffNo,
			name: users.name,
			disabledAt: disablements.at
		})
		.from(users)
		.leftJoin(disablements, eq(disablements.userId, users.id))
		.where(and(...conditions))
		.orderBy(asc(users.staffNo))
		.limit(size + 1);
	const page = found.slice(0, size);
	const details = await currentOf(
		db,
		page.map(({ id }) => id),
		now
	);
	const people = page.map(({ disabledAt, ...person }) => ({
		...person,
		disabled: disabledAt !== null,
		roles: details.roles.filter((row) => row.userId === person.id),
		team: details.teams.find((row) => row.userId === person.id)?.name ?? null,
		endpoints: details.endpoints
			.filter((row) => row.userId === person.id)
			.map((row) => row.endpoint)
	}));
	return { people, next: found.length > size ? (page.at(-1)?.staffNo ?? null) : null };
}

async function currentOf(db: Reader, ids: string[], now: Date) {
	if (ids.length === 0) return { roles: [], teams: [], endpoints: [] };
	const roles = await db
		.select({
			userId: roleGrants.userId,
			role: roleGrants.role,
			team: teams.name,
			department: departments.name
		})
		.from(roleGrants)
		.leftJoin(teams, eq(teams.id, roleGrants.teamId))
		.leftJoin(departments, eq(departments.id, roleGrants.departmentId))
		.where(and(inArray(roleGrants.userId, ids), inForce(roleGrants, now)))
		.orderBy(asc(roleGrants.from));
	const memberships = await db
		.select({ userId: teamMemberships.userId, name: teams.name })
		.from(teamMemberships)
		.innerJoin(teams, eq(teams.id, teamMemberships.teamId))
		.where(and(inArray(teamMemberships.userId, ids), inForce(teamMemberships, now)));
	const endpoints = await db
		.select({ userId: endpointAssignments.userId, endpoint: endpointAssignments.endpoint })
		.from(endpointAssignments)
		.where(and(inArray(endpointAssignments.userId, ids), inForce(endpointAssignments, now)))
		.orderBy(asc(endpointAssignments.endpoint));
	return {
		roles: roles.map(({ team, department, ...row }) => ({ ...row, place: team ?? department })),
		teams: memberships,
		endpoints
	};
}
