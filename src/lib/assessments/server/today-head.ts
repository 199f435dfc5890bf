/** A head's Today: the plans' board by team and lead, what the newest draws lacked, missed duties. */
import { missedPage } from '#lib/duty/server/missed-list.ts';
import { newestDraws } from '#lib/duty/server/newest-draws.ts';
import { planBoard, rhythms } from '#lib/duty/server/plan-board.ts';
import type { PlanFacts } from '#lib/duty/server/plan-facts.ts';
import { teamsSeen } from '#lib/duty/server/teams-seen.ts';
import { concealmentsWaiting } from '#lib/reviews/server/concealments.ts';
import { reviewPage } from '#lib/reviews/server/queries.ts';
import type { Context } from '#lib/people/server/context.ts';
import { addDays, businessDay } from '#lib/shared/calendar.ts';

/** Missed duties wait this long on Today for the head's word; older ones stand on their own page. */
const WAITING_DAYS = 35;

interface Asked {
	plans: ReadonlyMap<string, PlanFacts>;
	/** As the address names it; an unknown one shows the daily plans. */
	every: string | null;
}

export async function headToday(context: Context, { plans, every }: Asked) {
	const sees = await teamsSeen(context);
	const { db, actor, now, zone } = context;
	const since = addDays(businessDay(now, zone), -WAITING_DAYS);
	const waiting = await missedPage(
		db.read,
		{ actor, zone },
		{ filter: { excused: 'no', from: since }, after: undefined }
	);
	const second = { second: true as const };
	const rulings = await reviewPage(context, { filter: second });
	const rhythm = rhythms.find((known) => known === every) ?? 'day';
	return {
		board: await planBoard(context, { facts: plans, sees, every: rhythm }),
		newest: await newestDraws(context, { facts: plans, sees }),
		rulings: { count: rulings.rows.length, more: rulings.next !== undefined },
		concealments: await concealmentsWaiting(context),
		missed: { count: waiting.rows.length, more: waiting.next !== undefined }
	};
}
