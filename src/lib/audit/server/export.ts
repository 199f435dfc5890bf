/** The chain as JSON lines for a program that knows nothing of Listenback (docs/audit.md, docs/verify_audit.mjs). */
import { asc, desc } from 'drizzle-orm';
import type { Db, Reader } from '../../platform/server/db/client.ts';
import type { AuditActor } from '../entry.ts';
import { appendAudit } from './append.ts';
import type { PublicKey } from './checkpoint-key.ts';
import { chainRows } from './chain-rows.ts';
import { checkpointsAfter } from './checkpoints.ts';
import { auditEntries } from './schema.ts';

interface ExportRange {
	/** First and last entry; from the beginning and to the end when left out. */
	from?: number | undefined;
	to?: number | undefined;
}

interface PlannedExport {
	from: number;
	to: number;
	/** The last entry there was. */
	head: number;
	origin: string;
}

/** Records the export in the chain, before the first line leaves; undefined when the range holds no entry. */
export function beginExport(
	{ db, actor, now }: { db: Db; actor: AuditActor; now: Date },
	{ from = 1, to = Number.MAX_SAFE_INTEGER }: ExportRange
): Promise<PlannedExport | undefined> {
	return db.tx(async (tx) => {
		const bound = (order: typeof asc) =>
			tx
				.select({ seq: auditEntries.seq, hash: auditEntries.hash })
				.from(auditEntries)
				.orderBy(order(auditEntries.seq))
				.limit(1);
		const [[first], [last]] = [await bound(asc), await bound(desc)];
		if (!first || !last || from < 1 || from > to || from > last.seq) return undefined;
		const range = { from, to: Math.min(to, last.seq), head: last.seq };
		const subject = `audit-entries:${range.from}-${range.to}`;
		await appendAudit({ tx, actor, now }, { kind: 'audit.exported', subject, facts: range });
		return { ...range, origin: first.hash.slice(0, 16) };
	});
}

/** The lines of an export, each with its line feed. */
export async function* exportLines(
	read: Reader,
	{ from, to, head, origin }: PlannedExport,
	{ now, keys }: { now: Date; keys: readonly PublicKey[] }
): AsyncGenerator<string> {
	yield line({
		format: 'listenback-audit-export',
		version: 1,
		...{ origin, from, to, head },
		exportedAt: now.toISOString(),
		publicKeys: keys.map(({ pem }) => pem)
	});
	let entries = 0;
	for await (const rows of chainRows(read, from, to)) {
		entries += rows.length;
		yield rows
			.map(({ seq, prevHash, hash, body, salt, words }) =>
				line({ seq, prevHash, hash, body, ...(salt !== null && { salt, words }) })
			)
			.join('');
	}
	let checkpoints = 0;
	for (const row of await checkpointsAfter(read, from - 1)) {
		// The entry that tells of it must be in the range as well.
		if (row.seq >= to) break;
		checkpoints += 1;
		yield line({ checkpoint: { note: row.note, signature: row.signature } });
	}
	yield line({ end: { entries, checkpoints } });
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
