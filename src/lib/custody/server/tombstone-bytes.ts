/** The bytes of a recording in a tombstone: compressed without loss, and back. */
import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createBrotliDecompress } from 'node:zlib';
import { Writable, type Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { BlobStore } from '#lib/platform/server/files/store.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { tombstones } from './schema.ts';

export interface Packed {
	/** Brotli. */
	content: Buffer;
	/** Of the bytes that came out again when `content` was unpacked, so of what the tombstone holds. */
	sha256: string;
	bytes: number;
}

const brotli = {
	params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 22 }
};

/** Packs a stored blob and unpacks it again to see what the pack holds. Rejects when the blob cannot be read. */
export async function pack(store: BlobStore, sha256: string): Promise<Packed> {
	const parts: Buffer[] = [];
	await pipeline(await store.open(sha256), createBrotliCompress(brotli), collect(parts));
	const content = Buffer.concat(parts);
	const hash = createHash('sha256');
	let bytes = 0;
	for await (const chunk of unpack(content) as AsyncIterable<Buffer>) {
		hash.update(chunk);
		bytes += chunk.length;
	}
	return { content, sha256: hash.digest('hex'), bytes };
}

/** The bytes that were packed; only of the program's own packs. */
export function unpack(content: Buffer): Readable {
	const bytes = createBrotliDecompress();
	bytes.end(content);
	return bytes;
}

const collect = (parts: Buffer[]) =>
	new Writable({
		write(chunk: Buffer, _encoding, done) {
			parts.push(chunk);
			done();
		}
	});

/** A tombstone's bytes; undefined for an unknown or malformed id and for a recording that is not purged. */
export async function tombstoneOf(read: Reader, recordingId: string) {
	if (!isId(recordingId)) return undefined;
	const [row] = await read.select().from(tombstones).where(eq(tombstones.recordingId, recordingId));
	return row && { sha256: row.sha256, bytes: row.bytes, open: () => unpack(row.content) };
}
