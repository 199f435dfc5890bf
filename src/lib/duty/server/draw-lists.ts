/** Draws as lists need them: whose, of which period, when, and each unit's share. */
import { and, desc, eq, gte, lt, lte } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { DrawShare } from '#lib/sampling/draw.ts';
import type { PlanKind } from '#lib/sampling/plan.ts';
import { draws } from '#lib/sampling/server/schema.ts';
import { readShare } from '#lib/sampling/stored-draw.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import type { PlanFacts } from './plan-facts.ts';

export interface ListedDraw {
	id: string;
	plan: PlanFacts;
	kind: PlanKind;
	first: BusinessDay;
	last: BusinessDay;
	drawnAt: Date;
	dueAt: Date | null;
	shares: DrawShare[];
}

/** Draws go by first day, newest first, then by the plan's key. */
interface DrawCursor {
	period: BusinessDay;
	key: string;
}

interface DrawsWanted {
	/** Newest versions of the plans whose draws are wanted. */
	of: readonly Pick<PlanFacts, 'planId' | 'key'>[];
	/** First days of periods, both included. */
	from?: BusinessDay | undefined;
	to?: BusinessDay | undefined;
	after?: DrawCursor | undefined;
	limit: number;
}

const columns = {
	id: draws.id,
	planVersionId: draws.planVersionId,
	kind: draws.kind,
	period: draws.period,
	lastDay: draws.lastDay,
	drawnAt: draws.drawnAt,
	dueAt: draws.dueAt,
	shares: draws.shares
};

/** Newest first. Each plan is read along its own index, so that the history's length does not matter. */
export async function listDraws(
	db: Reader,
	facts: ReadonlyMap<string, PlanFacts>,
	{ of, from, to, after, limit }: DrawsWanted
): Promise<ListedDraw[]> {
	const found: ListedDraw[] = [];
	for (const { planId, key } of of) {
		const beyond = after && (key > after.key ? lte : lt)(draws.period, after.period);
		const rows = await db
			.select(columns)
			.from(draws)
			.where(
				and(
					eq(draws.planId, planId),
					from === undefined ? undefined : gte(draws.period, from),
					to === undefined ? undefined : lte(draws.period, to),
					beyond
				)
			)
			.orderBy(desc(draws.period))
			.limit(limit);
		for (const { planVersionId, period, lastDay, shares, ...row } of rows)
			found.push({
				...row,
				plan: facts.get(planVersionId)!,
				first: period,
				last: lastDay ?? period,
				shares: shares.map(readShare)
			});
	}
	return found.sort(byPeriod).slice(0, limit);
}

const byPeriod = (a: ListedDraw, b: ListedDraw): number =>
	b.first - a.first || (a.plan.key < b.plan.key ? -1 : 1);
