import { may } from '#lib/people/permissions.ts';
import { roles } from '#lib/people/role.ts';
import { holdersOf } from '#lib/people/server/role-holders.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';

/** The roles that may publish a rubric. */
const publishing = roles.filter((role) =>
	may({ id: '', name: '', grants: [{ role, teamId: null, departmentId: null }] }, 'rubric.publish')
);

/** How many people besides `actorId` may publish rubrics at `now`. */
export async function otherPublishers(db: Reader, actorId: string, now: Date): Promise<number> {
	const holders = await holdersOf(db, publishing, now);
	return holders.filter((id) => id !== actorId).length;
}
