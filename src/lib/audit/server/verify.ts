import { asc, gt } from 'drizzle-orm';
import type { Reader } from '../../platform/server/db/client.ts';
import { checkLink, GENESIS, type ChainedEntry, type ChainFault } from '../chain.ts';
import { sha256Text } from './append.ts';
import { auditEntries } from './schema.ts';

export interface ChainVerdict {
	ok: boolean;
	/** Entries found right before the end or the first fault. */
	entries: number;
	/** The last right entry; compare it with one noted earlier to notice a chain cut short. */
	head: { seq: number; hash: string };
	fault?: { seq: number; fault: ChainFault['fault'] | 'wrong-columns' };
}

const BATCH = 2_000;

/**
 * Recomputes the chain from its beginning, a batch at a time. Also wrong is an entry whose columns
 * (time, actor, kind, subject) say something else than the body that was hashed.
 */
export async function verifyChain(db: Reader): Promise<ChainVerdict> {
	let previous: ChainedEntry | undefined;
	let entries = 0;
	const verdict = (fault?: ChainVerdict['fault']): ChainVerdict => ({
		ok: !fault,
		entries,
		head: { seq: previous?.seq ?? 0, hash: previous?.hash ?? GENESIS },
		...(fault && { fault })
	});
	for (;;) {
		const rows = await db
			.select()
			.from(auditEntries)
			.where(gt(auditEntries.seq, previous?.seq ?? -1))
			.orderBy(asc(auditEntries.seq))
			.limit(BATCH);
		for (const row of rows) {
			const broken = checkLink(sha256Text, previous, row);
			if (broken) return verdict({ seq: broken.seq, fault: broken.fault });
			if (!columnsMatch(row)) return verdict({ seq: row.seq, fault: 'wrong-columns' });
			previous = row;
			entries += 1;
		}
		if (rows.length < BATCH) return verdict();
	}
}

function columnsMatch(row: typeof auditEntries.$inferSelect): boolean {
	try {
		const body = JSON.parse(row.body) as Record<string, unknown>;
		return (
			body.seq === row.seq &&
			body.at === row.at.toISOString() &&
			body.actor === row.actor &&
			body.kind === row.kind &&
			body.subject === row.subject
		);
	} catch {
		return false;
	}
}
