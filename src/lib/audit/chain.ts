/**
 * The audit chain. Each entry's canonical text is hashed with the hash of the entry before:
 * hash = SHA-256( prev ‖ "\n" ‖ body ), both lower-case hex and UTF-8 text, the first prev being
 * 64 zeros (docs/decisions/007). Whoever changes, removes, inserts or swaps an entry breaks a link.
 */
import { canonicalJson } from '../shared/canonical-json.ts';
import type { EntryDraft } from './entry.ts';

export const GENESIS = '0'.repeat(64);

export interface ChainedEntry {
	seq: number;
	body: string;
	prevHash: string;
	hash: string;
}

export interface BodyFacts extends Omit<EntryDraft, 'reason'> {
	/** The commitment to the reason, which stands beside the chain. */
	reasonSha256?: string;
	seq: number;
	at: Date;
	actor: string;
	/** Roles at that time, with their scope ids. */
	roles: string[];
}

/** The text that is hashed: everything the entry says, keys sorted. */
export const bodyOf = (facts: BodyFacts): string => canonicalJson(facts);

export type Hash = (text: string) => string;

/** The link of an entry to the one before. */
export const link = (hash: Hash, prevHash: string, body: string): string =>
	hash(`${prevHash}\n${body}`);

/**
 * What the body holds of the words that people wrote: SHA-256( salt ‖ "\n" ‖ words ). Without the
 * salt nobody finds short words by trying; when both are gone, the chain is as whole as before.
 */
export const commitment = (hash: Hash, salt: string, words: string): string =>
	hash(`${salt}\n${words}`);

export type ChainFault = {
	seq: number;
	fault: 'gap' | 'broken-link' | 'wrong-hash' | 'wrong-body';
};

/** Checks one entry against the one before it; `previous` undefined for the first. */
export function checkLink(
	hash: Hash,
	previous: ChainedEntry | undefined,
	entry: ChainedEntry
): ChainFault | undefined {
	const { seq } = entry;
	if (seq !== (previous?.seq ?? 0) + 1) return { seq, fault: 'gap' };
	if (entry.prevHash !== (previous?.hash ?? GENESIS)) return { seq, fault: 'broken-link' };
	if (entry.hash !== link(hash, entry.prevHash, entry.body)) return { seq, fault: 'wrong-hash' };
	if (!entry.body.includes(`"seq":${seq}`)) return { seq, fault: 'wrong-body' };
	return undefined;
}
