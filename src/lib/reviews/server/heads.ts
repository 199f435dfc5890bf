import { and, asc, eq, gt, isNull, lte, or } from 'drizzle-orm';
import { disablements, roleGrants } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';

/** Ids of those who head the department at `now`; disabled people do not count. */
export async function headsOf(read: Reader, departmentId: string, now: Date): Promise<string[]> {
	const rows = await read
		.selectDistinct({ id: roleGrants.userId })
		.from(roleGrants)
		.leftJoin(disablements, eq(disablements.userId, roleGrants.userId))
		.where(
			and(
				eq(roleGrants.role, 'department-head'),
				eq(roleGrants.departmentId, departmentId),
				lte(roleGrants.from, now),
				or(isNull(roleGrants.to), gt(roleGrants.to, now)),
				isNull(disablements.userId)
			)
		)
		.orderBy(asc(roleGrants.userId));
	return rows.map(({ id }) => id);
}
