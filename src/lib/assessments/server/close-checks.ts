/** How much is still open of a month. */
import type { Reader } from '#lib/platform/server/db/client.ts';
import { closeBlocks, closeHints, type CloseChecks } from '../month-close.ts';
import { openItems, type Asked } from './open-items.ts';

/** Counts up to `MOST_ITEMS` of each. */
export async function closeChecks(read: Reader, asked: Asked): Promise<CloseChecks> {
	const kinds = [...closeBlocks, ...closeHints];
	const counts = await Promise.all(
		kinds.map(async (kind) => [kind, (await openItems[kind](read, asked)).length])
	);
	return Object.fromEntries(counts) as CloseChecks;
}
