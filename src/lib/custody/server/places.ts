import { departments, teams } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';

/** Names of teams and departments by id. */
export type Places = Record<string, string>;

export async function placesOf(read: Reader): Promise<Places> {
	const rows = [
		...(await read.select({ id: departments.id, name: departments.name }).from(departments)),
		...(await read.select({ id: teams.id, name: teams.name }).from(teams))
	];
	return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
