/**
 * The form of a seal: a line of JSON, the CRC-32 of each page (little endian), and the SHA-256 of
 * both. In every version the last 32 bytes are the SHA-256 of what stands before them.
 */
import { createHash } from 'node:crypto';

interface Seal {
	pageSize: number;
	sealedAt: Date;
	/** Four bytes for each page. */
	sums: Buffer;
}

interface Head {
	version: number;
	pageSize: number;
	pages: number;
	sealedAt: string;
}

const VERSION = 1;
/** Of one page, in bytes. */
export const SUM_BYTES = 4;
const DIGEST_BYTES = 32;

const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

export function encodeSeal({ pageSize, sealedAt, sums }: Seal): Buffer {
	const head: Head = {
		version: VERSION,
		pageSize,
		pages: sums.length / SUM_BYTES,
		sealedAt: sealedAt.toISOString()
	};
	const content = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), sums]);
	return Buffer.concat([content, digestOf(content)]);
}

/** `foreign`: whole, of a version that is not known here. */
export function decodeSeal(bytes: Buffer): Seal | 'damaged' | 'foreign' {
	const content = bytes.subarray(0, Math.max(0, bytes.length - DIGEST_BYTES));
	if (!digestOf(content).equals(bytes.subarray(content.length))) return 'damaged';
	const end = content.indexOf('\n');
	const { version, pageSize, sealedAt } = JSON.parse(content.toString('utf8', 0, end)) as Head;
	if (version !== VERSION) return 'foreign';
	return { pageSize, sealedAt: new Date(sealedAt), sums: content.subarray(end + 1) };
}
