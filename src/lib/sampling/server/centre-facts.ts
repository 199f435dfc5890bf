/** What a plan is judged by: people, teams, departments and rubrics as they stand. */
import { and, eq, gt, isNull, lte, or } from 'drizzle-orm';
import {
	departments,
	disablements,
	roleGrants,
	teamMemberships,
	teams,
	users
} from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { rubrics, rubricVersions } from '#lib/rubric/server/schema.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import { centreFacts, type CentreFacts, type PlanPerson } from '../plan-people.ts';
import type { DepartmentTeams } from '../plan-rights.ts';

/** The centre at `now`, for `judgePlan`. */
export async function centreAt(db: Reader, now: Date, zone: string): Promise<CentreFacts> {
	const people = new Map<string, PlanPerson>();
	const persons = await db
		.select({
			id: users.id,
			staffNo: users.staffNo,
			name: users.name,
			disabledAt: disablements.at
		})
		.from(users)
		.leftJoin(disablements, eq(disablements.userId, users.id))
		.orderBy(users.staffNo);
	for (const { disabledAt, ...person } of persons) {
		const rest = { disabled: disabledAt !== null, teamId: null, joined: null, grants: [] };
		people.set(person.id, { ...person, ...rest });
	}
	const memberships = await db.select().from(teamMemberships).orderBy(teamMemberships.from);
	const joinedEver = new Set<string>();
	for (const { userId, teamId, from, to } of memberships) {
		const person = people.get(userId)!;
		if (from <= now && (to === null || to > now)) person.teamId = teamId;
		if (!joinedEver.has(userId) && from.getTime() !== 0) person.joined = businessDay(from, zone);
		joinedEver.add(userId);
	}
	const grants = await db
		.select()
		.from(roleGrants)
		.where(and(lte(roleGrants.from, now), or(isNull(roleGrants.to), gt(roleGrants.to, now))));
	for (const { userId, role, teamId, departmentId } of grants)
		people.get(userId)!.grants.push({ role, teamId, departmentId });
	return centreFacts({
		people: [...people.values()],
		departments: await db.select().from(departments).orderBy(departments.name),
		teams: await db.select().from(teams).orderBy(teams.name),
		rubricKeys: (await publishedKeys(db)).map(({ key }) => key)
	});
}

const publishedKeys = (db: Reader) =>
	db
		.selectDistinct({ key: rubrics.key })
		.from(rubrics)
		.innerJoin(rubricVersions, eq(rubricVersions.rubricId, rubrics.id));

/** Departments with their teams, for `planRight`. */
export async function departmentTeams(db: Reader): Promise<DepartmentTeams> {
	const rows = await db.select({ id: departments.id }).from(departments);
	const placed = await db.select({ id: teams.id, departmentId: teams.departmentId }).from(teams);
	return {
		departmentIds: rows.map(({ id }) => id),
		teams: new Map(placed.map(({ id, departmentId }) => [id, departmentId]))
	};
}
