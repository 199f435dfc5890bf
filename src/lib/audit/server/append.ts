import { createHash } from 'node:crypto';
import { desc } from 'drizzle-orm';
import type { Writer } from '../../platform/server/db/client.ts';
import { bodyOf, GENESIS, link } from '../chain.ts';
import type { AuditActor, EntryDraft } from '../entry.ts';
import { auditEntries } from './schema.ts';

export const sha256Text = (text: string): string => createHash('sha256').update(text).digest('hex');

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
	let { seq, hash } = head ?? { seq: 0, hash: GENESIS };
	const roles = actor.grants.map((grant) =>
		[grant.role, grant.teamId ?? grant.departmentId].filter(Boolean).join(':')
	);
	const rows = drafts.map((draft) => {
		seq += 1;
		const prevHash = hash;
		const body = bodyOf({ ...draft, seq, at: now, actor: actor.id, roles });
		hash = link(sha256Text, prevHash, body);
		return {
			seq,
			at: now,
			actor: actor.id,
			kind: draft.kind,
			subject: draft.subject,
			body,
			prevHash,
			hash
		};
	});
	for (let from = 0; from < rows.length; from += 500)
		await tx.insert(auditEntries).values(rows.slice(from, from + 500));
}
