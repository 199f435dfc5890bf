import { and, eq, isNull } from 'drizzle-orm';
import type { Reader } from '../../platform/server/db/client.ts';
import { preparedQuery } from '../../platform/server/db/prepared-query.ts';
import { isId } from '../../platform/server/ids.ts';
import type { Actor } from '../role.ts';
import { inForce } from './in-force.ts';
import { accountsOf } from './persons.ts';
import { disablements, roleGrants, users } from './schema.ts';

/** A person who may act now, with what the pages need of them. */
export interface ActingPerson {
	actor: Actor;
	staffNo: string;
	locale: 'en' | 'zh-CN' | null;
	theme: 'light' | 'dark' | null;
}

/** The person with the grants in force at `now`; undefined for unknown and disabled people. */
export async function actingPerson(
	db: Reader,
	userId: string,
	now: Date
): Promise<ActingPerson | undefined> {
	if (!isId(userId)) return undefined;
	const rows = await personWithGrants(db, { userId, now });
	const [person] = rows;
	if (!person) return undefined;
	const grants = rows.flatMap(({ role, teamId, departmentId }) =>
		role ? [{ role, teamId, departmentId }] : []
	);
	const accounts = (await accountsOf(db, userId)).filter((id) => id !== userId);
	return {
		actor: { id: person.id, name: person.name, grants, ...(accounts.length > 0 && { accounts }) },
		staffNo: person.staffNo,
		locale: person.locale,
		theme: person.theme
	};
}

const personWithGrants = preparedQuery(
	{ userId: users.id, now: roleGrants.from },
	(read, { userId, now }) =>
		read
			.select({
				id: users.id,
				name: users.name,
				staffNo: users.staffNo,
				locale: users.locale,
				theme: users.theme,
				role: roleGrants.role,
				teamId: roleGrants.teamId,
				departmentId: roleGrants.departmentId
			})
			.from(users)
			.leftJoin(disablements, eq(disablements.userId, users.id))
			.leftJoin(roleGrants, and(eq(roleGrants.userId, users.id), inForce(roleGrants, now)))
			.where(and(eq(users.id, userId), isNull(disablements.userId)))
			.orderBy(roleGrants.from, roleGrants.id)
);

/** The actor of a person at `now`; undefined for unknown and disabled people. */
export async function actorById(db: Reader, userId: string, now: Date): Promise<Actor | undefined> {
	return (await actingPerson(db, userId, now))?.actor;
}
