/** Takes the files of purged recordings from the store, unless another recording needs them. */
import { asc, eq } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import type { Config } from '#lib/platform/server/config.ts';
import { blobRemoval, type BlobRemoval } from '#lib/platform/server/files/blob-removal.ts';
import { neededOf } from './needed-files.ts';
import { pendingRemovals } from './schema.ts';

const BATCH = 200;

/**
 * Sets the files aside that no other recording needs, and forgets them ten minutes later if that is
 * still so: an import may have found the same bytes just before. How many were set aside.
 */
export async function removeFiles(
	{ db, config }: Pick<Context, 'db'> & { config: Pick<Config, 'dataDir'> },
	removal: BlobRemoval = blobRemoval(config.dataDir)
): Promise<number> {
	const pending = await db.read
		.select()
		.from(pendingRemovals)
		.orderBy(asc(pendingRemovals.sha256))
		.limit(BATCH);
	if (pending.length === 0) return 0;
	const files = pending.map(({ sha256 }) => sha256);
	const needed = await neededOf(db.read, files);
	let taken = 0;
	for (const sha256 of files) {
		if (needed.has(sha256)) await removal.putBack(sha256);
		else if (await removal.setAside(sha256)) taken += 1;
		if (needed.has(sha256) || (await removal.forget(sha256)))
			await db.tx((tx) => tx.delete(pendingRemovals).where(eq(pendingRemovals.sha256, sha256)));
	}
	return taken;
}
