import { eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../../people/permissions.ts';
import { unindexed } from '../../platform/server/db/dialect.ts';
import { recordings } from './schema.ts';

/** The recordings inside `scope`; undefined when all are, none for an empty scope. Another condition chooses the index. */
export function scopeCondition({ all, departmentIds, teamIds, agentId }: Scope): SQL | undefined {
	if (all) return undefined;
	const { departmentId, teamId } = recordings;
	const reached = or(
		departmentIds.length > 0 ? inArray(unindexed(departmentId), departmentIds) : undefined,
		teamIds.length > 0 ? inArray(unindexed(teamId), teamIds) : undefined,
		agentId ? eq(unindexed(recordings.agentId), agentId) : undefined
	);
	return reached ?? sql`1 = 0`;
}
