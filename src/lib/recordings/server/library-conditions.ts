/** The library's filter and scope as conditions: which index a page is read by, and what else must hold. */
import { and, eq, gte, inArray, like, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../../people/permissions.ts';
import type { Reader } from '../../platform/server/db/client.ts';
import { unindexed } from '../../platform/server/db/dialect.ts';
import { addDays, dayStart } from '../../shared/calendar.ts';
import type { RecordingFilter } from '../filter.ts';
import { isKept } from './kept.ts';
import { agentsNamed, queuesNamed } from './library-people.ts';
import { recordings } from './schema.ts';
import { scopeCondition } from './scope-condition.ts';

type Narrowing = Parameters<typeof unindexed>[0];

interface Words {
	agents: string[] | null;
	found: { agents: string[]; queues: string[] } | null;
}

export async function resolveWords(db: Reader, scope: Scope, { agent, q }: RecordingFilter) {
	const words: Words = { agents: null, found: null };
	if (agent) words.agents = await agentsNamed(db, scope, agent);
	if (q)
		words.found = { agents: await agentsNamed(db, scope, q), queues: await queuesNamed(db, q) };
	return words;
}

/**
 * The conditions that choose the index, one per part; everything else stays out of the planner's
 * way. The most telling comes first: agents, a fault of the sound, a queue, then the scope itself.
 */
export function partsOf(scope: Scope, filter: RecordingFilter, words: Words): (SQL | undefined)[] {
	const { agents, found } = words;
	const inScope = scopeCondition(scope);
	const byAgent = (id: string) => eq(recordings.agentId, id);
	const byQueue = (name: string) => eq(recordings.queue, name);
	const alsoFound = found
		? (or(
				found.agents.length > 0 ? inArray(unindexed(recordings.agentId), found.agents) : undefined,
				found.queues.length > 0 ? inArray(unindexed(recordings.queue), found.queues) : undefined
			) ?? sql`1 = 0`)
		: undefined;
	if (agents) return agents.map((id) => and(byAgent(id), inScope, alsoFound));
	if (found)
		return [...found.agents.map(byAgent), ...found.queues.map(byQueue)].map((part) =>
			and(part, inScope)
		);
	if (filter.verdict && filter.verdict !== 'ok')
		return [and(eq(recordings.verdict, filter.verdict), inScope)];
	if (filter.queue) return [and(byQueue(filter.queue), inScope)];
	if (filter.teamId) return [and(eq(recordings.teamId, filter.teamId), inScope)];
	if (scope.all) return [undefined];
	return [
		...scope.departmentIds.map((id) => eq(recordings.departmentId, id)),
		...scope.teamIds.map((id) => eq(recordings.teamId, id)),
		...(scope.agentId ? [byAgent(scope.agentId)] : [])
	];
}

/** What every part must also satisfy. */
export function restOf({
	filter,
	zone
}: {
	filter: RecordingFilter;
	zone: string;
}): (SQL | undefined)[] {
	const r = recordings;
	const same = (column: Narrowing, value: string | undefined) =>
		value === undefined ? undefined : eq(unindexed(column), value);
	return [
		eq(r.current, true),
		isKept,
		filter.from ? gte(r.startedAt, dayStart(filter.from, zone)) : undefined,
		filter.to ? lt(r.startedAt, dayStart(addDays(filter.to, 1), zone)) : undefined,
		same(r.teamId, filter.teamId),
		same(r.direction, filter.direction),
		same(r.kind, filter.kind),
		same(r.queue, filter.queue),
		same(r.verdict, filter.verdict),
		same(r.reviewState, filter.state),
		filter.minMs === undefined ? undefined : gte(r.durationMs, filter.minMs),
		filter.maxMs === undefined ? undefined : lte(r.durationMs, filter.maxMs),
		filter.numberEnd ? like(r.customerMasked, `%${filter.numberEnd}`) : undefined
	];
}
