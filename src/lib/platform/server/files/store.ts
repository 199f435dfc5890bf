import type { Readable } from 'node:stream';

/** Content-addressed bytes: the key of a blob is the lower-case hex SHA-256 of its content. */
export interface BlobStore {
	/**
	 * Takes a stream in, hashing while it flows; the blob is durable when this resolves.
	 * The same content twice is one blob. `limitBytes` stops a stream that is too long.
	 */
	put(
		content: Readable,
		options?: { limitBytes?: number }
	): Promise<{ sha256: string; bytes: number }>;
	/** Bytes `[start, end]` (inclusive, as in HTTP) or all; rejects when the blob is not there. */
	open(sha256: string, range?: { start: number; end: number }): Promise<Readable>;
	/** Size in bytes, or undefined when the blob is not there. */
	size(sha256: string): Promise<number | undefined>;
	/** A local path for programs that need one (decoders); undefined when the store is remote. */
	localPath(sha256: string): string | undefined;
}
