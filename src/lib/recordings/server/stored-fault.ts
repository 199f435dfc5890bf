/** What is wrong with a recording's stored bytes. */
import { checkBlob } from '#lib/platform/server/files/blob-check.ts';
import type { BlobStore } from '#lib/platform/server/files/store.ts';
import type { StoredFault } from '#lib/recordings/sound-fault.ts';
import type { Audible } from './playable.ts';

/** Looks at what plays, then at the original when a copy plays; undefined when all is as it was taken in. Reads each file once, see `checkBlob`. */
export async function storedFault(
	store: BlobStore,
	{ audioSha256, originalSha256, originalBytes }: Audible
): Promise<StoredFault | undefined> {
	const played = await checkBlob(store, audioSha256);
	const copied = audioSha256 !== originalSha256;
	if (played !== 'different' && played !== 'whole') return played;
	if (played === 'different' && copied) return 'different';
	if (played === 'different')
		return ((await store.size(audioSha256)) ?? 0) < originalBytes ? 'short' : 'different';
	if (!copied) return undefined;
	const original = await checkBlob(store, originalSha256);
	if (original === 'whole') return undefined;
	return original === 'different' ? 'original-different' : 'original-gone';
}
