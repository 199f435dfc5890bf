import { hash, randomBytes } from 'node:crypto';
import { desc } from 'drizzle-orm';
import type { Writer } from '../../platform/server/db/client.ts';
import { bodyOf, commitment, GENESIS, link } from '../chain.ts';
import type { AuditActor, EntryDraft } from '../entry.ts';
import { auditEntries, auditWords } from './schema.ts';

export const sha256Text = (text: string): string => hash('sha256', text);
export const sha256Bytes = (bytes: Uint8Array): string => hash('sha256', bytes);

/** Who, when, and the writer of the change's own transaction. */
export interface Appender {
	tx: Writer;
	actor: AuditActor;
	now: Date;
}

/** Appends entries in the transaction of the change they record. Writers follow one another, so `seq` has no gaps. */
export async function appendAudit(
	{ tx, actor, now }: Appender,
	...drafts: EntryDraft[]
): Promise<void> {
	if (drafts.length === 0) return;
	const [head] = await tx
		.select({ seq: auditEntries.seq, hash: auditEntries.hash })
		.from(auditEntries)
		.orderBy(desc(auditEntries.seq))
		.limit(1);
	let { seq, hash: prevHash } = head ?? { seq: 0, hash: GENESIS };
	const roles = actor.grants.map((grant) =>
		[grant.role, grant.teamId ?? grant.departmentId].filter(Boolean).join(':')
	);
	const words: (typeof auditWords.$inferInsert)[] = [];
	const rows = drafts.map(({ reason, ...draft }) => {
		seq += 1;
		const beside = reason === undefined ? undefined : { seq, ...salted(reason) };
		if (beside) words.push(beside);
		const body = bodyOf({
			...draft,
			...(beside && { reasonSha256: commitment(sha256Text, beside.salt, beside.words) }),
			...{ seq, at: now, actor: actor.id, roles }
		});
		const { kind, subject } = draft;
		const row = { seq, at: now, actor: actor.id, kind, subject, body, prevHash };
		prevHash = link(sha256Text, prevHash, body);
		return { ...row, hash: prevHash };
	});
	await tx.insertMany(auditEntries, rows);
	await tx.insertMany(auditWords, words);
}

const salted = (words: string) => ({ salt: randomBytes(16).toString('hex'), words });
