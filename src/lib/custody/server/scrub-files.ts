import { hash } from 'node:crypto';
import type { BlobStore } from '#lib/platform/server/files/store.ts';
import { isDrawn } from '../scrub.ts';
import type { Scrub } from './scrub-progress.ts';

/** So many files are read at once: while one is hashed, the storage brings the others. */
const IN_FLIGHT = 4;

export interface StoredFile {
	name: string;
	needed: boolean;
	stored: boolean;
}

export interface ReadFiles {
	/** How many of the files were looked at, from the first one on; at least one. */
	taken: number;
	/** Of which bytes were read. */
	files: number;
	bytes: number;
	workedMs: number;
	/** What seems wrong: to be confirmed on fresh rows. */
	missing: string[];
	changed: string[];
	strangers: string[];
}

/** Looks at files one after another, several at once, until `until` (of `performance.now()`). */
export async function readFiles(
	store: BlobStore,
	pass: Pick<Scrub, 'id' | 'sampleShare'>,
	files: readonly StoredFile[],
	until: number
): Promise<ReadFiles> {
	const began = performance.now();
	const found: ReadFiles = {
		...{ taken: 0, files: 0, bytes: 0, workedMs: 0 },
		...{ missing: [], changed: [], strangers: [] }
	};
	const work = async () => {
		while (found.taken < files.length && (found.taken === 0 || performance.now() < until)) {
			const file = files[found.taken++]!;
			await look(file);
		}
	};
	const look = async ({ name, needed, stored }: StoredFile) => {
		if (!needed) return void found.strangers.push(name);
		if (!stored) return void found.missing.push(name);
		if (!isDrawn(sha256, { scrubId: pass.id, sha256: name, share: pass.sampleShare })) return;
		const digest = await digestOf(store, name);
		found.files += 1;
		if (!digest) return void found.missing.push(name);
		found.bytes += digest.bytes;
		if (digest.sha256 !== name) found.changed.push(name);
	};
	await Promise.all(Array.from({ length: IN_FLIGHT }, work));
	return { ...found, workedMs: performance.now() - began };
}

const sha256 = (text: string) => hash('sha256', text);

/** Undefined when the storage does not give the bytes. */
async function digestOf(store: BlobStore, name: string) {
	try {
		return await store.digest(name);
	} catch (error) {
		if (error instanceof Error && 'syscall' in error) return undefined;
		throw error;
	}
}
