import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import { standingHolds } from './schema.ts';

/** Of these recordings, those on which a legal hold stands. */
export async function heldAmong(
	read: Reader,
	recordingIds: readonly string[]
): Promise<ReadonlySet<string>> {
	if (recordingIds.length === 0) return new Set();
	const rows = await read
		.selectDistinct({ id: standingHolds.recordingId })
		.from(standingHolds)
		.where(isAmong(standingHolds.recordingId, recordingIds));
	return new Set(rows.map(({ id }) => id));
}
