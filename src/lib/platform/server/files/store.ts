import type { Readable } from 'node:stream';
import type { StoredNames } from './stored-files.ts';

export interface PutOptions {
	/** Stops a stream that is longer. */
	limitBytes?: number;
}

/** Bytes that were taken in and hashed, but are not yet a blob of the store. */
export interface StagedBlob {
	sha256: string;
	bytes: number;
	/** Local path of the bytes, until `keep` or `drop`. */
	path: string;
	/** Makes it a blob; durable when this resolves. */
	keep(): Promise<void>;
	/** Forgets it. After `keep` it does nothing. */
	drop(): Promise<void>;
}

/** A folder for files that are being made; swept when the process that made it has gone. */
interface WorkFolder {
	path: string;
	remove(): Promise<void>;
}

export interface BlobStat {
	bytes: number;
	/** Changes when the blob's file is written again. */
	version: string;
}

/** Content-addressed bytes: the key of a blob is the lower-case hex SHA-256 of its content. */
export interface BlobStore {
	/**
	 * Takes a stream in, hashing while it flows, so that it can be looked at before it is kept.
	 * Rejects with BlobTooLarge past `limitBytes`.
	 */
	stage(content: Readable, options?: PutOptions): Promise<StagedBlob>;
	/**
	 * Stages and keeps: the blob is durable when this resolves. The same content twice is one blob.
	 */
	put(content: Readable, options?: PutOptions): Promise<{ sha256: string; bytes: number }>;
	/** Bytes `[start, end]` (inclusive, as in HTTP) or all; rejects when the blob is not there. */
	open(sha256: string, range?: { start: number; end: number }): Promise<Readable>;
	/** Bytes `[start, end]` in memory, for few of them; fewer when the blob ends earlier, rejects when it is not there. */
	read(sha256: string, range: { start: number; end: number }): Promise<Buffer<ArrayBuffer>>;
	/** Size in bytes, or undefined when the blob is not there. */
	size(sha256: string): Promise<number | undefined>;
	/** Undefined when the blob is not there. */
	stat(sha256: string): Promise<BlobStat | undefined>;
	/** Reads every byte of what is stored under the name; rejects when it is not there or cannot be read. */
	digest(sha256: string): Promise<{ sha256: string; bytes: number }>;
	/** What is stored in one of `blobFolders`. */
	names(folder: string): Promise<StoredNames>;
	/** Files that are in none of them and belong to nothing. */
	strays(): Promise<string[]>;
	/** A local path for programs that need one (decoders); undefined when the store is remote. */
	localPath(sha256: string): string | undefined;
	workFolder(): Promise<WorkFolder>;
	/** Removes what processes that have ended left half done; says how many. Safe beside running ones. */
	sweep(): Promise<number>;
}
