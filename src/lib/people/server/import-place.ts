import { eq } from 'drizzle-orm';
import { newId } from '../../platform/server/ids.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { PersonRow } from '../import-row.ts';
import { addDepartment, addTeam, type Scribe } from './records.ts';
import { departments, teams } from './schema.ts';

export type PlaceIssue = 'department-missing' | 'team-ambiguous';

/** The department and team a row names: their ids, and what makes those that are missing. */
export interface Place {
	departmentId: string | null;
	teamId: string | null;
	make: (() => Promise<unknown>)[];
}

/** Finds a row's place. A team without a department is found by its name when only one bears it. */
export async function placeOf(
	scribe: Scribe,
	{ department, team }: Pick<PersonRow, 'department' | 'team'>
): Promise<Decision<Place, PlaceIssue>> {
	const { tx, now } = scribe;
	const place: Place = { departmentId: null, teamId: null, make: [] };
	const named = team ? await tx.select().from(teams).where(eq(teams.name, team)) : [];
	if (department) {
		const [known] = await tx.select().from(departments).where(eq(departments.name, department));
		const id = (place.departmentId = known?.id ?? newId(now));
		if (!known) place.make.push(() => addDepartment(scribe, department, id));
	} else if (team) {
		if (named.length === 0) return refuse('department-missing');
		if (named.length > 1) return refuse('team-ambiguous');
		place.departmentId = named[0]!.departmentId;
	}
	if (team) {
		const departmentId = place.departmentId!;
		const known = named.find((row) => row.departmentId === departmentId);
		const id = (place.teamId = known?.id ?? newId(now));
		if (!known) place.make.push(() => addTeam(scribe, departmentId, team, id));
	}
	return accept(place);
}
