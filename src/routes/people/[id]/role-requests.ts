import type { Context } from '#lib/people/server/context.ts';
import { openJointRequests } from '#lib/people/server/joint.ts';
import { areSamePerson } from '#lib/people/server/persons.ts';
import { personById } from '#lib/people/server/queries.ts';
import { grantOf } from '#lib/auth/server/role-requests.ts';
import { allDepartments } from '#lib/people/server/teams.ts';

/** The roles asked for a person that await another administrator, as the page shows them. */
export async function roleRequestsOf({ db, actor, now }: Context, userId: string) {
	const open = await openJointRequests(db.read, `user:${userId}`);
	const departments = await allDepartments(db.read);
	return Promise.all(
		open
			.filter(({ kind }) => kind === 'role-grant')
			.map(async ({ id, facts, reason, requestedBy, at }) => {
				const { role, departmentId } = grantOf(facts, now);
				return {
					id,
					role,
					place: departments.find((one) => one.id === departmentId)?.name ?? '',
					reason,
					by: (await personById(db.read, requestedBy))?.name ?? '',
					own: await areSamePerson(db.read, requestedBy, actor.id),
					at
				};
			})
	);
}
