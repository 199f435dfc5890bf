/** What lies in a local store, and what is in a file: for those who compare it with what should be there. */
import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';

/** The folders of a store that hold blobs, in the order of their checksums. */
export const blobFolders: readonly string[] = Array.from({ length: 256 }, (_, n) =>
	n.toString(16).padStart(2, '0')
);

export interface StoredNames {
	/** Checksums, in their order. */
	blobs: string[];
	/** Everything else: paths from the store's root, in order. Links are not followed. */
	strangers: string[];
}

/** What a blob folder holds; a folder that is not there holds nothing. */
export async function namesInFolder(root: string, folder: string): Promise<StoredNames> {
	const found: StoredNames = { blobs: [], strangers: [] };
	for (const entry of await entriesOf(path.join(root, folder))) {
		const own = entry.name.startsWith(folder) && /^[0-9a-f]{64}$/.test(entry.name);
		// Whatever stands at a blob's place is looked at as that blob.
		if (own) found.blobs.push(entry.name);
		else found.strangers.push(...(await filesOf(root, path.join(folder, entry.name), entry)));
	}
	return found;
}

/** The files of the store that are in none of its folders; those that are just being made are left out. */
export async function strangersAtRoot(root: string, own: readonly string[]): Promise<string[]> {
	const found: string[] = [];
	for (const entry of await entriesOf(root))
		if (!(entry.isDirectory() && (own.includes(entry.name) || blobFolders.includes(entry.name))))
			found.push(...(await filesOf(root, entry.name, entry)));
	return found;
}

async function filesOf(root: string, name: string, entry: Dirent): Promise<string[]> {
	if (!entry.isDirectory()) return [name];
	const inside = await entriesOf(path.join(root, name));
	const files = inside.map((child) => filesOf(root, path.join(name, child.name), child));
	return (await Promise.all(files)).flat();
}

async function entriesOf(folder: string): Promise<Dirent[]> {
	try {
		const entries = await fs.readdir(folder, { withFileTypes: true });
		return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT' || code === 'ENOTDIR') return [];
		throw error;
	}
}

/** Read at once: large enough that asking costs little beside hashing. */
const WINDOW_BYTES = 1024 * 1024;
const windows: Buffer[] = [];

/** Reads every byte of a file. Rejects when it is not there, or the storage breaks off. */
export async function digestFile(file: string): Promise<{ sha256: string; bytes: number }> {
	const handle = await fs.open(file, 'r');
	const window = windows.pop() ?? Buffer.allocUnsafe(WINDOW_BYTES);
	try {
		const hash = createHash('sha256');
		for (let bytes = 0; ;) {
			const { bytesRead } = await handle.read(window, 0, WINDOW_BYTES, null);
			if (bytesRead === 0) return { sha256: hash.digest('hex'), bytes };
			hash.update(window.subarray(0, bytesRead));
			bytes += bytesRead;
		}
	} finally {
		windows.push(window);
		await handle.close();
	}
}
