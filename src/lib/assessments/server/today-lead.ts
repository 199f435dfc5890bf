/** A team lead's Today beside the own queue: the newest draws, the team's self-checks, its agents. */
import { and, asc, eq, gt, inArray, isNull, lte, max, or } from 'drizzle-orm';
import { newestDraws } from '#lib/duty/server/newest-draws.ts';
import type { PlanFacts } from '#lib/duty/server/plan-facts.ts';
import { checkerLines, selfChecksOf } from '#lib/duty/server/self-check-board.ts';
import type { Scope } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { teamMemberships } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { newestReports } from '#lib/reviews/server/call-reports-list.ts';
import { newestRevision } from '#lib/reviews/server/revisions.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import { addDays, businessDay, dayStart, monthOfDay } from '#lib/shared/calendar.ts';
import type { AgentMonth } from '../month.ts';
import { assessMonth } from './assess.ts';

interface LeadAgent extends Pick<
	AgentMonth,
	'agentId' | 'name' | 'staffNo' | 'team' | 'reviews' | 'meanScore' | 'severe'
> {
	lastReviewedAt: Date | null;
	lastReviewId: string | null;
}

/** More stand on their own page. */
const REPORTS = 8;

export async function leadToday(context: Context, plans: ReadonlyMap<string, PlanFacts>) {
	const { db, actor, now, zone } = context;
	const teamIds = actor.grants.flatMap(({ role, teamId }) =>
		role === 'team-lead' && teamId ? [teamId] : []
	);
	const sees = (teamId: string | null) => teamId !== null && teamIds.includes(teamId);
	const today = businessDay(now, zone);
	const yesterday = addDays(today, -1);
	const month = monthOfDay(today);
	return {
		newest: await newestDraws(context, { facts: plans, sees }),
		yesterday,
		selfChecks: checkerLines(await selfChecksOf(context, { day: yesterday, scope: led(teamIds) })),
		/** What agents reported since yesterday. */
		reports: await newestReports(context, {
			scope: led(teamIds),
			since: dayStart(yesterday, zone),
			limit: REPORTS
		}),
		month,
		agents: await agentLines(db.read, { teamIds, now, month, zone })
	};
}

/** The calls of these teams, and of nobody else. */
const led = (teamIds: string[]): Scope => ({
	all: false,
	departmentIds: [],
	teamIds,
	agentId: null
});

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
	const newest = db
		.select({ agentId: reviews.agentId, at: max(reviews.submittedAt).as('at') })
		.from(reviews)
		.where(and(inArray(reviews.agentId, agentIds), newestRevision()))
		.groupBy(reviews.agentId)
		.as('newest');
	const rows = await db
		.select({
			agentId: reviews.agentId,
			lastReviewedAt: reviews.submittedAt,
			lastReviewId: reviews.id
		})
		.from(reviews)
		.innerJoin(newest, and(eq(newest.agentId, reviews.agentId), eq(newest.at, reviews.submittedAt)))
		.where(newestRevision())
		.orderBy(asc(reviews.id));
	return new Map(rows.map(({ agentId, ...last }) => [agentId, last]));
}
