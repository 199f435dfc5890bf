/** Agents, teams and queues that a reader of the library can name; nobody outside their scope. */
import { and, asc, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../../people/permissions.ts';
import { teamMemberships, teams, users } from '../../people/server/schema.ts';
import type { Reader } from '../../platform/server/db/client.ts';
import { isId } from '../../platform/server/ids.ts';

/** More agents than this are no help in a list of recordings; the first by staff number are taken. */
const MOST_AGENTS = 20;
const MOST_QUEUES = 10;

/** Teams whose calls lie in `scope`, by name. */
export async function teamsInScope(
	db: Reader,
	scope: Scope
): Promise<{ id: string; name: string }[]> {
	const reached = teamCondition(scope);
	if (!scope.all && !reached) return [];
	return db
		.select({ id: teams.id, name: teams.name })
		.from(teams)
		.where(reached)
		.orderBy(asc(teams.name), asc(teams.id));
}

function teamCondition(scope: Scope): SQL | undefined {
	if (scope.all) return undefined;
	return or(
		scope.teamIds.length > 0 ? inArray(teams.id, scope.teamIds) : undefined,
		scope.departmentIds.length > 0 ? inArray(teams.departmentId, scope.departmentIds) : undefined
	);
}

/** Ids of agents in `scope`, past members of its teams included, whom `text` names: staff number, id, or part of a name. */
export async function agentsNamed(db: Reader, scope: Scope, text: string): Promise<string[]> {
	const part = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
	const named = or(
		isId(text) ? eq(users.id, text) : undefined,
		eq(users.staffNo, text),
		sql`lower(${users.name}) like ${part} escape '\\'`
	);
	const seen = scope.all
		? undefined
		: or(scope.agentId ? eq(users.id, scope.agentId) : undefined, teamCondition(scope));
	const found = await db
		.selectDistinct({ id: users.id, staffNo: users.staffNo })
		.from(users)
		.leftJoin(teamMemberships, eq(teamMemberships.userId, users.id))
		.leftJoin(teams, eq(teams.id, teamMemberships.teamId))
		.where(and(named, seen))
		.orderBy(asc(users.staffNo))
		.limit(MOST_AGENTS);
	return found.map(({ id }) => id);
}

/** Names of queues that contain `text`, whatever its case; steps from name to name by the index, never over the rows. */
export async function queuesNamed(db: Reader, text: string): Promise<string[]> {
	const names = await db.all<{ name: string | null }>(sql`
		with recursive step(name) as (
			select min(queue) from recordings
			union all
			select (select min(queue) from recordings where queue > step.name) from step
			where step.name is not null
		)
		select name from step where name is not null limit 500`);
	const wanted = text.toLowerCase();
	return names
		.map(({ name }) => name!)
		.filter((name) => name.toLowerCase().includes(wanted))
		.slice(0, MOST_QUEUES);
}
