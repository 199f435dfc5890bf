import type { Reader } from '#lib/platform/server/db/client.ts';
import { changesBetween, withoutPrivate, type Change, type Held } from '../revision.ts';
import { heldBy } from './held.ts';
import { revisionsOf, type Chain, type Revision } from './revisions.ts';

interface HistoryStep extends Revision {
	/** What it changed of the one before; nothing of the first. */
	changes: Change[];
}

/** All revisions of a review, the first one first, each with what it changed. */
export async function historyOf(
	read: Reader,
	review: Chain,
	{ withPrivate }: { withPrivate: boolean }
): Promise<HistoryStep[]> {
	const steps: HistoryStep[] = [];
	let before: Held | undefined;
	const revisions = await revisionsOf(read, review);
	for (const revision of revisions) {
		const held = revisions.length > 1 ? await heldBy(read, revision.id) : undefined;
		const shown = held && !withPrivate ? withoutPrivate(held) : held;
		steps.push({ ...revision, changes: before && shown ? changesBetween(before, shown) : [] });
		before = shown;
	}
	return steps;
}
