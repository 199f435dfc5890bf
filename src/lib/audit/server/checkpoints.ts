/** Signing the state of the chain. What is sent outside, and where to, is in deliveries.ts. */
import { asc, desc, eq, gt } from 'drizzle-orm';
import type { Config } from '../../platform/server/config.ts';
import type { Db, Reader, Writer } from '../../platform/server/db/client.ts';
import { dueCause, noteHash, noteOf, type CheckpointCause } from '../checkpoint.ts';
import type { AuditActor } from '../entry.ts';
import { appendAudit, sha256Text } from './append.ts';
import { signingKey, type SigningKey } from './checkpoint-key.ts';
import { auditCheckpoints, auditEntries } from './schema.ts';

export interface CheckpointContext {
	db: Db;
	actor: AuditActor;
	now: Date;
	config: Pick<Config, 'checkpointKey'>;
}

export type Checkpoint = typeof auditCheckpoints.$inferSelect;

/**
 * Signs the chain as it stands and records that, whether or not one is due; undefined when nothing
 * was written since the last. In a transaction of its own: call it after the one it follows.
 */
export function signCheckpoint(
	{ db, actor, now, config }: CheckpointContext,
	cause: CheckpointCause
): Promise<Checkpoint | undefined> {
	const key = signingKey(config.checkpointKey);
	return db.tx((tx) => signHead({ tx, actor, now }, key, cause));
}

/** Signs when 100 entries are new, or one has waited for ten minutes. */
export async function signDueCheckpoint({
	db,
	actor,
	now,
	config
}: CheckpointContext): Promise<Checkpoint | undefined> {
	// Most minutes nothing is due: that asks no writer.
	if (!(await dueAt(db.read, now))) return undefined;
	const key = signingKey(config.checkpointKey);
	return db.tx(async (tx) => {
		const cause = await dueAt(tx, now);
		return cause && signHead({ tx, actor, now }, key, cause);
	});
}

async function signHead(
	appender: { tx: Writer; actor: AuditActor; now: Date },
	key: SigningKey,
	cause: CheckpointCause
): Promise<Checkpoint | undefined> {
	const { tx, now } = appender;
	const head = await headOf(tx);
	const last = await newestCheckpoint(tx);
	if (!head || (last && head.seq <= last.seq + 1)) return undefined;
	const [first] = await tx
		.select({ hash: auditEntries.hash })
		.from(auditEntries)
		.where(eq(auditEntries.seq, 1));
	const note = noteOf({
		origin: (first ?? head).hash.slice(0, 16),
		...head,
		at: now,
		cause,
		previous: last ? { seq: last.seq, sha256: noteHash(sha256Text, last.note) } : null,
		keyId: key.id
	});
	const row = { ...head, at: now, ...key.sign(note), keyId: key.id };
	await tx.insert(auditCheckpoints).values(row);
	const facts = { seq: row.seq, noteSha256: noteHash(sha256Text, note), keyId: key.id, cause };
	const subject = `checkpoint:${row.seq}`;
	await appendAudit(appender, { kind: 'checkpoint.signed', subject, facts });
	return row;
}

async function dueAt(read: Reader, now: Date) {
	const last = await newestCheckpoint(read);
	const [waiting] = await read
		.select({ at: auditEntries.at })
		.from(auditEntries)
		.where(gt(auditEntries.seq, last ? last.seq + 1 : 0))
		.orderBy(asc(auditEntries.seq))
		.limit(1);
	const head = (await headOf(read))?.seq ?? 0;
	return dueCause({ head, last, waitingSince: waiting?.at }, now);
}

export async function newestCheckpoint(read: Reader): Promise<Checkpoint | undefined> {
	const [row] = await read
		.select()
		.from(auditCheckpoints)
		.orderBy(desc(auditCheckpoints.seq))
		.limit(1);
	return row;
}

/** Checkpoints of entries after `seq`, oldest first. */
export const checkpointsAfter = (read: Reader, seq: number): Promise<Checkpoint[]> =>
	read
		.select()
		.from(auditCheckpoints)
		.where(gt(auditCheckpoints.seq, seq))
		.orderBy(asc(auditCheckpoints.seq));

async function headOf(read: Reader): Promise<{ seq: number; hash: string } | undefined> {
	const [row] = await read
		.select({ seq: auditEntries.seq, hash: auditEntries.hash })
		.from(auditEntries)
		.orderBy(desc(auditEntries.seq))
		.limit(1);
	return row;
}
