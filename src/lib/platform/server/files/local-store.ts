/**
 * Bytes on a local disk as `sha256[0:2]/sha256`: written to a temporary file, fsynced, renamed to
 * the final name, folder fsynced; only then does the caller write its row. A crash at any point
 * leaves either nothing, or a temporary file (swept at the next start), or a whole blob without a
 * row, which the next import of the same content finds and uses.
 */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, open, read } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { BlobStore, PutOptions, StagedBlob } from './store.ts';
import { digestFile, namesInFolder, strangersAtRoot } from './stored-files.ts';
import { holdName, isLeftOver, releaseName } from './work-names.ts';

/** The stream was longer than the limit given to `put`. */
export class BlobTooLarge extends Error {}

const openFile = promisify(open);
const readFile = promisify(read);

/** Where the recordings of a data folder are. */
export const recordingFolder = (dataDir: string): string => path.join(dataDir, 'recordings');

export const recordingStore = (dataDir: string): BlobStore => localStore(recordingFolder(dataDir));

export function localStore(root: string): BlobStore {
	const temporaries = path.join(root, 'tmp');
	const place = (sha256: string) => {
		if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('not a SHA-256');
		return path.join(root, sha256.slice(0, 2), sha256);
	};
	const newTemporary = async () => {
		await fs.mkdir(temporaries, { recursive: true });
		const name = holdName();
		return { name, file: path.join(temporaries, name) };
	};
	const keeper = durableKeeper(root);
	const stage = async (content: Readable, options: PutOptions = {}): Promise<StagedBlob> => {
		const { name, file } = await newTemporary();
		const drop = async () => {
			await fs.rm(file, { force: true });
			releaseName(name);
		};
		try {
			const { sha256, bytes } = await write(file, content, options.limitBytes ?? Infinity);
			const keep = async () => {
				await keeper(file, place(sha256), bytes);
				releaseName(name);
			};
			return { sha256, bytes, path: file, keep, drop };
		} catch (error) {
			await drop();
			throw error;
		}
	};
	return {
		stage,
		async put(content, options) {
			const staged = await stage(content, options);
			await staged.keep().catch(async (error: unknown) => {
				await staged.drop();
				throw error;
			});
			return { sha256: staged.sha256, bytes: staged.bytes };
		},
		async open(sha256, range) {
			const stream = createReadStream(place(sha256), range);
			await new Promise<void>((resolve, reject) => {
				stream.once('open', () => resolve());
				stream.once('error', reject);
			});
			return stream;
		},
		async read(sha256, { start, end }) {
			const file = await openFile(place(sha256), 'r');
			try {
				const bytes = Buffer.alloc(end - start + 1);
				const { bytesRead } = await readFile(file, bytes, 0, bytes.length, start);
				return bytes.subarray(0, bytesRead);
			} finally {
				// Nothing is to be written: it takes less than to have it done.
				closeSync(file);
			}
		},
		size: async (sha256) => sizeOf(place(sha256)),
		async stat(sha256) {
			const stat = await statOf(place(sha256));
			if (!stat) return undefined;
			const version = [stat.ino, stat.size, stat.mtimeMs, stat.ctimeMs].join('-');
			return { bytes: stat.size, version };
		},
		digest: async (sha256) => digestFile(place(sha256)),
		names: (folder) => namesInFolder(root, folder),
		// Being made, and set aside by a purge (blob-removal.ts).
		strays: () => strangersAtRoot(root, [path.basename(temporaries), 'aside']),
		localPath: place,
		async workFolder() {
			const { name, file } = await newTemporary();
			await fs.mkdir(file);
			return {
				path: file,
				async remove() {
					await fs.rm(file, { recursive: true, force: true });
					releaseName(name);
				}
			};
		},
		async sweep() {
			let removed = 0;
			for (const name of await fs.readdir(temporaries).catch(() => [])) {
				const file = path.join(temporaries, name);
				const stat = await fs.stat(file).catch(() => undefined);
				if (!stat || !isLeftOver(name, Date.now() - stat.mtimeMs)) continue;
				await fs.rm(file, { recursive: true, force: true });
				removed += 1;
			}
			return removed;
		}
	};
}

/** Streams `content` into a new file, hashing; the bytes are on the disk when this resolves. */
async function write(target: string, content: Readable, limitBytes: number) {
	const hash = createHash('sha256');
	let bytes = 0;
	const file = await fs.open(target, 'wx', 0o640);
	try {
		for await (const chunk of content as AsyncIterable<Buffer>) {
			bytes += chunk.length;
			if (bytes > limitBytes) throw new BlobTooLarge(`more than ${limitBytes} bytes`);
			hash.update(chunk);
			// A write may take less than it was given (a signal, a disk that fills up).
			for (let from = 0; from < chunk.length;) from += (await file.write(chunk, from)).bytesWritten;
		}
		await file.sync();
	} finally {
		await file.close();
	}
	return { sha256: hash.digest('hex'), bytes };
}

/** Moves a finished temporary file to its place and makes the name durable; a whole blob that is there stays. */
function durableKeeper(root: string) {
	const syncedInRoot = new Set<string>();
	return async (temporary: string, final: string, bytes: number) => {
		const folder = path.dirname(final);
		await fs.mkdir(folder, { recursive: true });
		if ((await sizeOf(final)) === bytes) await fs.rm(temporary, { force: true });
		else {
			await fs.chmod(temporary, 0o440);
			await fs.rename(temporary, final);
		}
		// Also for a blob that was there: its maker may have been killed before this line.
		await syncFolder(folder);
		if (syncedInRoot.has(folder)) return;
		await syncFolder(root);
		await syncFolder(path.dirname(root));
		syncedInRoot.add(folder);
	};
}

const sizeOf = async (file: string): Promise<number | undefined> => (await statOf(file))?.size;

/** Undefined when there is no such file. */
const statOf = (file: string) =>
	fs.stat(file).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	});

/** Makes the bytes of a file durable. */
export const syncFile = (file: string) => sync(file, 'r+');

/** Makes the names in a folder durable. */
export const syncFolder = (folder: string) => sync(folder, 'r');

async function sync(place: string, flags: 'r' | 'r+') {
	const handle = await fs.open(place, flags);
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
