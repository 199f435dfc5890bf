/** Candidate texts as they are stored: compressed, in base64. Earlier editions wrote gzip. */
import { constants, gunzipSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** The quickest level: ids hardly compress any further. */
const params = { [constants.ZSTD_c_compressionLevel]: 1 };

export const pack = (text: string): string => zstdCompressSync(text, { params }).toString('base64');

/** The text that `packed` holds, whichever edition packed it. */
export function unpack(packed: string): string {
	const bytes = Buffer.from(packed, 'base64');
	const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
	return (isGzip ? gunzipSync(bytes) : zstdDecompressSync(bytes)).toString('utf8');
}
