/** Today of agents, and of those who keep the centre running. */
import { and, count, desc, eq, isNotNull } from 'drizzle-orm';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { importItems, sources } from '#lib/ingest/server/schema.ts';
import type { Context } from '#lib/people/server/context.ts';
import { roleGrants } from '#lib/people/server/schema.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { checkQuota } from '#lib/reviews/server/check-day.ts';
import { reviewPage } from '#lib/reviews/server/queries.ts';
import { draws } from '#lib/sampling/server/schema.ts';
import { addDays, businessDay, monthOfDay } from '#lib/shared/calendar.ts';
import { assessMonth } from './assess.ts';

/** An agent's: reviews to acknowledge, yesterday's own calls, the month so far. */
export async function agentToday(context: Context) {
	const { db, actor, now, zone } = context;
	const today = businessDay(now, zone);
	const yesterday = addDays(today, -1);
	const month = monthOfDay(today);
	const filter = { agentId: actor.id, acknowledged: false };
	const { rows } = await reviewPage({ db, actor, now }, { filter, limit: 25 });
	const { agents } = await assessMonth(db.read, { month, zone, agentIds: [actor.id] });
	return {
		toAcknowledge: rows,
		/** Of the last day with calls. */
		quota: await checkQuota(context),
		yesterday,
		callsYesterday: await db.read.$count(
			recordings,
			and(
				eq(recordings.businessDay, yesterday),
				eq(recordings.agentId, actor.id),
				eq(recordings.current, true)
			)
		),
		month,
		figures: agents[0]!
	};
}

/** A technician's: sources, and files that wait for a person. */
export async function technicianToday({ db }: Context) {
	const names = await db.read.select({ id: sources.id, name: sources.name }).from(sources);
	const held = await db.read
		.select({ sourceId: importItems.sourceId, n: count() })
		.from(importItems)
		.where(eq(importItems.state, 'held'))
		.groupBy(importItems.sourceId);
	const counts = new Map(held.map(({ sourceId, n }) => [sourceId, n]));
	return {
		sources: names
			.map((source) => ({ ...source, held: counts.get(source.id) ?? 0 }))
			.sort((a, b) => (a.name < b.name ? -1 : 1))
	};
}

/** An administrator's: what a new centre still needs, in the order in which it is needed. */
export async function administratorToday({ db }: Context) {
	const { read } = db;
	const some = async (rows: Promise<unknown[]>) => (await rows).length > 0;
	const withRole = (role: 'agent' | 'team-lead') =>
		some(
			read.select({ id: roleGrants.id }).from(roleGrants).where(eq(roleGrants.role, role)).limit(1)
		);
	const steps = [
		{ key: 'agents' as const, path: '/people', done: await withRole('agent') },
		{ key: 'leads' as const, path: '/people', done: await withRole('team-lead') },
		{
			key: 'source' as const,
			path: '/sources',
			done: await some(read.select({ id: sources.id }).from(sources).limit(1))
		},
		{
			key: 'recordings' as const,
			path: '/sources',
			done: await some(
				read
					.select({ id: recordings.id })
					.from(recordings)
					.where(isNotNull(recordings.agentId))
					.limit(1)
			)
		},
		{
			key: 'draw' as const,
			path: '/jobs',
			done: await some(read.select({ id: draws.id }).from(draws).limit(1))
		}
	];
	return { steps };
}

/** An auditor's: how far the chain has come. */
export async function auditorToday({ db }: Context) {
	const [head] = await db.read
		.select({ seq: auditEntries.seq, at: auditEntries.at })
		.from(auditEntries)
		.orderBy(desc(auditEntries.seq))
		.limit(1);
	return { entries: head?.seq ?? 0, lastAt: head?.at ?? null };
}
