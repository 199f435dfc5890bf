import { sheetFigures } from '#lib/assessments/server/sheet-figures.ts';
import { placeInMonth } from '#lib/assessments/server/place.ts';
import type { Context } from '#lib/people/server/context.ts';
import { itemRates } from '#lib/reviews/server/item-rates.ts';
import { itemsOf, type FormText } from '#lib/rubric/form.ts';
import { publishedRubrics } from '#lib/rubric/server/queries.ts';
import { daysOfMonth } from '#lib/shared/calendar.ts';
import { lastMonths } from './team-trend.ts';

/** The reader's own last months, and how often each item failed in them. */
export async function ownTrend(context: Context) {
	const { db, actor, zone } = context;
	const agentId = actor.id;
	const months = lastMonths(context);
	const trend = [];
	// Six months of one person, each as its own page counts it.
	for (const month of months) {
		const placed = await placeInMonth(db.read, { month, zone, agentId });
		const found = placed?.teamId && (await sheetFigures(db.read, { month, zone, agentId }));
		trend.push({ month, figures: found ? found.figures : null });
	}
	const [from, to] = [daysOfMonth(months[0]!).first, daysOfMonth(months.at(-1)!).last];
	const rates = await itemRates(db.read, {
		...{ from, to, groupBy: 'item', agentIds: [agentId] },
		scope: { all: false, departmentIds: [], teamIds: [], agentId }
	});
	const versions = await publishedRubrics(db.read);
	return {
		...{ from, to, months: trend },
		items: rates
			.map(({ rubricKey, itemKey, n, failed }) => ({
				...{ rubricKey, itemKey, n, failed },
				text: wordsOf(versions, rubricKey, itemKey),
				rubric: versions.find(({ key }) => key === rubricKey)?.form.title ?? null
			}))
			.sort((a, b) => b.failed - a.failed || (a.itemKey < b.itemKey ? -1 : 1))
	};
}

function wordsOf(
	versions: Awaited<ReturnType<typeof publishedRubrics>>,
	rubricKey: string,
	itemKey: string
): FormText | null {
	for (const { key, form } of versions) {
		const item = key === rubricKey && itemsOf(form).find((one) => one.key === itemKey);
		if (item) return item.text;
	}
	return null;
}
