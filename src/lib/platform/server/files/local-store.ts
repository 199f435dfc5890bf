/**
 * Bytes on a local disk as `sha256[0:2]/sha256`: written to a temporary file, fsynced, linked to
 * the final name, folder fsynced; only then does the caller write its row. A crash at any point
 * leaves either nothing, or a temporary file, or a whole blob without a row, which the next
 * import of the same content finds and uses.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { Readable } from 'node:stream';
import type { BlobStore } from './store.ts';

/** The stream was longer than the limit given to `put`. */
export class BlobTooLarge extends Error {}

export function localStore(root: string): BlobStore {
	const place = (sha256: string) => {
		if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('not a SHA-256');
		return path.join(root, sha256.slice(0, 2), sha256);
	};
	return {
		async put(content, { limitBytes = Infinity } = {}) {
			const temporary = path.join(root, 'tmp', randomUUID());
			await fs.mkdir(path.dirname(temporary), { recursive: true });
			const hash = createHash('sha256');
			let bytes = 0;
			const file = await fs.open(temporary, 'wx', 0o640);
			try {
				for await (const chunk of content as AsyncIterable<Buffer>) {
					bytes += chunk.length;
					if (bytes > limitBytes) throw new BlobTooLarge(`more than ${limitBytes} bytes`);
					hash.update(chunk);
					await file.write(chunk);
				}
				await file.sync();
				await file.close();
				const sha256 = hash.digest('hex');
				await keep(temporary, place(sha256));
				return { sha256, bytes };
			} catch (error) {
				await file.close().catch(() => undefined);
				await fs.rm(temporary, { force: true });
				throw error;
			}
		},
		async open(sha256, range) {
			const stream = createReadStream(place(sha256), range);
			await new Promise<void>((resolve, reject) => {
				stream.once('open', () => resolve());
				stream.once('error', reject);
			});
			return stream as Readable;
		},
		async size(sha256) {
			return fs.stat(place(sha256)).then(
				(stat) => stat.size,
				(error: NodeJS.ErrnoException) => {
					if (error.code === 'ENOENT') return undefined;
					throw error;
				}
			);
		},
		localPath: place
	};
}

/** Moves a finished temporary file to its place, and makes the name durable. */
async function keep(temporary: string, final: string) {
	const folder = path.dirname(final);
	const made = await fs.mkdir(folder, { recursive: true });
	await fs.rename(temporary, final);
	await syncFolder(folder);
	if (made) await syncFolder(path.dirname(folder));
}

async function syncFolder(folder: string) {
	const handle = await fs.open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
