import type { Reader } from '../../platform/server/db/client.ts';
import { checkLink, commitment, GENESIS } from '../chain.ts';
import { readNote, type SignedNote } from '../checkpoint.ts';
import type { ChainVerdict, EntryFault } from '../verdict.ts';
import { sha256Text } from './append.ts';
import type { PublicKey } from './checkpoint-key.ts';
import { chainRows, type ChainRow } from './chain-rows.ts';
import { checkpointsAfter } from './checkpoints.ts';
import { verifyCheckpoints } from './verify-checkpoints.ts';

interface VerifyOptions {
	/** Keys that checkpoints may be signed with; signatures are not looked at when left out. */
	keys?: readonly PublicKey[] | undefined;
	/** Notes that were received outside. */
	outside?: readonly SignedNote[];
	progress?: (entries: number) => void;
}

/** What the walk along the chain leaves for the checkpoints to be compared with. */
export interface Walked {
	/** The hash of entry 1 and of every entry that a checkpoint may name. */
	hashes: Map<number, string>;
	/** Checkpoints of which the chain tells: entry covered → SHA-256 of the note. */
	told: Map<number, string>;
	head: { seq: number; hash: string };
	/** No fault stopped the walk before the end. */
	complete: boolean;
}

/**
 * Recomputes the chain from its beginning, a batch at a time. Also wrong is an entry whose columns
 * (time, actor, kind, subject) say something else than the body that was hashed, words that are not
 * those that were committed to, and words that are gone without an entry that tells of it. Then the
 * checkpoints, stored and from outside, are compared with it.
 */
export async function verifyChain(
	read: Reader,
	{ keys, outside = [], progress }: VerifyOptions = {}
): Promise<ChainVerdict> {
	// What is signed during the walk is told of in the chain; what was signed before it, all the more.
	const stored = await checkpointsAfter(read, 0);
	const named = [...stored, ...outside].map(({ note }) => readNote(note)?.seq ?? 0);
	const walker = new Walker(new Set([1, ...named]));
	try {
		for await (const rows of chainRows(read)) {
			for (const row of rows) if (!walker.step(row)) break;
			if (walker.fault) break;
			progress?.(walker.entries);
		}
	} catch (error) {
		walker.stopAt('unreadable', error);
	}
	const { fault, entries, walked } = walker.end();
	const { faults, uncovered } = await verifyCheckpoints(read, walked, { stored, outside, keys });
	return {
		ok: !fault && faults.length === 0,
		entries,
		head: walked.head,
		...(fault && { fault }),
		checkpoints: { stored: stored.length, outside: outside.length, faults },
		uncovered
	};
}

class Walker {
	entries = 0;
	fault: EntryFault | undefined;
	#previous: ChainRow | undefined;
	readonly #hashes = new Map<number, string>();
	readonly #told = new Map<number, string>();
	readonly #wordless: number[] = [];
	readonly #erased = new Set<number>();
	readonly #wanted: ReadonlySet<number>;

	/** `wanted`: entries whose hash is kept. */
	constructor(wanted: ReadonlySet<number>) {
		this.#wanted = wanted;
	}

	/** Looks at the next entry; false at the first fault. */
	step(row: ChainRow): boolean {
		const { seq } = row;
		const broken = checkLink(sha256Text, this.#previous, row)?.fault;
		const body = broken ? undefined : parsed(row.body);
		const fault = broken ?? columnsFault(row, body) ?? wordsFault(row, body);
		if (fault) this.fault = { seq, fault };
		if (fault || !body) return false;
		if (row.kind === 'checkpoint.signed') this.#told.set(Number(body.facts?.seq), noteIn(body));
		if (row.kind === 'audit-words.erased') this.#erased.add(Number(body.facts?.seq));
		if (row.salt !== null && row.words === null) this.#wordless.push(seq);
		if (this.#wanted.has(seq)) this.#hashes.set(seq, row.hash);
		this.#previous = row;
		this.entries += 1;
		return true;
	}

	/** The database could not read what comes next: damage is a finding, a connection that broke is not. */
	stopAt(fault: 'unreadable', error: unknown) {
		if (!/corrupt|malformed|not a database|invalid page|checksum/i.test(String(error))) throw error;
		this.fault ??= { seq: (this.#previous?.seq ?? 0) + 1, fault };
	}

	end(): { fault: EntryFault | undefined; entries: number; walked: Walked } {
		const gone = this.#wordless.find((seq) => !this.#erased.has(seq));
		if (gone !== undefined) this.fault ??= { seq: gone, fault: 'words-gone' };
		const head = { seq: this.#previous?.seq ?? 0, hash: this.#previous?.hash ?? GENESIS };
		const walked = {
			...{ hashes: this.#hashes, told: this.#told, head },
			complete: !this.fault || this.fault.fault === 'words-gone'
		};
		return { fault: this.fault, entries: this.entries, walked };
	}
}

interface Body {
	seq?: unknown;
	at?: unknown;
	actor?: unknown;
	kind?: unknown;
	subject?: unknown;
	reasonSha256?: string;
	facts?: Record<string, unknown>;
}

function parsed(body: string): Body | undefined {
	try {
		return JSON.parse(body) as Body;
	} catch {
		return undefined;
	}
}

const noteIn = ({ facts }: Body) => String(facts?.noteSha256);

const columnsFault = (row: ChainRow, body: Body | undefined): 'wrong-columns' | undefined =>
	body?.seq === row.seq &&
	Date.parse(String(body.at)) === row.atMs &&
	body.actor === row.actor &&
	body.kind === row.kind &&
	body.subject === row.subject
		? undefined
		: 'wrong-columns';

function wordsFault(
	{ salt, words }: ChainRow,
	body: Body | undefined
): 'wrong-words' | 'words-missing' | undefined {
	const promised = body?.reasonSha256;
	if (promised === undefined) return salt === null ? undefined : 'wrong-words';
	if (salt === null) return 'words-missing';
	if (words === null) return undefined;
	return commitment(sha256Text, salt, words) === promised ? undefined : 'wrong-words';
}
