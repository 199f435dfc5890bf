/** Random access to a file's bytes, never past its end: a lying length in a header reads less, not more. */
import * as fs from 'node:fs';

export interface ByteSource {
	size: number;
	/** At most `length` bytes from `at`, into `into` when given; shorter at the end of the file, empty beyond it. */
	read(at: number, length: number, into?: Buffer): Buffer;
	close(): void;
}

/** Opens a regular file. Throws for a missing one, a folder, a device or a FIFO. */
export function openBytes(file: string): ByteSource {
	const descriptor = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
	const stat = fs.fstatSync(descriptor);
	if (!stat.isFile()) {
		fs.closeSync(descriptor);
		throw new Error(`${file} is not a regular file`);
	}
	return {
		size: stat.size,
		read(at, length, into) {
			const wanted = Math.max(0, Math.min(length, stat.size - at));
			const bytes = into ?? Buffer.allocUnsafe(wanted);
			let got = 0;
			while (got < wanted) {
				const n = fs.readSync(descriptor, bytes, got, wanted - got, at + got);
				if (n === 0) break;
				got += n;
			}
			return bytes.subarray(0, got);
		},
		close: () => fs.closeSync(descriptor)
	};
}

/** Bytes in memory under the same interface. */
export function bytesOf(content: Uint8Array): ByteSource {
	const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
	return {
		size: bytes.length,
		read: (at, length) => bytes.subarray(Math.max(0, at), Math.max(0, at + length)),
		close: () => undefined
	};
}
