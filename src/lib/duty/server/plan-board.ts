/** The head's board: the newest periods of all plans of one rhythm, with a line for each team and reviewer. */
import type { Context } from '#lib/people/server/context.ts';
import type { Recurrence } from '#lib/sampling/plan.ts';
import { sumFigures } from '../progress.ts';
import { listDraws } from './draw-lists.ts';
import { progressOf } from './draw-progress.ts';
import { newestPlans, type PlanFacts } from './plan-facts.ts';
import { headOf } from './sampling-pages.ts';

export const rhythms = ['day', 'week', 'month'] as const satisfies Recurrence['every'][];
type Rhythm = (typeof rhythms)[number];

/** How many draws of a rhythm the board holds: one to two periods of the ready plans' daily ones, more of the rarer. */
const DRAWS: Record<Rhythm, number> = { day: 6, week: 4, month: 4 };

interface Wanted {
	facts: ReadonlyMap<string, PlanFacts>;
	sees: (teamId: string | null) => boolean;
	every: Rhythm;
}

export async function planBoard({ db, now }: Context, { facts, sees, every }: Wanted) {
	const of = newestPlans(facts).filter(({ rule }) => rule.recurrence.every === every);
	const draws = await listDraws(db.read, facts, { of, limit: DRAWS[every] });
	const progress = await progressOf(db.read, draws, { now, sees });
	return {
		every,
		draws: draws
			.map((draw) => ({ ...headOf(draw), lines: progress.get(draw.id)!.lines }))
			.map((draw) => ({ ...draw, sum: sumFigures(draw.lines) }))
			.filter(({ lines }) => lines.length > 0)
	};
}
