/** What a verification of the chain can find. */
import type { ChainFault } from './chain.ts';

export interface EntryFault {
	seq: number;
	fault:
		| ChainFault['fault']
		| 'wrong-columns'
		/** The words are not those that the entry committed to. */
		| 'wrong-words'
		/** The row of the words is not there. */
		| 'words-missing'
		/** The words were removed and no entry tells of it. */
		| 'words-gone'
		/** The database is damaged there. */
		| 'unreadable';
}

export interface NoteFault {
	where: 'stored' | 'outside';
	/** The entry that the note names; 0 when it cannot be read. */
	seq: number;
	fault:
		| 'unreadable-note'
		| 'wrong-signature'
		| 'unknown-key'
		| 'no-key'
		| 'other-chain'
		/** The chain ends before the entry that the note names. */
		| 'cut-short'
		/** The entry that the note names has another hash: it, or one before it, was written anew. */
		| 'rewritten'
		| 'wrong-columns'
		| 'broken-order'
		/** The chain tells of a checkpoint that is not there. */
		| 'missing'
		/** A checkpoint of which the chain does not tell. */
		| 'untold';
}

/** The end of the chain that no state held outside covers. */
export interface Uncovered {
	/** Covered by the notes that were given, by what was delivered outside, or by nothing. */
	by: 'outside' | 'delivered' | 'nothing';
	/** The last entry that is covered. */
	after: number;
	entries: number;
	/** When the first uncovered entry was written. */
	since: Date | null;
}

export interface ChainVerdict {
	ok: boolean;
	/** Entries found right before the end or the first fault. */
	entries: number;
	/** The last right entry; compare it with one noted earlier to notice a chain cut short. */
	head: { seq: number; hash: string };
	fault?: EntryFault;
	/** Checkpoints of the database and notes from outside that were compared, and what is wrong with them. */
	checkpoints: { stored: number; outside: number; faults: NoteFault[] };
	uncovered: Uncovered;
}
