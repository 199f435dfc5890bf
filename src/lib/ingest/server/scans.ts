/** What a watcher keeps in the database about its looks. */
import { and, asc, eq, gt, isNull, isNotNull, ne } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { importItems, sourcePauses, sourceScans, sources } from './schema.ts';
import type { Source } from './sources.ts';

/** Sources with a folder, not paused, by name. */
export async function watchedSources(db: Reader): Promise<Source[]> {
	const rows = await db
		.select({ source: sources })
		.from(sources)
		.leftJoin(sourcePauses, eq(sourcePauses.sourceId, sources.id))
		.where(and(isNotNull(sources.root), isNull(sourcePauses.sourceId)))
		.orderBy(asc(sources.name));
	return rows.map(({ source }) => source);
}

/** Size and time of every file that is done with (imported, held, rejected, ignored), by path. */
export async function finishedLooks(db: Reader, sourceId: string) {
	const looks = new Map<string, { size: number; mtimeMs: number }>();
	for (let after = ''; ;) {
		const rows = await db
			.select({
				id: importItems.id,
				path: importItems.path,
				size: importItems.size,
				mtimeMs: importItems.mtimeMs
			})
			.from(importItems)
			.where(
				and(
					eq(importItems.sourceId, sourceId),
					ne(importItems.state, 'settling'),
					after ? gt(importItems.id, after) : undefined
				)
			)
			.orderBy(asc(importItems.id))
			.limit(5000);
		for (const { path, size, mtimeMs } of rows) looks.set(path, { size, mtimeMs });
		if (rows.length < 5000) return looks;
		after = rows.at(-1)!.id;
	}
}

/** Settling items that the watcher does not have in hand: sent round again by a person, or left from before a restart. */
export async function settlingPaths(
	db: Reader,
	sourceId: string,
	inHand: ReadonlyMap<string, unknown>
) {
	const rows = await db
		.select({ path: importItems.path, pathBytes: importItems.pathBytes })
		.from(importItems)
		.where(and(eq(importItems.sourceId, sourceId), eq(importItems.state, 'settling')))
		.limit(inHand.size + 500);
	return rows.filter(({ path }) => !inHand.has(path));
}

export async function noteScan(
	{ db, now }: Context,
	sourceId: string,
	{ startedAt, files, fault }: { startedAt: Date; files: number; fault: string | null }
): Promise<void> {
	const facts = { startedAt, finishedAt: now, files, fault };
	await db.tx(async (tx) => {
		await tx
			.insert(sourceScans)
			.values({ sourceId, ...facts })
			.onConflictDoUpdate({ target: sourceScans.sourceId, set: facts });
	});
}
