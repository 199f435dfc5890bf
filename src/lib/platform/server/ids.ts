import { randomBytes } from 'node:crypto';

/** Asking the system for random bytes costs more than the rest of an id, so they come 4,096 ids' worth at a time. */
const POOL_BYTES = 65_536;
let pool = Buffer.alloc(0);

/** `size` bytes that nobody else gets. */
function pooledBytes(size: number): Buffer {
	if (pool.length < size) pool = randomBytes(POOL_BYTES);
	const bytes = pool.subarray(0, size);
	pool = pool.subarray(size);
	return bytes;
}

let bytesOf: (size: number) => Buffer = pooledBytes;

/** A new UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, then 74 random bits. Sorts by time of making. */
export function newId(now: Date = new Date()): string {
	const bytes = bytesOf(16);
	bytes.writeUIntBE(now.getTime(), 0, 6);
	bytes[6] = (bytes[6]! & 0x0f) | 0x70;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Takes the random bits from `source` until the returned function is called: for example data that is the same each time. */
export function takeIdBytesFrom(source: (size: number) => Buffer): () => void {
	const before = bytesOf;
	bytesOf = source;
	return () => {
		bytesOf = before;
	};
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for the text form that `newId` makes; PostgreSQL refuses other texts as uuid. */
export const isId = (text: string): boolean => ID.test(text);
