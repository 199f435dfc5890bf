/** Class and legal basis of a recording's retention: noted by a head, for ever where nothing was noted. */
import { desc, eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId, newId } from '#lib/platform/server/ids.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { FEWEST_REASON, isReason } from '#lib/shared/reason.ts';
import { cleanWords } from '#lib/shared/words.ts';
import { retentionClassOf, USUAL_RETENTION, type RetentionClass } from '../retention.ts';
import { reachOf } from './reach.ts';
import { retentionNotes } from './schema.ts';

export interface Retention {
	retentionClass: RetentionClass;
	legalBasis: string;
	/** Null where nothing was noted. */
	by: string | null;
	at: Date | null;
}

/** What holds for the recording now. */
export async function retentionOf(read: Reader, recordingId: string): Promise<Retention> {
	const usual = { retentionClass: USUAL_RETENTION, legalBasis: '', by: null, at: null };
	if (!isId(recordingId)) return usual;
	const [note] = await read
		.select({ note: retentionNotes, by: users.name })
		.from(retentionNotes)
		.innerJoin(users, eq(users.id, retentionNotes.setBy))
		.where(eq(retentionNotes.recordingId, recordingId))
		.orderBy(desc(retentionNotes.at), desc(retentionNotes.id))
		.limit(1);
	if (!note) return usual;
	const { retentionClass, legalBasis, at } = note.note;
	return { retentionClass: retentionClassOf(retentionClass), legalBasis, by: note.by, at };
}

type NoteRefusal = 'not-found' | 'not-allowed' | 'reason-missing';

/** Notes class and legal basis from now on; by a head of the call's department. Nothing is ever removed because of it. */
export function noteRetention(
	context: Context,
	note: { recordingId: string; retentionClass: RetentionClass; legalBasis: string }
): Promise<Decision<undefined, NoteRefusal>> {
	return context.db.tx(async (tx): Promise<Decision<undefined, NoteRefusal>> => {
		const { recordingId, retentionClass } = note;
		const reach = await reachOf(tx, context, { recordingId, action: 'retention.note' });
		if (!reach.ok) return reach;
		const legalBasis = cleanWords(note.legalBasis);
		if (!isReason(legalBasis)) return refuse('reason-missing', { characters: FEWEST_REASON });
		const { actor } = reach.value;
		const { now } = context;
		const id = newId(now);
		await tx
			.insert(retentionNotes)
			.values({ id, recordingId, retentionClass, legalBasis, setBy: actor.id, at: now });
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'retention.noted',
				subject: `recording:${recordingId}`,
				reason: legalBasis,
				facts: { retentionClass }
			}
		);
		return accept(undefined);
	});
}
