import { and, desc, eq, gte, lt, type SQL } from 'drizzle-orm';
import type { Reader } from '../../platform/server/db/client.ts';
import type { EntryKind } from '../entry.ts';
import { auditEntries, auditWords } from './schema.ts';
import { reasonOf } from './words.ts';

interface EntryFilter {
	kind?: EntryKind | undefined;
	actor?: string | undefined;
	subject?: string | undefined;
	/** First instant, and the instant after the last. */
	from?: Date | undefined;
	until?: Date | undefined;
	/** `seq` below which the page begins. */
	before?: number | undefined;
}

interface ReadEntry {
	seq: number;
	at: Date;
	actor: string;
	kind: string;
	subject: string;
	roles: string[];
	reason: string | undefined;
	/** The reason was there, and was erased. */
	erased: boolean;
	facts: Record<string, unknown> | undefined;
	hash: string;
}

export const PAGE_SIZE = 50;

/** Entries, newest first; `next` is the cursor of the page after. */
export async function auditList(
	db: Reader,
	{ kind, actor, subject, from, until, before }: EntryFilter
): Promise<{ entries: ReadEntry[]; next: number | null }> {
	const conditions: (SQL | undefined)[] = [
		kind && eq(auditEntries.kind, kind),
		actor ? eq(auditEntries.actor, actor) : undefined,
		subject ? eq(auditEntries.subject, subject) : undefined,
		from && gte(auditEntries.at, from),
		until && lt(auditEntries.at, until),
		before === undefined ? undefined : lt(auditEntries.seq, before)
	];
	const rows = await db
		.select({ entry: auditEntries, words: auditWords.words })
		.from(auditEntries)
		.leftJoin(auditWords, eq(auditWords.seq, auditEntries.seq))
		.where(and(...conditions))
		.orderBy(desc(auditEntries.seq))
		.limit(PAGE_SIZE + 1);
	const page = rows.slice(0, PAGE_SIZE);
	const next = rows.length > PAGE_SIZE ? (page.at(-1)?.entry.seq ?? null) : null;
	return { entries: page.map(readEntry), next };
}

/** An entry as pages read it: its words beside the chain, its facts parsed. */
export function readEntry({
	entry: { seq, at, actor, kind, subject, hash, body },
	words
}: {
	entry: typeof auditEntries.$inferSelect;
	words: string | null;
}): ReadEntry {
	const { roles = [], facts } = JSON.parse(body) as Partial<ReadEntry>;
	return { seq, at, actor, kind, subject, hash, roles, ...reasonOf(body, words), facts };
}
