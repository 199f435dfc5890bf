/** Today of agents, heads and of those who keep the centre running. */
import { and, count, desc, eq, isNotNull } from 'drizzle-orm';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { importItems, sources } from '#lib/ingest/server/schema.ts';
import { inScope, scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { roleGrants, teams } from '#lib/people/server/schema.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { reviewPage } from '#lib/reviews/server/queries.ts';
import { drawsBefore } from '#lib/duty/server/stored-draws.ts';
import { addDays, businessDay, monthOfDay } from '#lib/shared/calendar.ts';
import { assessMonth } from './assess.ts';
import { progressOf } from '#lib/duty/server/draw-progress.ts';

/** An agent's: reviews to acknowledge, yesterday's own calls, the month so far. */
export async function agentToday({ db, actor, now, zone }: Context) {
	const today = businessDay(now, zone);
	const yesterday = addDays(today, -1);
	const month = monthOfDay(today);
	const filter = { agentId: actor.id, acknowledged: false };
	const { rows } = await reviewPage(db.read, actor, { filter, limit: 25 });
	const { agents } = await assessMonth(db.read, { month, zone, agentIds: [actor.id] });
	return {
		toAcknowledge: rows,
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

export type AgentToday = Awaited<ReturnType<typeof agentToday>>;

/** Draws that the head's table adds up. */
const HEAD_DRAWS = 7;

/** A head's: for the newest draws, what each team was due, drawn, done, overdue. */
export async function headToday({ db, actor, now }: Context) {
	const scope = scopeOf(actor, 'sampling.read');
	const departments = new Map(
		(await db.read.select({ id: teams.id, departmentId: teams.departmentId }).from(teams)).map(
			(team) => [team.id, team.departmentId]
		)
	);
	const sees = (teamId: string | null) =>
		inScope(scope, {
			agentId: null,
			teamId,
			departmentId: (teamId && departments.get(teamId)) ?? null
		});
	const draws = await drawsBefore(db.read, { limit: HEAD_DRAWS });
	const progress = await progressOf(db.read, draws, { now, sees });
	return {
		draws: draws.map(({ id, period, drawnAt }) => ({
			id,
			period,
			drawnAt,
			teams: progress.get(id) ?? []
		}))
	};
}

export type HeadToday = Awaited<ReturnType<typeof headToday>>;

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

export type TechnicianToday = Awaited<ReturnType<typeof technicianToday>>;

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
			done: (await drawsBefore(read, { limit: 1 })).length > 0
		}
	];
	return { steps };
}

export type AdministratorToday = Awaited<ReturnType<typeof administratorToday>>;

/** An auditor's: how far the chain has come. */
export async function auditorToday({ db }: Context) {
	const [head] = await db.read
		.select({ seq: auditEntries.seq, at: auditEntries.at })
		.from(auditEntries)
		.orderBy(desc(auditEntries.seq))
		.limit(1);
	return { entries: head?.seq ?? 0, lastAt: head?.at ?? null };
}

export type AuditorToday = Awaited<ReturnType<typeof auditorToday>>;
