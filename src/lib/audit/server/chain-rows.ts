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

/**
 * Batches of rows with `seq` in [from, to], each a bounded range: with an open one a planner without
 * figures sorts all that is left, every time. Between them whatever else is waiting gets its turn. */
export async function* chainRows(
	read: Reader,
	from = FIRST,
	to = Number.MAX_SAFE_INTEGER
): AsyncGenerator<ChainRow[]> {
	for (let next = await firstFrom(read, from); next !== undefined && next <= to;) {
		const last = Math.min(next + BATCH - 1, to);
		yield await batch(read, next, last);
		next = await firstFrom(read, last + 1);
		await breath();
	}
}

/** The first entry from `seq` on; there may be gaps, and whoever made them is to be found. */
async function firstFrom(read: Reader, seq: number): Promise<number | undefined> {
	const e = auditEntries;
	const [row] = await read.values<[unknown]>(
		sql`select min(${e.seq}) as first from ${e} where ${e.seq} >= ${seq}`
	);
	return row?.[0] == null ? undefined : Number(row[0]);
}

type Read = [seq: unknown, atMs: unknown, ...texts: string[]];
type Words = [seq: unknown, salt: string, words: string | null];

async function batch(read: Reader, from: number, to: number): Promise<ChainRow[]> {
	const e = auditEntries;
	const rows = await read.values<Read>(sql`
		select ${e.seq}, ${epochMs(e.at)} as at_ms, ${e.actor}, ${e.kind}, ${e.subject},
			${e.body}, ${e.prevHash}, ${e.hash}
		from ${e} where ${e.seq} >= ${from} and ${e.seq} <= ${to} order by ${e.seq}`);
	const beside = new Map(
		(await wordsBetween(read, from, to)).map(([seq, ...one]) => [Number(seq), one])
	);
	return rows.map(
		([n, atMs, actor = '', kind = '', subject = '', body = '', prev = '', hash = '']) => {
			const seq = Number(n);
			const [salt = null, words = null] = beside.get(seq) ?? [];
			const ms = Number(atMs);
			return { seq, atMs: ms, actor, kind, subject, body, prevHash: prev, hash, salt, words };
		}
	);
}

/** A statement of its own: joined, a planner without figures reads all words for each batch. */
const wordsBetween = (read: Reader, from: number, to: number): Promise<Words[]> => {
	const w = auditWords;
	return read.values<Words>(sql`
		select ${w.seq}, ${w.salt}, ${w.words} from ${w} where ${w.seq} >= ${from} and ${w.seq} <= ${to}`);
};
