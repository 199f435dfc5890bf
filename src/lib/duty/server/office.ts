/** Who is in office: leads of teams and heads of departments, as far as they may act. */
import { and, asc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import type { Actor } from '#lib/people/role.ts';
import { disablements, roleGrants } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';

interface Office {
	/** Team → its leads. */
	leads: ReadonlyMap<string, readonly string[]>;
	/** Department → its heads. */
	heads: ReadonlyMap<string, readonly string[]>;
}

/** Leads and heads at `now` who are not disabled. */
export async function officeAt(db: Reader, now: Date): Promise<Office> {
	const rows = await db
		.selectDistinct({
			userId: roleGrants.userId,
			role: roleGrants.role,
			teamId: roleGrants.teamId,
			departmentId: roleGrants.departmentId
		})
		.from(roleGrants)
		.leftJoin(disablements, eq(disablements.userId, roleGrants.userId))
		.where(
			and(
				inArray(roleGrants.role, ['team-lead', 'department-head']),
				lte(roleGrants.from, now),
				or(isNull(roleGrants.to), gt(roleGrants.to, now)),
				isNull(disablements.userId)
			)
		)
		.orderBy(asc(roleGrants.userId));
	const leads = new Map<string, string[]>();
	const heads = new Map<string, string[]>();
	for (const { userId, role, teamId, departmentId } of rows) {
		if (role === 'team-lead' && teamId) leads.set(teamId, [...(leads.get(teamId) ?? []), userId]);
		if (role === 'department-head' && departmentId)
			heads.set(departmentId, [...(heads.get(departmentId) ?? []), userId]);
	}
	return { leads, heads };
}

/** Whether `actor` heads the department. */
export const headsDepartment = (actor: Actor, departmentId: string | null): boolean =>
	departmentId !== null &&
	actor.grants.some(
		(grant) => grant.role === 'department-head' && grant.departmentId === departmentId
	);
