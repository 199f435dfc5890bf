/** How much is still open of a month. */
import { and, countDistinct, eq } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import type { CloseChecks } from '../month-close.ts';
import { openItems, type Asked } from './open-items.ts';
import { monthSignatures, monthTalks } from './schema.ts';

/** Counts up to `MOST_ITEMS` of each. */
export async function closeChecks(read: Reader, asked: Asked): Promise<CloseChecks> {
	const open = async (kind: keyof typeof openItems) => (await openItems[kind](read, asked)).length;
	return {
		reviews: await open('reviews'),
		drafts: await open('drafts'),
		disputes: await open('disputes'),
		'severe-items': await open('severe-items'),
		adjustments: await open('adjustments'),
		'missed-duties': await open('missed-duties'),
		talks: asked.agentIds.length - (await peopleIn(read, monthTalks, asked)),
		signatures: asked.agentIds.length - (await peopleIn(read, monthSignatures, asked))
	};
}

async function peopleIn(
	read: Reader,
	rows: typeof monthTalks | typeof monthSignatures,
	{ month, agentIds }: Asked
): Promise<number> {
	const [row] = await read
		.select({ n: countDistinct(rows.agentId) })
		.from(rows)
		.where(and(eq(rows.businessMonth, month), isAmong(rows.agentId, agentIds)));
	return row?.n ?? 0;
}
