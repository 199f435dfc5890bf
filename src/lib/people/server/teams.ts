import { asc, eq } from 'drizzle-orm';
import type { Reader, Writer } from '../../platform/server/db/client.ts';
import { isUniqueViolation } from '../../platform/server/db/errors.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { may } from '../permissions.ts';
import type { Context } from './context.ts';
import { addDepartment, addTeam } from './records.ts';
import { departments, teams } from './schema.ts';

type Outcome = Decision<{ id: string }, 'not-allowed' | 'name-taken' | 'no-such-department'>;

async function unlessTaken(
	{ db, actor }: Context,
	work: (tx: Writer) => Promise<Outcome>
): Promise<Outcome> {
	if (!may(actor, 'people.manage')) return refuse('not-allowed');
	try {
		return await db.tx(work);
	} catch (error) {
		if (isUniqueViolation(error)) return refuse('name-taken');
		throw error;
	}
}

/** Adds a department. */
export const createDepartment = (context: Context, name: string): Promise<Outcome> =>
	unlessTaken(context, async (tx) => accept({ id: await addDepartment({ ...context, tx }, name) }));

/** Adds a team to a department. */
export const createTeam = (
	context: Context,
	departmentId: string,
	name: string
): Promise<Outcome> =>
	unlessTaken(context, async (tx) => {
		const [department] = await tx
			.select()
			.from(departments)
			.where(eq(departments.id, departmentId));
		if (!department) return refuse('no-such-department');
		return accept({ id: await addTeam({ ...context, tx }, departmentId, name) });
	});

interface TeamOfDepartment {
	id: string;
	name: string;
	departmentId: string;
	departmentName: string;
}

/** All teams, by department. */
export const allTeams = (db: Reader): Promise<TeamOfDepartment[]> =>
	db
		.select({
			id: teams.id,
			name: teams.name,
			departmentId: departments.id,
			departmentName: departments.name
		})
		.from(teams)
		.innerJoin(departments, eq(departments.id, teams.departmentId))
		.orderBy(asc(departments.name), asc(teams.name));

/** All departments, by name. */
export const allDepartments = (db: Reader): Promise<{ id: string; name: string }[]> =>
	db
		.select({ id: departments.id, name: departments.name })
		.from(departments)
		.orderBy(asc(departments.name));
