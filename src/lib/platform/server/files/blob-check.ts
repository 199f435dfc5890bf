/**
 * Whether stored bytes still are what their name says. A blob is read once per process and
 * version of its file, one after another: opening a player costs a look, seeking nothing.
 */
import { createHash } from 'node:crypto';
import type { BlobStore } from './store.ts';

/** `unreadable`: the storage refuses or breaks off; asked again it is looked at again. */
export type BlobState = 'whole' | 'gone' | 'different' | 'unreadable';

interface Looked {
	version: string;
	state: Promise<BlobState>;
}

/** More than anybody opens in a day; the oldest is forgotten first. */
const REMEMBERED = 10_000;
const looked = new WeakMap<BlobStore, Map<string, Looked>>();
let turn: Promise<unknown> = Promise.resolve();

/** Compares the bytes' SHA-256 with the name they are stored under. */
export async function checkBlob(store: BlobStore, sha256: string): Promise<BlobState> {
	const version = await store.version(sha256).catch(() => null);
	if (version === null) return 'unreadable';
	if (version === undefined) return 'gone';

	const known = looked.get(store) ?? new Map<string, Looked>();
	looked.set(store, known);
	const before = known.get(sha256);
	if (before?.version === version) return before.state;

	const state = (turn = turn.then(() => read(store, sha256))) as Promise<BlobState>;
	known.delete(sha256);
	known.set(sha256, { version, state });
	if (known.size > REMEMBERED) known.delete(known.keys().next().value!);
	if ((await state) === 'unreadable' && known.get(sha256)?.state === state) known.delete(sha256);
	return state;
}

async function read(store: BlobStore, sha256: string): Promise<BlobState> {
	const hash = createHash('sha256');
	try {
		for await (const chunk of (await store.open(sha256)) as AsyncIterable<Buffer>)
			hash.update(chunk);
	} catch {
		return 'unreadable';
	}
	return hash.digest('hex') === sha256 ? 'whole' : 'different';
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
