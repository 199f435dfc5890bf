/** Prints the CRC-32 of each page of a file: `page-sums-process.ts FILE PAGE_SIZE` (page-sums.ts). */
import { existsSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { SUM_BYTES } from './seal-file.ts';

/** A multiple of every size that a page may have. */
const CHUNK_BYTES = 1024 * 1024;

const [file, size] = process.argv.slice(2) as [string, string];
const pageSize = Number(size);
const parts: Buffer[] = [];
if (existsSync(file)) {
	const handle = openSync(file, 'r');
	const chunk = Buffer.alloc(CHUNK_BYTES);
	for (let bytes = fill(handle, chunk); bytes > 0; bytes = fill(handle, chunk))
		parts.push(sumsOf(chunk.subarray(0, bytes)));
}
process.stdout.write(Buffer.concat(parts));

/** A read may give less than is there. */
function fill(handle: number, chunk: Buffer): number {
	let filled = 0;
	for (let read = -1; read !== 0 && filled < chunk.length; filled += read)
		read = readSync(handle, chunk, filled, chunk.length - filled, null);
	return filled;
}

function sumsOf(bytes: Buffer): Buffer {
	const sums = Buffer.alloc(Math.ceil(bytes.length / pageSize) * SUM_BYTES);
	for (let page = 0; page * SUM_BYTES < sums.length; page++) {
		const from = page * pageSize;
		sums.writeUInt32LE(crc32(bytes.subarray(from, from + pageSize)), page * SUM_BYTES);
	}
	return sums;
}
