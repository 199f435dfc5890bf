/** Failed criteria that are not severe, counted by the database: each distinct answer is judged once by its own form. */
import { and, count, eq, inArray } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import { canFail, isFailed } from '#lib/rubric/answer.ts';
import { itemsOf, parseForm, type Item } from '#lib/rubric/form.ts';
import { rubricVersions } from '#lib/rubric/server/schema.ts';
import { reviewAnswers } from '#lib/reviews/server/schema.ts';
import type { Found } from '../components/define.ts';
import { rankedReviews, type MonthOf } from './month-facts.ts';

/** Agent → how many stand; `reported` are the calls that their agents reported first. */
export async function violationsOfMonth(
	db: Reader,
	of: MonthOf,
	{ versionIds, reported }: { versionIds: string[]; reported: ReadonlySet<string> }
): Promise<Map<string, Found>> {
	const items = await itemsThatFail(db, versionIds);
	const found = new Map<string, Found>();
	if (items.size === 0) return found;
	for (const [agentId, n] of await counted(db, of, items))
		found.set(agentId, { n, selfReported: 0 });
	if (reported.size > 0)
		for (const [agentId, n] of await counted(db, of, items, [...reported]))
			found.get(agentId)!.selfReported = n;
	return found;
}

async function counted(
	db: Reader,
	of: MonthOf,
	items: ReadonlyMap<string, ReadonlyMap<string, Item>>,
	recordingIds?: string[]
): Promise<Map<string, number>> {
	const ranked = rankedReviews(db, of);
	const keys = new Set([...items.values()].flatMap((some) => [...some.keys()]));
	const { itemKey, answer } = reviewAnswers;
	const rows = await db
		.select({ agentId: ranked.agentId, versionId: ranked.versionId, itemKey, answer, n: count() })
		.from(ranked)
		.innerJoin(reviewAnswers, eq(reviewAnswers.reviewId, ranked.reviewId))
		.where(
			and(
				eq(ranked.nth, 1),
				inArray(itemKey, [...keys]),
				recordingIds && isAmong(ranked.recordingId, recordingIds)
			)
		)
		.groupBy(ranked.agentId, ranked.versionId, itemKey, answer);
	const found = new Map<string, number>();
	for (const row of rows) {
		const item = items.get(row.versionId)?.get(row.itemKey);
		if (item && isFailed(item, row.answer))
			found.set(row.agentId, (found.get(row.agentId) ?? 0) + row.n);
	}
	return found;
}

/** By version, then key: the criteria whose answers may be violations. */
async function itemsThatFail(db: Reader, versionIds: string[]) {
	const rows = await db
		.select({ id: rubricVersions.id, form: rubricVersions.form })
		.from(rubricVersions)
		.where(isAmong(rubricVersions.id, versionIds));
	return new Map(
		rows.map(({ id, form }) => [
			id,
			new Map(
				itemsOf(parseForm(JSON.parse(form)))
					.filter((item) => !item.severe && canFail(item))
					.map((item) => [item.key, item])
			)
		])
	);
}
