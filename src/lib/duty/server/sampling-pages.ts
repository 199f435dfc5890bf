/** The list of plans and draws, within the reader's reach. */
import { may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { drawInstant, periodOf, runningPeriod } from '#lib/sampling/period.ts';
import { planRight } from '#lib/sampling/plan-rights.ts';
import type { PlanRule } from '#lib/sampling/plan.ts';
import { departmentTeams } from '#lib/sampling/server/centre-facts.ts';
import { addDays, businessDay } from '#lib/shared/calendar.ts';
import { sumFigures } from '../progress.ts';
import type { SamplingFilter } from '../sampling-filter.ts';
import { listDraws, type ListedDraw } from './draw-lists.ts';
import { progressOf } from './draw-progress.ts';
import { newestPlans, planVersionFacts, type PlanFacts } from './plan-facts.ts';
import { teamsSeen } from './teams-seen.ts';

const PAGE_ROWS = 20;

/** Plans with the rule that holds today, and draws by period, newest first, with how far they are. */
export async function samplingPage(context: Context, filter: SamplingFilter) {
	const { db, actor, now } = context;
	const facts = await planVersionFacts(db.read);
	const places = await departmentTeams(db.read);
	const known = newestPlans(facts).filter((plan) => planRight(actor, plan, places) !== 'hidden');
	const wanted = known.filter(({ key }) => filter.plan === undefined || key === filter.plan);
	const { from, to, after } = filter;
	const rows = await listDraws(db.read, facts, {
		...{ of: wanted, from, to, after },
		limit: PAGE_ROWS + 1
	});
	const shown = rows.slice(0, PAGE_ROWS);
	const last = shown.at(-1);
	const sees = await teamsSeen(context);
	const progress = await progressOf(db.read, shown, { now, sees });
	const today = planNowOf(context, facts);
	return {
		filter,
		plans: known.map(({ key }) => today(key)),
		draws: shown
			.filter(({ shares }) => shares.some(({ teamId }) => sees(teamId)))
			.map((draw) => ({
				...headOf(draw),
				...sumFigures(progress.get(draw.id)?.lines ?? [])
			})),
		after: rows.length > PAGE_ROWS && last ? { period: last.first, key: last.plan.key } : undefined,
		mayManage: may(actor, 'plan.manage'),
		mayReadPlans: may(actor, 'plan.read')
	};
}

/** A draw's own facts, for a row of a list. */
export const headOf = ({ id, plan, kind, first, last, drawnAt, dueAt }: ListedDraw) => ({
	...{ id, kind, first, last, drawnAt, dueAt },
	plan: { key: plan.key, rule: { name: plan.rule.name, recurrence: plan.rule.recurrence } }
});

/** Per key the version that rules today, else the first that will, and when it draws next. */
function planNowOf({ now, zone }: Context, facts: ReadonlyMap<string, PlanFacts>) {
	const today = businessDay(now, zone);
	return (key: string) => {
		const own = [...facts.values()].filter((plan) => plan.key === key);
		const ruling = own.filter(({ effectiveFrom }) => effectiveFrom <= today).at(-1) ?? own[0]!;
		const { version, rule } = ruling;
		return { key, version, rule, nextDraw: rule.paused ? null : nextDraw(rule, now, zone) };
	};
}

/** The next instant at which the plan draws: of the period before when that is still to come. */
export function nextDraw(rule: PlanRule, now: Date, zone: string): Date {
	const running = runningPeriod(rule.recurrence, now, zone);
	const before = periodOf(rule.recurrence, addDays(running.first, -1));
	const waiting = drawInstant(rule, before, zone);
	return waiting > now ? waiting : drawInstant(rule, running, zone);
}
