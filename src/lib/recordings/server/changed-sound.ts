import { checkVersion } from '#lib/platform/server/files/blob-check.ts';
import type { BlobStat, BlobStore } from '#lib/platform/server/files/store.ts';

/** Sound waits no longer for a look at its bytes. A longer file begins; its next piece waits again. */
const PATIENCE_MS = 1500;

/** Whether the stored bytes are known to be others than were taken in: such are not played as evidence. */
export async function isChanged(
	store: BlobStore,
	sha256: string,
	{ version }: BlobStat
): Promise<boolean> {
	const patience = Promise.withResolvers<undefined>();
	const timer = setTimeout(patience.resolve, PATIENCE_MS);
	const state = await Promise.race([checkVersion(store, sha256, version), patience.promise]);
	clearTimeout(timer);
	return state === 'different';
}
