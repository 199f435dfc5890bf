/** A team lead's Today: tiles, the queue, the team's agents, and what the newest draw came to. */
import { and, desc, eq, gt, inArray, isNull, lte, max, or } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import { teamMemberships } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import { drawsBefore } from '#lib/duty/server/stored-draws.ts';
import { businessDay, dayStart, monthOfDay } from '#lib/shared/calendar.ts';
import type { AgentMonth } from '../month.ts';
import { assessMonth } from './assess.ts';
import { countDuties, dutiesOf, type Duty, type DutyView } from '#lib/duty/server/duties.ts';
import { progressOf, sumProgress } from '#lib/duty/server/draw-progress.ts';

const QUEUE_ROWS = 25;

export interface LeadAgent extends Pick<
	AgentMonth,
	'agentId' | 'name' | 'staffNo' | 'team' | 'reviews' | 'meanScore' | 'severe'
> {
	lastReviewedAt: Date | null;
	lastReviewId: string | null;
}

/** Everything on the lead's page; `view` chooses the rows of the queue. */
export async function leadToday({ db, actor, now, zone }: Context, view: DutyView) {
	const at = { now, dayStart: dayStart(businessDay(now, zone), zone) };
	const teamIds = actor.grants.flatMap(({ role, teamId }) =>
		role === 'team-lead' && teamId ? [teamId] : []
	);
	const counts = await countDuties(db.read, actor.id, at);
	const queue = await dutiesOf(db.read, actor.id, { ...at, view, limit: QUEUE_ROWS });
	const next = await firstOpen(db.read, { actor, view, queue, at });
	const month = monthOfDay(businessDay(now, zone));
	return {
		view,
		counts,
		queue,
		next,
		month,
		agents: await agentLines(db.read, { teamIds, now, month, zone }),
		sample: await newestSample(db.read, teamIds, now)
	};
}

export type LeadToday = Awaited<ReturnType<typeof leadToday>>;

async function firstOpen(
	db: Reader,
	known: {
		actor: Context['actor'];
		view: DutyView;
		queue: Duty[];
		at: { now: Date; dayStart: Date };
	}
): Promise<Pick<Duty, 'id' | 'recordingId'> | undefined> {
	const { actor, view, queue, at } = known;
	if (view === 'open') return queue[0];
	const [first] = await dutiesOf(db, actor.id, { ...at, view: 'open', limit: 1 });
	return first;
}

async function agentLines(
	db: Reader,
	{ teamIds, now, month, zone }: { teamIds: string[]; now: Date; month: number; zone: string }
): Promise<LeadAgent[]> {
	if (teamIds.length === 0) return [];
	const members = await db
		.selectDistinct({ userId: teamMemberships.userId })
		.from(teamMemberships)
		.where(
			and(
				inArray(teamMemberships.teamId, teamIds),
				lte(teamMemberships.from, now),
				or(isNull(teamMemberships.to), gt(teamMemberships.to, now))
			)
		);
	const agentIds = members.map(({ userId }) => userId);
	if (agentIds.length === 0) return [];
	const { agents } = await assessMonth(db, { month, zone, agentIds });
	const last = await lastReviews(db, agentIds);
	return agents.map((agent) => ({
		...agent,
		...(last.get(agent.agentId) ?? { lastReviewedAt: null, lastReviewId: null })
	}));
}

async function lastReviews(db: Reader, agentIds: string[]) {
	const newest = await db
		.select({ agentId: reviews.agentId, at: max(reviews.submittedAt) })
		.from(reviews)
		.where(inArray(reviews.agentId, agentIds))
		.groupBy(reviews.agentId);
	const found = new Map<string, { lastReviewedAt: Date; lastReviewId: string }>();
	for (const { agentId, at } of newest) {
		if (!at) continue;
		const [row] = await db
			.select({ id: reviews.id })
			.from(reviews)
			.where(and(eq(reviews.agentId, agentId), eq(reviews.submittedAt, at)))
			.orderBy(desc(reviews.id))
			.limit(1);
		if (row) found.set(agentId, { lastReviewedAt: at, lastReviewId: row.id });
	}
	return found;
}

async function newestSample(db: Reader, teamIds: string[], now: Date) {
	const [draw] = await drawsBefore(db, { limit: 1 });
	if (!draw) return undefined;
	const sees = (teamId: string | null) => teamId !== null && teamIds.includes(teamId);
	const lines = await progressOf(db, [draw], { now, sees });
	const { id, period, drawnAt } = draw;
	return { id, period, drawnAt, ...sumProgress(lines.get(id) ?? []) };
}
