import { eq } from 'drizzle-orm';
import type { Db } from '../../platform/server/db/client.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { cleanWords, realCharacters } from '../../shared/words.ts';
import type { AuditActor } from '../entry.ts';
import { appendAudit } from './append.ts';
import { auditWords } from './schema.ts';

export type ErasureRefusal = 'no-words' | 'already-erased' | 'words-missing';

const LEAST_CHARACTERS = 10;

/**
 * Erases the words of one entry, and the salt with them, so that nobody can guess them from the
 * commitment. The entry stays, the chain stays whole, and a new entry tells of it.
 */
export function eraseWords(
	{ db, actor, now }: { db: Db; actor: AuditActor; now: Date },
	{ seq, reason }: { seq: number; reason: string }
): Promise<Decision<{ seq: number }, ErasureRefusal>> {
	return db.tx(async (tx): Promise<Decision<{ seq: number }, ErasureRefusal>> => {
		const why = cleanWords(reason);
		if (realCharacters(why) < LEAST_CHARACTERS)
			return refuse('words-missing', { characters: LEAST_CHARACTERS });
		const mine = eq(auditWords.seq, seq);
		const [row] = await tx.select({ words: auditWords.words }).from(auditWords).where(mine);
		if (!row) return refuse('no-words');
		if (row.words === null) return refuse('already-erased');
		await tx.update(auditWords).set({ words: null, salt: '' }).where(mine);
		const subject = `audit-entry:${seq}`;
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'audit-words.erased', subject, reason: why, facts: { seq } }
		);
		return accept({ seq });
	});
}
