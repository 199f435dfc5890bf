/**
 * Whether stored bytes still are what their name says. A blob is read once in ten minutes per
 * process and version of its file, one after another: opening a player costs a look, seeking nothing.
 */
import type { BlobStore } from './store.ts';

/** `unreadable`: the storage refuses or breaks off; asked again it is looked at again. */
export type BlobState = 'whole' | 'gone' | 'different' | 'unreadable';

interface Looked {
	version: string;
	/** Of `performance.now()`. */
	at: number;
	state: Promise<BlobState>;
}

/** More than anybody opens in a day; the oldest is forgotten first. */
const REMEMBERED = 10_000;
/** Bits that rot tell nobody: a file whose version is the same is looked at again after so long, ms. */
const TRUSTED_MS = 600_000;
const looked = new WeakMap<BlobStore, Map<string, Looked>>();
let turn: Promise<unknown> = Promise.resolve();

/** Compares the bytes' SHA-256 with the name they are stored under. */
export async function checkBlob(store: BlobStore, sha256: string): Promise<BlobState> {
	const found = await store.stat(sha256).catch(() => null);
	if (found === null) return 'unreadable';
	return found ? checkVersion(store, sha256, found.version) : 'gone';
}

/** The same of a blob whose file was found just now, in this version. */
export async function checkVersion(
	store: BlobStore,
	sha256: string,
	version: string
): Promise<BlobState> {
	const known = looked.get(store) ?? new Map<string, Looked>();
	looked.set(store, known);
	const before = known.get(sha256);
	const at = performance.now();
	if (before?.version === version && at - before.at < TRUSTED_MS) return before.state;

	const state = (turn = turn.then(() => read(store, sha256))) as Promise<BlobState>;
	known.delete(sha256);
	known.set(sha256, { version, at, state });
	if (known.size > REMEMBERED) known.delete(known.keys().next().value!);
	if ((await state) === 'unreadable' && known.get(sha256)?.state === state) known.delete(sha256);
	return state;
}

async function read(store: BlobStore, sha256: string): Promise<BlobState> {
	try {
		return (await store.digest(sha256)).sha256 === sha256 ? 'whole' : 'different';
	} catch {
		return 'unreadable';
	}
}

/** What `read` gives; undefined when the file system fails, while an error of the program stays one. */
export async function unlessStorageFails<Value>(
	read: () => Promise<Value>
): Promise<Value | undefined> {
	try {
		return await read();
	} catch (error) {
		if (error instanceof Error && 'syscall' in error) return undefined;
		throw error;
	}
}
