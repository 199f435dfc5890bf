/** Names of the units of shares, and of their reviewers. */
import { inArray } from 'drizzle-orm';
import { teams, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { DrawShare } from '#lib/sampling/draw.ts';

interface NamedUnit {
	/** Of an agent or a team. */
	name: string;
	/** Of an agent. */
	staffNo: string | null;
	team: string | null;
	reviewers: string[];
}

/** Shares with the names of what they name; by team, then staff number. */
export async function withNames<Share extends Pick<DrawShare, 'unitId' | 'unit' | 'teamId'>>(
	db: Reader,
	shares: readonly (Share & { reviewerIds: readonly string[] })[]
): Promise<(Share & NamedUnit)[]> {
	const ids = [...new Set(shares.flatMap(({ unitId, reviewerIds }) => [unitId, ...reviewerIds]))];
	const people = new Map<string, { name: string; staffNo: string }>();
	for (let from = 0; from < ids.length; from += 500) {
		const rows = await db
			.select({ id: users.id, name: users.name, staffNo: users.staffNo })
			.from(users)
			.where(inArray(users.id, ids.slice(from, from + 500)));
		for (const { id, ...person } of rows) people.set(id, person);
	}
	const rows = await db.select({ id: teams.id, name: teams.name }).from(teams);
	const places = new Map(rows.map(({ id, name }) => [id, name]));
	return shares
		.map((share) => {
			// An agent in no team is a unit alone, of a plan by teams as well.
			const person = people.get(share.unitId);
			return {
				...share,
				name: person?.name ?? places.get(share.unitId) ?? '',
				staffNo: person?.staffNo ?? null,
				team: (share.teamId && places.get(share.teamId)) || null,
				reviewers: share.reviewerIds.flatMap((id) => people.get(id)?.name ?? [])
			};
		})
		.sort(byPlace);
}

const byPlace = (a: NamedUnit, b: NamedUnit): number => {
	const [left, right] = [a, b].map(({ team, staffNo }) => `${team ?? '~'}\n${staffNo ?? ''}`);
	return left! < right! ? -1 : 1;
};
