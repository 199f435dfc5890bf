/**
 * Compares the stored files with what the recordings need. A pass goes through the folders in the
 * order of the checksums and writes down about every second how far it has come, so that a run
 * that was killed, or whose time is over, is gone on with. Nothing is ever deleted by it.
 */
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import { blobFolders } from '#lib/platform/server/files/stored-files.ts';
import type { BlobStore } from '#lib/platform/server/files/store.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { AFTER_ROOT, foldersAfter, isToGoOn } from '../scrub.ts';
import { scrubs } from './evidence-schema.ts';
import { neededInFolder } from './needed-files.ts';
import { readFiles, type StoredFile } from './scrub-files.ts';
import { ScrubProgress, type Scrub } from './scrub-progress.ts';

/** Progress is written down this often, ms. */
const ROUND_MS = 1000;

interface ScrubWish {
	/** Per mille of the files whose bytes are read; whether they are there is asked of all. */
	share: number;
	/** Work for about so long, ms; the pass is gone on with later. */
	budgetMs?: number;
	/** What lies there without a row is looked for again after so long, ms: an import may be about to write it. */
	settleMs?: number;
}

export interface Scrubbing extends Context {
	store: BlobStore;
}

/** Goes on with this actor's unfinished pass of that share, else begins one; how it stands then. */
export async function scrub(
	context: Scrubbing,
	{ share, budgetMs = Infinity, settleMs = 2000 }: ScrubWish
): Promise<{ scrub: Scrub; resumed: boolean }> {
	const { db, store } = context;
	const end = performance.now() + budgetMs;
	const { pass, resumed } = await openPass(context, share);
	const progress = new ScrubProgress(context, pass, settleMs);
	if (pass.cursor === '') progress.add(AFTER_ROOT, { strangers: await store.strays() });

	for (const folder of foldersAfter(blobFolders, pass.cursor)) {
		const needs = await neededInFolder(db.read, folder);
		const { blobs, strangers } = await store.names(folder);
		if (progress.cursor < folder) progress.add(folder, { strangers });
		let files = filesOf(needs, blobs).filter(({ name }) => name > progress.cursor);
		while (files.length > 0) {
			const until = Math.min(end, progress.savedAt + ROUND_MS);
			const read = await readFiles(store, pass, files, until);
			progress.add(files[read.taken - 1]!.name, read);
			files = files.slice(read.taken);
			const over = performance.now() >= end;
			if (over || performance.now() >= progress.savedAt + ROUND_MS) await progress.save();
			if (over) return { scrub: progress.pass, resumed };
		}
	}
	await progress.save();
	return { scrub: await progress.finish(), resumed };
}

async function openPass(
	{ db, actor, now }: Scrubbing,
	share: number
): Promise<{ pass: Scrub; resumed: boolean }> {
	return db.tx(async (tx) => {
		const [open] = await tx
			.select()
			.from(scrubs)
			.where(
				and(eq(scrubs.begunBy, actor.id), eq(scrubs.sampleShare, share), isNull(scrubs.finishedAt))
			)
			.orderBy(desc(scrubs.startedAt), desc(scrubs.id))
			.limit(1);
		if (open && isToGoOn(open.startedAt, now)) return { pass: open, resumed: true };
		const pass = {
			id: newId(now),
			startedAt: now,
			finishedAt: null,
			sampleShare: share,
			begunBy: actor.id,
			...{ cursor: '', files: 0, bytes: 0, workedMs: 0 }
		};
		await tx.insert(scrubs).values(pass);
		return { pass, resumed: false };
	});
}

/** What is needed and what is there, each once, in the order of the checksums. */
function filesOf(needs: ReadonlyMap<string, unknown>, blobs: readonly string[]): StoredFile[] {
	const stored = new Set(blobs);
	const names = new Set([...needs.keys(), ...blobs]);
	return [...names]
		.sort()
		.map((name) => ({ name, needed: needs.has(name), stored: stored.has(name) }));
}
