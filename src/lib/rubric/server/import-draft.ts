import { eq } from 'drizzle-orm';
import { sha256Text } from '#lib/audit/server/append.ts';
import { may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { canonicalJson } from '#lib/shared/canonical-json.ts';
import { refuse, type Decision } from '#lib/shared/decision.ts';
import type { Form } from '../form.ts';
import { isRubricKey } from '../rubric-draft.ts';
import { beginDraft, type StartRefusal } from './begin-draft.ts';
import { isRetired } from './draft-queries.ts';
import { rubrics } from './schema.ts';

/**
 * Opens a draft with a form from a file: of the rubric `key` when it stands, else of a new one. The
 * form is checked by the caller; who brings it in counts as its writer.
 */
export async function importDraft(
	context: Context,
	{ key, form, note }: { key: string; form: Form; note: string }
): Promise<Decision<{ draftId: string }, StartRefusal | 'other-call-kind'>> {
	const { db, actor } = context;
	if (!may(actor, 'rubric.edit')) return refuse('not-allowed');
	if (!isRubricKey(key)) return refuse('invalid');
	return db.tx(async (tx) => {
		const [standing] = await tx
			.select({ id: rubrics.id, callKind: rubrics.callKind })
			.from(rubrics)
			.where(eq(rubrics.key, key));
		const rubricId = standing?.id ?? null;
		if (standing && standing.callKind !== form.callKind) return refuse('other-call-kind');
		if (rubricId && (await isRetired(tx, rubricId))) return refuse('retired');
		const started = { rubricId, key, note, form, editors: [actor.id] };
		return beginDraft(context, tx, started, { imported: sha256Text(canonicalJson(form)) });
	});
}
