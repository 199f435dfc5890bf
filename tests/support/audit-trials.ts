/** A chain with checkpoints, and trials of attacks on it: each in a transaction that is rolled back. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { sql } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { signingKey, type SigningKey } from '#lib/audit/server/checkpoint-key.ts';
import { checkpointsAfter, signCheckpoint } from '#lib/audit/server/checkpoints.ts';
import { auditCheckpoints, auditEntries, auditWords } from '#lib/audit/server/schema.ts';
import { verifyChain } from '#lib/audit/server/verify.ts';
import type { ChainVerdict } from '#lib/audit/verdict.ts';
import { systemActor } from '#lib/people/role.ts';
import type { Db, Writer } from '#lib/platform/server/db/client.ts';
import { isPostgres } from '#lib/platform/server/db/dialect.ts';
import type { SeededRandom } from '#lib/shared/seeded-random.ts';
import { attacks, type Kept } from './audit-attacks.ts';

export const actor = systemActor('command-line');
export const began = new Date('2026-03-02T09:00:00Z');
export const keyFile = () =>
	path.join(mkdtempSync(path.join(tmpdir(), 'listenback-key-')), 'key.pem');

/** Adds `count` entries numbered from `first`, every third with words, a second apart. */
export const grow = (db: Db, count: number, first = 0) =>
	db.tx((tx) =>
		appendAudit(
			{ tx, actor, now: new Date(began.getTime() + first * 1000) },
			...Array.from({ length: count }, (_, n) => ({
				kind: 'signed-in' as const,
				subject: `user:${first + n}`,
				facts: { n: first + n },
				...(n % 3 === 0 ? { reason: `because of ${n}` } : {})
			}))
		)
	);

export const sign = (db: Db, checkpointKey: string, now = began) =>
	signCheckpoint({ db, actor, now, config: { checkpointKey } }, 'request');

/** Runs a statement that no part of Listenback would run. */
export async function statement(tx: Writer, line: string): Promise<void> {
	const raw = tx as unknown as Record<'execute' | 'run', (query: unknown) => Promise<unknown>>;
	await (isPostgres ? raw.execute(sql.raw(line)) : raw.run(sql.raw(line)));
}

const chain = ['audit_entries', 'audit_words', 'audit_checkpoints'];

/** Takes the triggers out of the way, as the owner of the database can. */
export async function disarm(db: Db, tables = chain): Promise<void> {
	const lines = tables.flatMap((table) =>
		isPostgres
			? [`alter table ${table} disable trigger all`]
			: ['update', 'delete'].map((what) => `drop trigger if exists ${table}_no_${what}`)
	);
	await db.tx(async (tx) => {
		for (const line of lines) await statement(tx, line);
	});
}

export interface Range {
	kept: Kept;
	outside: Kept['checkpoints'];
	key: SigningKey;
}

/** A chain of some 130 entries with three checkpoints, all of them known outside, and no triggers. */
export async function attackRange(db: Db): Promise<Range> {
	const file = keyFile();
	for (const [at, count] of [40, 55, 30].entries()) {
		await grow(db, count, at * 100);
		await sign(db, file);
	}
	await disarm(db);
	const kept = {
		entries: await db.read.select().from(auditEntries).orderBy(auditEntries.seq),
		words: await db.read.select().from(auditWords),
		checkpoints: await checkpointsAfter(db.read, 0)
	};
	return { kept, outside: kept.checkpoints, key: signingKey(file) };
}

/** What verification says of the falsified chain, with the notes from outside. */
export async function trial(
	db: Db,
	{ kept, outside, key }: Range,
	name: string,
	random: SeededRandom
): Promise<ChainVerdict> {
	const last = kept.checkpoints.at(-1)!.seq;
	const falsified = attacks[name]!({ kept, random, last, key });
	const verdicts: ChainVerdict[] = [];
	const undo = new Error('undo');
	await db
		.tx(async (tx) => {
			for (const table of [auditCheckpoints, auditWords, auditEntries]) await tx.delete(table);
			await tx.insertMany(auditEntries, falsified.entries);
			await tx.insertMany(auditWords, falsified.words);
			await tx.insertMany(auditCheckpoints, falsified.checkpoints);
			verdicts[0] = await verifyChain(tx, { keys: key.believed, outside });
			throw undo;
		})
		.catch((error: unknown) => {
			if (error !== undo) throw error;
		});
	return verdicts[0]!;
}
