/** Takes the files of purged recordings from the store, unless another recording needs them. */
import { and, asc, eq, inArray, ne, or } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import type { Config } from '#lib/platform/server/config.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { blobRemoval, type BlobRemoval } from '#lib/platform/server/files/blob-removal.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
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
	const needed = await neededElsewhere(db.read, files);
	let taken = 0;
	for (const sha256 of files) {
		if (needed.has(sha256)) await removal.putBack(sha256);
		else if (await removal.setAside(sha256)) taken += 1;
		if (needed.has(sha256) || (await removal.forget(sha256)))
			await db.tx((tx) => tx.delete(pendingRemovals).where(eq(pendingRemovals.sha256, sha256)));
	}
	return taken;
}

/** Those of the files that a recording which is not purged names; looks at every recording, so only when there is something to remove. */
export async function neededElsewhere(read: Reader, files: string[]): Promise<Set<string>> {
	const { sha256, playbackSha256, peaksSha256, custody } = recordings;
	const rows = await read
		.select({ sha256, playbackSha256, peaksSha256 })
		.from(recordings)
		.where(
			and(
				ne(custody, 'purged'),
				or(inArray(sha256, files), inArray(playbackSha256, files), inArray(peaksSha256, files))
			)
		);
	return new Set(
		rows
			.flatMap((row) => [row.sha256, row.playbackSha256, row.peaksSha256])
			.filter((file) => file !== null && files.includes(file)) as string[]
	);
}
