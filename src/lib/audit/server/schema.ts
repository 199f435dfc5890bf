import {
	big,
	id,
	index,
	instant,
	table,
	text,
	uniqueIndex
} from '../../platform/server/db/dialect.ts';

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

/**
 * Words that entries carry, beside the chain: a body holds SHA-256( salt ‖ words ), so that a lawful
 * correction or erasure here leaves the chain whole.
 */
export const auditWords = table('audit_words', {
	seq: big('seq')
		.primaryKey()
		.references(() => auditEntries.seq),
	salt: text('salt').notNull(),
	/** Null when erased. */
	words: text('words')
});

/** Signed states of the chain (Ed25519), sent to places outside. Append-only. */
export const auditCheckpoints = table('audit_checkpoints', {
	/** The entry that it covers, with all before it. */
	seq: big('seq').primaryKey(),
	hash: text('hash').notNull(),
	at: instant('at').notNull(),
	/** The text that was signed, and its signature in base64. */
	note: text('note').notNull(),
	signature: text('signature').notNull(),
	/** First 16 hex digits of the SHA-256 of the public key. */
	keyId: text('key_id').notNull()
});

/** Each attempt to send a checkpoint outside. Append-only. */
export const checkpointDeliveries = table(
	'checkpoint_deliveries',
	{
		id: id('id').primaryKey(),
		seq: big('seq')
			.notNull()
			.references(() => auditCheckpoints.seq),
		/** As configured, without credentials. */
		place: text('place').notNull(),
		at: instant('at').notNull(),
		/** Null when it arrived. */
		fault: text('fault')
	},
	(t) => [index('checkpoint_deliveries_place').on(t.place, t.seq)]
);
