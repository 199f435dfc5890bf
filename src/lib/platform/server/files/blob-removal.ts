/**
 * The one way in which bytes leave the store. Taken away is in two strides: set aside under another
 * name, from where an import that just found the same bytes has them put back, and later forgotten.
 * Only the purge of recordings uses it (tests/architecture/blob-removal.test.ts).
 */
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { recordingFolder, syncFolder } from './local-store.ts';

/** Longest time between an import's finding its bytes in the store and writing its row. */
const ASIDE_MS = 10 * 60_000;

export interface BlobRemoval {
	/** Takes the blob from its place; false when it is not there. Durable when this resolves. */
	setAside(sha256: string): Promise<boolean>;
	/** Brings it back to its place. */
	putBack(sha256: string): Promise<void>;
	/** Removes what has been aside for `ASIDE_MS`; true when nothing is left aside. */
	forget(sha256: string): Promise<boolean>;
}

/** `elapsed` says how long ago an instant of the file system was, ms; tests have time go by with it. */
export function blobRemoval(
	dataDir: string,
	elapsed = (since: number) => Date.now() - since
): BlobRemoval {
	const root = recordingFolder(dataDir);
	const places = (sha256: string) => {
		if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('not a SHA-256');
		return {
			place: path.join(root, sha256.slice(0, 2), sha256),
			aside: path.join(root, 'aside', `${sha256}.removed`)
		};
	};
	return {
		async setAside(sha256) {
			const { place, aside } = places(sha256);
			await fs.mkdir(path.dirname(aside), { recursive: true });
			return move(place, aside);
		},
		async putBack(sha256) {
			const { place, aside } = places(sha256);
			await move(aside, place);
		},
		async forget(sha256) {
			const { aside } = places(sha256);
			const stat = await unlessGone(fs.stat(aside));
			if (!stat) return true;
			// A rename counts as a change of the file's state.
			if (elapsed(stat.ctimeMs) < ASIDE_MS) return false;
			await fs.rm(aside, { force: true });
			await syncFolder(path.dirname(aside));
			return true;
		}
	};
}

async function move(from: string, to: string): Promise<boolean> {
	const moved = (await unlessGone(fs.rename(from, to).then(() => true))) ?? false;
	if (moved) for (const file of [to, from]) await syncFolder(path.dirname(file));
	return moved;
}

const unlessGone = <Value>(work: Promise<Value>): Promise<Value | undefined> =>
	work.catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	});
