/** Teams over months, and what fails most: for whoever oversees them. */
import { and, eq, gt, gte, isNull, lt, lte, or } from 'drizzle-orm';
import { monthTable } from '#lib/assessments/server/assess-page.ts';
import { timesOf } from '#lib/assessments/server/month-facts.ts';
import type { TeamMonth } from '#lib/assessments/month.ts';
import { missedDuties, excuses } from '#lib/duty/server/schema.ts';
import { may, type Scope } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { roleGrants } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { teamsInScope } from '#lib/recordings/server/library-people.ts';
import { parseAgreementFilter } from '#lib/reviews/agreement-filter.ts';
import { agreementPage } from '#lib/reviews/server/agreement-page.ts';
import { itemRates } from '#lib/reviews/server/item-rates.ts';
import { itemsOf, type FormText } from '#lib/rubric/form.ts';
import { publishedRubrics } from '#lib/rubric/server/queries.ts';
import {
	addDays,
	businessDay,
	monthOfDay,
	weekday,
	type BusinessMonth
} from '#lib/shared/calendar.ts';
import { addMonths } from '#lib/shared/month.ts';
import type { Observed } from '../band.ts';
import { weeklySlope } from '../slope.ts';

/** Months that a trend shows, the current one among them. */
const TREND_MONTHS = 6;
const TREND_WEEKS = 4;
const MOST_ITEMS = 5;

/** The last months, the oldest first. */
export const lastMonths = ({ now, zone }: Pick<Context, 'now' | 'zone'>): BusinessMonth[] => {
	const current = monthOfDay(businessDay(now, zone));
	return Array.from({ length: TREND_MONTHS }, (_, n) => addMonths(current, n + 1 - TREND_MONTHS));
};

export async function teamTrend(context: Context, scope: Scope) {
	const { db, actor, now, zone } = context;
	const months = lastMonths(context);
	const teams = await teamsInScope(db.read, scope);
	const missed = await missedByTeam(db.read, { months, zone });
	const figures = new Map<string, TeamMonth>();
	// Six months, each counted as its own page counts it.
	for (const month of months)
		for (const line of (await monthTable(context, month)).teams)
			if (line.teamId) figures.set(`${line.teamId} ${month}`, line);
	const drift = may(actor, 'agreement.read')
		? await agreementPage(
				context,
				parseAgreementFilter(new URLSearchParams(), businessDay(now, zone))
			)
		: undefined;
	return {
		months,
		teams: teams.map(({ id, name }) => ({
			...{ id, name },
			months: months.map((month) => ({
				month,
				figures: figures.get(`${id} ${month}`) ?? null,
				missed: missed.get(`${id} ${month}`) ?? 0
			}))
		})),
		...(await topItems(context, scope)),
		drift: drift && {
			names: drift.names,
			lines: drift.severity
		}
	};
}

/** Team and month → duties of its leads missed and not excused. */
async function missedByTeam(
	read: Reader,
	{ months, zone }: { months: BusinessMonth[]; zone: string }
): Promise<Map<string, number>> {
	const [from] = timesOf({ month: months[0]!, zone });
	const [, to] = timesOf({ month: months.at(-1)!, zone });
	const rows = await read
		.selectDistinct({ id: missedDuties.id, at: missedDuties.at, teamId: roleGrants.teamId })
		.from(missedDuties)
		.innerJoin(
			roleGrants,
			and(
				eq(roleGrants.userId, missedDuties.reviewerId),
				eq(roleGrants.role, 'team-lead'),
				lte(roleGrants.from, missedDuties.at),
				or(isNull(roleGrants.to), gt(roleGrants.to, missedDuties.at))
			)
		)
		.leftJoin(excuses, eq(excuses.missedDutyId, missedDuties.id))
		.where(and(gte(missedDuties.at, from), lt(missedDuties.at, to), isNull(excuses.missedDutyId)));
	const found = new Map<string, number>();
	for (const { at, teamId } of rows) {
		const key = `${teamId} ${monthOfDay(businessDay(at, zone))}`;
		found.set(key, (found.get(key) ?? 0) + 1);
	}
	return found;
}

/** The items that failed most often in the last whole weeks. */
async function topItems({ db, now, zone }: Context, scope: Scope) {
	const today = businessDay(now, zone);
	const to = addDays(today, -weekday(today));
	const from = addDays(to, 1 - 7 * TREND_WEEKS);
	const weeks = Array.from({ length: TREND_WEEKS }, (_, n) => addDays(from, 7 * n));
	const rates = await itemRates(db.read, { from, to, scope, groupBy: 'item-week' });
	const words = new Map<string, FormText>();
	for (const { key, form } of await publishedRubrics(db.read))
		for (const item of itemsOf(form))
			if (!words.has(`${key}:${item.key}`)) words.set(`${key}:${item.key}`, item.text);
	const items = [...Map.groupBy(rates, ({ rubricKey, itemKey }) => `${rubricKey}:${itemKey}`)].map(
		([key, some]) => {
			const byWeek = weeks.map((week): Observed => {
				const { n, failed } = some.find((rate) => rate.week === week) ?? { n: 0, failed: 0 };
				return { n, failed };
			});
			const { rubricKey, itemKey } = some[0]!;
			const sum = (of: (one: Observed) => number) => byWeek.reduce((all, one) => all + of(one), 0);
			const [n, failed] = [sum((one) => one.n), sum((one) => one.failed)];
			const text = words.get(key) ?? null;
			return { rubricKey, itemKey, text, n, failed, weeks: byWeek, slope: weeklySlope(byWeek) };
		}
	);
	return {
		...{ from, to, weeks },
		items: items
			.filter(({ failed }) => failed > 0)
			.sort((a, b) => b.failed - a.failed || b.failed / b.n - a.failed / a.n)
			.slice(0, MOST_ITEMS)
	};
}
