import { and, eq, gt, isNull, lte, ne, or } from 'drizzle-orm';
import type { Reader } from '../../platform/server/db/client.ts';
import { disablements, roleGrants } from './schema.ts';

/** How many people administer at `now`, besides `except`; disabled ones do not count. */
export async function countAdministrators(db: Reader, now: Date, except?: string): Promise<number> {
	const rows = await db
		.selectDistinct({ userId: roleGrants.userId })
		.from(roleGrants)
		.leftJoin(disablements, eq(disablements.userId, roleGrants.userId))
		.where(
			and(
				eq(roleGrants.role, 'administrator'),
				lte(roleGrants.from, now),
				or(isNull(roleGrants.to), gt(roleGrants.to, now)),
				isNull(disablements.userId),
				except ? ne(roleGrants.userId, except) : undefined
			)
		);
	return rows.length;
}
