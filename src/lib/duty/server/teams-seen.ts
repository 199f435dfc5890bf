/** Which teams' draws the reader sees. */
import { inScope, isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { teams } from '#lib/people/server/schema.ts';

/** True when the reader may see any draw at all. */
export const seesSampling = ({ actor }: Pick<Context, 'actor'>): boolean =>
	!isEmptyScope(scopeOf(actor, 'sampling.read'));

/** A test for teams; what belongs to nobody's team is for who sees everything. */
export async function teamsSeen({
	db,
	actor
}: Pick<Context, 'db' | 'actor'>): Promise<(teamId: string | null) => boolean> {
	const scope = scopeOf(actor, 'sampling.read');
	const rows = await db.read.select({ id: teams.id, departmentId: teams.departmentId }).from(teams);
	const departments = new Map(rows.map((team) => [team.id, team.departmentId]));
	return (teamId) =>
		inScope(scope, {
			agentId: null,
			teamId,
			departmentId: teamId ? (departments.get(teamId) ?? null) : null
		});
}
