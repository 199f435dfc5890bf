import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/people/role.ts';
import { isEmptyScope, scopeOf, type Scope } from '#lib/people/permissions.ts';
import { isNotRestricted } from '#lib/recordings/server/kept.ts';
import { recordings } from '#lib/recordings/server/schema.ts';

/** The condition that a review's recording lies within what `actor` may read: of a restricted one nothing is told. */
export const reachedBy = (actor: Actor): SQL | undefined =>
	and(within(scopeOf(actor, 'review.read')), isNotRestricted);

/** The condition that a recording lies within `scope`. */
export function within(scope: Scope): SQL | undefined {
	if (scope.all) return undefined;
	if (isEmptyScope(scope)) return sql`1 = 0`;
	return or(
		scope.agentId ? eq(recordings.agentId, scope.agentId) : undefined,
		scope.teamIds.length > 0 ? inArray(recordings.teamId, scope.teamIds) : undefined,
		scope.departmentIds.length > 0
			? inArray(recordings.departmentId, scope.departmentIds)
			: undefined
	);
}
