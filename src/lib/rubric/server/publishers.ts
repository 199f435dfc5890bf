import { and, eq, gt, inArray, isNull, lte, ne, or } from 'drizzle-orm';
import { may } from '#lib/people/permissions.ts';
import { roles } from '#lib/people/role.ts';
import { disablements, roleGrants } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';

/** The roles that may publish a rubric. */
const publishing = roles.filter((role) =>
	may({ id: '', name: '', grants: [{ role, teamId: null, departmentId: null }] }, 'rubric.publish')
);

/** How many people besides `actorId` may publish rubrics at `now`. */
export async function otherPublishers(db: Reader, actorId: string, now: Date): Promise<number> {
	const people = await db
		.selectDistinct({ userId: roleGrants.userId })
		.from(roleGrants)
		.leftJoin(disablements, eq(disablements.userId, roleGrants.userId))
		.where(
			and(
				inArray(roleGrants.role, publishing),
				ne(roleGrants.userId, actorId),
				lte(roleGrants.from, now),
				or(isNull(roleGrants.to), gt(roleGrants.to, now)),
				isNull(disablements.userId)
			)
		);
	return people.length;
}
