/** What the newest draw of each plan came to, in the teams that somebody cares for. */
import type { Context } from '#lib/people/server/context.ts';
import { addDays, businessDay } from '#lib/shared/calendar.ts';
import { sumFigures } from '../progress.ts';
import { listDraws, type ListedDraw } from './draw-lists.ts';
import { progressOf } from './draw-progress.ts';
import { newestPlans, type PlanFacts } from './plan-facts.ts';
import { headOf } from './sampling-pages.ts';
import { withNames } from './unit-names.ts';

/** A plan whose newest period began longer ago than this says nothing of today. */
const NEWS_DAYS = 45;

/** Units named with their reasons; the rest are counted. */
const SHORT_ROWS = 6;

interface Wanted {
	facts: ReadonlyMap<string, PlanFacts>;
	sees: (teamId: string | null) => boolean;
}

/** By the plan's key; plans that drew nothing of these teams are left out. */
export async function newestDraws({ db, now, zone }: Context, { facts, sees }: Wanted) {
	const from = addDays(businessDay(now, zone), -NEWS_DAYS);
	const draws: ListedDraw[] = [];
	for (const plan of newestPlans(facts))
		draws.push(...(await listDraws(db.read, facts, { of: [plan], from, limit: 1 })));
	const own = draws.filter(({ shares }) => shares.some(({ teamId }) => sees(teamId)));
	const progress = await progressOf(db.read, own, { now, sees });
	return Promise.all(
		own.map(async (draw) => {
			const { lines, short } = progress.get(draw.id)!;
			const units = draw.shares.filter(({ teamId }) => sees(teamId)).length;
			return {
				...headOf(draw),
				...sumFigures(lines),
				unit: draw.plan.rule.unit,
				units,
				/** Units with at least one call. */
				drawnUnits: units - short.filter(({ standing }) => standing === 0).length,
				shortUnits: short.length,
				named: await withNames(db.read, short.slice(0, SHORT_ROWS))
			};
		})
	);
}

export type NewestDraw = Awaited<ReturnType<typeof newestDraws>>[number];
