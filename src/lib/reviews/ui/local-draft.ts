/**
 * What could not be saved yet, in the browser's own storage: so that a killed tab loses at most
 * what was typed in the last second. One copy for each tab, under the id of the person who typed
 * it: it is offered to nobody else, stays when they sign out, and goes as soon as the server has it.
 * Not encrypted: the key would lie beside it. It holds answers and words, and no names or numbers
 * of people. Old ones go after a month, the oldest when they grow too many.
 */
import * as v from 'valibot';
import { draftContent } from '#lib/reviews/draft.ts';

const PREFIX = 'listenback:draft:';
const MONTH_MS = 31 * 86_400_000;
/** Of all people of a machine together, in characters; browsers hold 5 million. */
const MOST_CHARACTERS = 2_000_000;

const localCopy = v.object({
	/** When it was written, ms since 1970. */
	at: v.number(),
	/** The version on the server that it was made from. */
	base: draftContent,
	/** What was last sent without an answer: the server may have it or not. */
	sent: v.nullable(draftContent),
	mine: draftContent
});
export type LocalCopy = v.InferOutput<typeof localCopy>;

interface Owner {
	userId: string;
	/** What it is a draft of: one text for each recording and task. */
	subject: string;
}

const keyStart = ({ userId, subject }: Owner) => `${PREFIX}${userId}:${subject}:`;

/** Writes a tab's copy over its former one; false when the storage is full, forbidden or not there. */
export function writeCopy(storage: Storage, owner: Owner, tab: string, copy: LocalCopy): boolean {
	const key = keyStart(owner) + tab;
	const text = JSON.stringify(copy);
	try {
		makeRoom(storage, key, text.length, copy.at);
		storage.setItem(key, text);
		return true;
	} catch {
		return false;
	}
}

/** The person's copies of one draft by tab, the oldest first. */
export function copiesOf(storage: Storage, owner: Owner): [tab: string, copy: LocalCopy][] {
	return keysOf(storage, keyStart(owner))
		.flatMap((key): [string, LocalCopy][] => {
			const copy = read(storage, key);
			return copy ? [[key.slice(keyStart(owner).length), copy]] : [];
		})
		.sort(([, a], [, b]) => a.at - b.at);
}

/** Removes a tab's copy; one written since `at` stays. */
export function dropCopy(storage: Storage, owner: Owner, tab: string, at = Infinity): void {
	const key = keyStart(owner) + tab;
	const copy = read(storage, key);
	if (!copy || copy.at <= at) storage.removeItem(key);
}

function makeRoom(storage: Storage, own: string, needed: number, now: number) {
	const others = keysOf(storage, PREFIX)
		.filter((key) => key !== own)
		.map((key) => ({ key, at: writtenAt(storage, key), size: storage.getItem(key)?.length ?? 0 }))
		.sort((a, b) => a.at - b.at);
	let size = needed + others.reduce((sum, one) => sum + one.size, 0);
	for (const one of others) {
		if (size <= MOST_CHARACTERS && one.at >= now - MONTH_MS) continue;
		storage.removeItem(one.key);
		size -= one.size;
	}
}

const keysOf = (storage: Storage, start: string): string[] =>
	Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((key) =>
		key.startsWith(start)
	);

const writtenAt = (storage: Storage, key: string): number =>
	Number(/^\{"at":(\d+)/.exec(storage.getItem(key) ?? '')?.[1] ?? 0);

function read(storage: Storage, key: string): LocalCopy | undefined {
	try {
		return v.parse(localCopy, JSON.parse(storage.getItem(key) ?? ''));
	} catch {
		return undefined;
	}
}
