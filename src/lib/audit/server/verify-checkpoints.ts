/** Compares checkpoints, those of the database and those received outside, with the chain as it was walked. */
import { desc, gt, isNull } from 'drizzle-orm';
import type { Reader } from '../../platform/server/db/client.ts';
import { noteHash, readNote, type SignedNote } from '../checkpoint.ts';
import type { NoteFault, Uncovered } from '../verdict.ts';
import { sha256Text } from './append.ts';
import { isSignedBy, type PublicKey } from './checkpoint-key.ts';
import { checkpointsAfter, type Checkpoint } from './checkpoints.ts';
import { auditEntries, checkpointDeliveries } from './schema.ts';
import type { Walked } from './verify.ts';

interface Compared {
	stored: readonly Checkpoint[];
	outside: readonly SignedNote[];
	keys: readonly PublicKey[] | undefined;
}

export async function verifyCheckpoints(
	read: Reader,
	walked: Walked,
	{ stored, outside, keys }: Compared
): Promise<{ faults: NoteFault[]; uncovered: Uncovered }> {
	const later = await checkpointsAfter(read, stored.at(-1)?.seq ?? 0);
	const rows = new Map([...stored, ...later].map((row) => [row.seq, row]));
	const faults: NoteFault[] = [];
	stored.forEach((row, at) => {
		const fault = storedFault(row, stored[at - 1], walked) ?? noteFault(row, walked, keys);
		if (fault) faults.push({ where: 'stored', seq: row.seq, fault });
	});
	for (const [seq, sha256] of walked.told) {
		const row = rows.get(seq);
		if (!row || noteHash(sha256Text, row.note) !== sha256)
			faults.push({ where: 'stored', seq, fault: 'missing' });
	}
	let covered = 0;
	for (const signed of outside) {
		const seq = readNote(signed.note)?.seq ?? 0;
		const fault = noteFault(signed, walked, keys);
		if (fault) faults.push({ where: 'outside', seq, fault });
		else covered = Math.max(covered, seq);
	}
	const by = outside.length > 0 ? 'outside' : 'delivered';
	const after = by === 'outside' ? covered : await lastDelivered(read, walked.head.seq);
	return { faults, uncovered: await beyond(read, after, walked, by) };
}

/** What is wrong with the text, the signature, or the entry that it names. */
function noteFault(
	signed: SignedNote,
	{ hashes, head, complete }: Walked,
	keys: readonly PublicKey[] | undefined
): NoteFault['fault'] | undefined {
	const facts = readNote(signed.note);
	if (!facts) return 'unreadable-note';
	if (keys) {
		if (keys.length === 0) return 'no-key';
		const key = keys.find(({ id }) => id === facts.keyId);
		if (!key) return 'unknown-key';
		if (!isSignedBy(key, signed)) return 'wrong-signature';
	}
	// Behind a broken link nothing is compared: the break itself is told.
	if (facts.seq > head.seq) return complete ? 'cut-short' : undefined;
	if (hashes.get(facts.seq) !== facts.hash) return 'rewritten';
	return hashes.get(1)?.startsWith(facts.origin) ? undefined : 'other-chain';
}

/** What is wrong with a row: against its own note, the row before, and what the chain tells of it. */
function storedFault(
	row: Checkpoint,
	before: Checkpoint | undefined,
	{ told, head, complete }: Walked
): NoteFault['fault'] | undefined {
	const facts = readNote(row.note);
	if (!facts) return 'unreadable-note';
	const same =
		facts.seq === row.seq &&
		facts.hash === row.hash &&
		facts.keyId === row.keyId &&
		facts.at.getTime() === row.at.getTime();
	if (!same) return 'wrong-columns';
	const inOrder =
		facts.previous?.seq === before?.seq &&
		facts.previous?.sha256 === (before && noteHash(sha256Text, before.note));
	if (!inOrder) return 'broken-order';
	return told.has(row.seq) || (!complete && row.seq >= head.seq) ? undefined : 'untold';
}

async function lastDelivered(read: Reader, head: number): Promise<number> {
	const [row] = await read
		.select({ seq: checkpointDeliveries.seq })
		.from(checkpointDeliveries)
		.where(isNull(checkpointDeliveries.fault))
		.orderBy(desc(checkpointDeliveries.seq))
		.limit(1);
	return Math.min(row?.seq ?? 0, head);
}

async function beyond(
	read: Reader,
	after: number,
	{ head }: Walked,
	by: Uncovered['by']
): Promise<Uncovered> {
	const [first] = await read
		.select({ at: auditEntries.at })
		.from(auditEntries)
		.where(gt(auditEntries.seq, after))
		.orderBy(auditEntries.seq)
		.limit(1);
	const entries = Math.max(0, head.seq - after);
	return { by: after > 0 ? by : 'nothing', after, entries, since: first?.at ?? null };
}
