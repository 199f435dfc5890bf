import { big, index, instant, table, text, uniqueIndex } from '../../platform/server/db/dialect.ts';

/** The chain: append-only (triggers refuse update and delete), gapless `seq`, one fork-free line of hashes. */
export const auditEntries = table(
	'audit_entries',
	{
		seq: big('seq').primaryKey(),
		at: instant('at').notNull(),
		/** A user id, or `system:scheduler`, `system:importer`, `system:command-line`. */
		actor: text('actor').notNull(),
		kind: text('kind').notNull(),
		subject: text('subject').notNull(),
		/** Canonical JSON text that was hashed; see audit/chain.ts. */
		body: text('body').notNull(),
		prevHash: text('prev_hash').notNull(),
		hash: text('hash').notNull()
	},
	(t) => [
		uniqueIndex('audit_entries_prev').on(t.prevHash),
		index('audit_entries_subject').on(t.subject, t.seq),
		index('audit_entries_actor').on(t.actor, t.seq)
	]
);
