/** Who may check what a plan draws, at the time of drawing; disabled people never. */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { holdersOf } from '#lib/people/server/role-holders.ts';
import { disablements, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { PlanRule } from '#lib/sampling/plan.ts';
import type { DrawFacts } from '#lib/sampling/draw.ts';
import type { Reviewers } from '#lib/sampling/reviewers.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import { deputiesOn } from './hand-overs.ts';
import { officeAt } from './office.ts';

/** `calls` and `rostered` say who is on duty, hence a peer. */
export async function reviewersOf(
	db: Reader,
	{ reviewer }: PlanRule,
	{
		calls,
		rostered,
		now,
		zone
	}: Pick<DrawFacts, 'calls' | 'rostered'> & { now: Date; zone: string }
): Promise<Reviewers> {
	const nobody: Reviewers = {
		leads: new Map(),
		heads: new Map(),
		peers: new Map(),
		named: [],
		deputies: new Map()
	};
	switch (reviewer.by) {
		case 'self':
			return nobody;
		case 'peers':
			return {
				...nobody,
				peers: peersOf(calls, rostered, new Set(await holdersOf(db, 'agent', now)))
			};
		case 'team-lead':
		case 'department-head':
		case 'named': {
			const deputies = await deputiesOn(db, businessDay(now, zone));
			const { leads, heads } = await officeAt(db, now);
			if (reviewer.by === 'named')
				return { ...nobody, deputies, named: await active(db, reviewer.userIds) };
			return reviewer.by === 'team-lead'
				? { ...nobody, deputies, leads, heads }
				: { ...nobody, deputies, heads };
		}
	}
}

/** Team → its agents on duty. */
function peersOf(
	calls: DrawFacts['calls'],
	rostered: DrawFacts['rostered'],
	agents: ReadonlySet<string>
): Map<string, string[]> {
	const peers = new Map<string, Set<string>>();
	const add = (agentId: string, teamId: string | null) => {
		if (teamId === null || !agents.has(agentId)) return;
		const team = peers.get(teamId);
		if (team) team.add(agentId);
		else peers.set(teamId, new Set([agentId]));
	};
	for (const { agentId, teamId } of calls) add(agentId, teamId);
	for (const [agentId, { teamId }] of rostered) add(agentId, teamId);
	return new Map([...peers].map(([teamId, ids]) => [teamId, [...ids]]));
}

async function active(db: Reader, ids: readonly string[]): Promise<string[]> {
	const rows = await db
		.select({ id: users.id })
		.from(users)
		.leftJoin(disablements, eq(disablements.userId, users.id))
		.where(and(inArray(users.id, [...ids]), isNull(disablements.userId)));
	return rows.map(({ id }) => id);
}
