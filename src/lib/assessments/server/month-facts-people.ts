/** Who is assessed in a month. */
import { and, asc, eq, gt, isNull, lt, or } from 'drizzle-orm';
import { roleGrants, teamMemberships, teams, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import type { CountedAgent } from '../month.ts';
import { among, timesOf, type MonthOf } from './month-facts.ts';

/** Those who are assessed: agents of a team in the month, and everybody in `also`, with their last team. */
export async function agentsOfMonth(
	db: Reader,
	{ agentIds, ...of }: MonthOf,
	also: Iterable<string>
): Promise<CountedAgent[]> {
	const [from, to] = timesOf(of);
	const members = await db
		.select({
			userId: teamMemberships.userId,
			teamId: teams.id,
			team: teams.name,
			departmentId: teams.departmentId
		})
		.from(teamMemberships)
		.innerJoin(teams, eq(teams.id, teamMemberships.teamId))
		.where(
			and(
				lt(teamMemberships.from, to),
				or(isNull(teamMemberships.to), gt(teamMemberships.to, from)),
				among(teamMemberships.userId, agentIds)
			)
		)
		.orderBy(asc(teamMemberships.from), asc(teamMemberships.id));
	const places = new Map(members.map(({ userId, ...place }) => [userId, place]));
	const grants = await db
		.select({ userId: roleGrants.userId })
		.from(roleGrants)
		.where(
			and(
				eq(roleGrants.role, 'agent'),
				lt(roleGrants.from, to),
				or(isNull(roleGrants.to), gt(roleGrants.to, from)),
				among(roleGrants.userId, agentIds)
			)
		);
	const assessed = new Set(also);
	for (const { userId } of grants) if (places.has(userId)) assessed.add(userId);
	const people = await db
		.select({ agentId: users.id, staffNo: users.staffNo, name: users.name })
		.from(users)
		.where(isAmong(users.id, [...assessed]));
	const nowhere = { teamId: null, team: null, departmentId: null };
	return people
		.map((person) => ({ ...person, ...(places.get(person.agentId) ?? nowhere) }))
		.sort(byPlace);
}

function byPlace(a: CountedAgent, b: CountedAgent): number {
	if (a.team === b.team) return a.staffNo < b.staffNo ? -1 : 1;
	if (a.team === null || b.team === null) return a.team === null ? 1 : -1;
	return a.team < b.team ? -1 : 1;
}
