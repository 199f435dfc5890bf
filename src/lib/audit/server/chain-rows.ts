/** Reading the whole chain with the words beside it, in order and a batch at a time. */
import { setImmediate as breath } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Reader } from '../../platform/server/db/client.ts';
import { epochMs } from '../../platform/server/db/dialect.ts';
import type { ChainedEntry } from '../chain.ts';
import { auditEntries, auditWords } from './schema.ts';

export interface ChainRow extends ChainedEntry {
	atMs: number;
	actor: string;
	kind: string;
	subject: string;
	/** Null when no words stand beside the entry; its words are null when they were erased. */
	salt: string | null;
	words: string | null;
}

const BATCH = 2_000;
const FIRST = -Number.MAX_SAFE_INTEGER;

/** Batches of rows with `seq` in [from, to]; between them whatever else is waiting gets its turn. */
export async function* chainRows(
	read: Reader,
	from = FIRST,
	to = Number.MAX_SAFE_INTEGER
): AsyncGenerator<ChainRow[]> {
	for (let next = from; ;) {
		const rows = await batch(read, next, to);
		if (rows.length > 0) yield rows;
		if (rows.length < BATCH) return;
		next = rows.at(-1)!.seq + 1;
		await breath();
	}
}

type Read = [seq: unknown, atMs: unknown, ...texts: string[]];

async function batch(read: Reader, from: number, to: number): Promise<ChainRow[]> {
	const e = auditEntries;
	const rows = await read.values<Read>(sql`
		select ${e.seq}, ${epochMs(e.at)} as at_ms, ${e.actor}, ${e.kind}, ${e.subject},
			${e.body}, ${e.prevHash}, ${e.hash}, ${auditWords.salt}, ${auditWords.words}
		from ${e} left join ${auditWords} on ${auditWords.seq} = ${e.seq}
		where ${e.seq} >= ${from} and ${e.seq} <= ${to} order by ${e.seq} limit ${BATCH}`);
	return rows.map(
		([seq, atMs, actor, kind, subject, body, prevHash, hash, salt, words]) =>
			({
				...{ seq: Number(seq), atMs: Number(atMs) },
				...{ actor, kind, subject, body, prevHash, hash, salt, words }
			}) as ChainRow
	);
}
