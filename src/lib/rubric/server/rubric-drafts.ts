/** Drafts of rubrics: beginning, saving, throwing away. Publishing them is in publish-draft.ts. */
import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { appendAudit, sha256Text } from '#lib/audit/server/append.ts';
import { may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import type { CallKind } from '#lib/recordings/call.ts';
import { canonicalJson } from '#lib/shared/canonical-json.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { emptyForm } from '../draft-form.ts';
import { changeNote, editorsAfter, isRubricKey, LARGEST_FORM } from '../rubric-draft.ts';
import { beginDraft, type StartRefusal } from './begin-draft.ts';
import { draftRow, isRetired } from './draft-queries.ts';
import { publishedRubric, rubricVersion } from './queries.ts';
import { rubricDrafts, rubrics } from './schema.ts';

/**
 * Opens a draft that begins as the rubric's newest version. Refused while one is open
 * (`draft-open`, with its `draftId`). Who opens it has not written in it yet.
 */
export async function startDraftFrom(
	context: Context,
	{ rubricId, note }: { rubricId: string; note: string }
): Promise<Decision<{ draftId: string }, StartRefusal>> {
	const { db, actor } = context;
	if (!may(actor, 'rubric.edit')) return refuse('not-allowed');
	const why = v.safeParse(changeNote, note);
	if (!why.success) return refuse('invalid');
	if (!isId(rubricId)) return refuse('no-such-rubric');
	return db.tx(async (tx) => {
		const newest = await publishedRubric(tx, rubricId);
		if (!newest) return refuse('no-such-rubric');
		const { key, form, version } = newest;
		if (await isRetired(tx, rubricId)) return refuse('retired');
		const started = { rubricId, key, note: why.output, form, editors: [] };
		return beginDraft(context, tx, started, { from: version });
	});
}

/** Opens the draft of a rubric that is not there yet: empty, or as a version `copyOf` stands. */
export async function startNewDraft(
	context: Context,
	{ key, callKind, copyOf }: { key: string; callKind: CallKind; copyOf?: string }
): Promise<Decision<{ draftId: string }, StartRefusal>> {
	const { db, actor } = context;
	if (!may(actor, 'rubric.edit')) return refuse('not-allowed');
	if (!isRubricKey(key)) return refuse('invalid');
	return db.tx(async (tx) => {
		const copied = copyOf === undefined ? undefined : await rubricVersion(tx, copyOf);
		if (copyOf !== undefined && !copied) return refuse('no-such-rubric');
		const form = copied ? { ...copied.form, callKind } : emptyForm(callKind);
		const started = { rubricId: null, key, note: '', form, editors: [] };
		return beginDraft(context, tx, started, copied ? { copyOf: copied.versionId } : {});
	});
}

export type { StartRefusal } from './begin-draft.ts';

interface SaveRubricDraft {
	draftId: string;
	/** The version that was edited. */
	version: number;
	/** The form as far as it is written, as JSON. */
	form: unknown;
	note: string;
}

/**
 * Saves the draft whole and raises its version; the writer is kept among its editors. `stale` when
 * somebody saved it since, with the version that stands, who and when (ISO). What is the same as
 * what stands is not saved again.
 */
export async function saveRubricDraft(
	{ db, actor, now }: Context,
	{ draftId, version, form, note }: SaveRubricDraft
): Promise<
	Decision<
		{ version: number; savedAt: Date },
		'not-allowed' | 'no-such-draft' | 'invalid' | 'stale'
	>
> {
	if (!may(actor, 'rubric.edit')) return refuse('not-allowed');
	const text = canonicalJson(form);
	const why = note.trim();
	if (
		(why !== '' && !v.is(changeNote, why)) ||
		new TextEncoder().encode(text).length > LARGEST_FORM
	)
		return refuse('invalid');
	return db.tx(async (tx) => {
		const draft = await draftRow(tx, draftId);
		if (!draft) return refuse('no-such-draft');
		if (draft.version !== version)
			return refuse('stale', {
				version: draft.version,
				by: draft.editors.at(-1) ?? draft.createdBy,
				at: draft.savedAt.toISOString()
			});
		if (draft.form === text && draft.note === why)
			return accept({ version, savedAt: draft.savedAt });
		if (await isOfOtherKind(tx, draft.rubricId, form)) return refuse('invalid');
		const saved = { version: version + 1, savedAt: now };
		const editors = editorsAfter(draft.editors, actor.id);
		await tx
			.update(rubricDrafts)
			.set({ ...saved, form: text, note: why, editors })
			.where(eq(rubricDrafts.id, draftId));
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'rubric-draft.saved',
				subject: `rubric-draft:${draftId}`,
				facts: { key: draft.key, version: saved.version, formSha256: sha256Text(text) }
			}
		);
		return accept(saved);
	});
}

/** Throws an open draft away; the audit chain keeps that it was there, and the hash of what stood in it. */
export async function discardRubricDraft(
	{ db, actor, now }: Context,
	{ draftId }: { draftId: string }
): Promise<Decision<{ rubricId: string | null }, 'not-allowed' | 'no-such-draft'>> {
	if (!may(actor, 'rubric.edit')) return refuse('not-allowed');
	return db.tx(async (tx) => {
		const draft = await draftRow(tx, draftId);
		if (!draft) return refuse('no-such-draft');
		const { key, version, form, rubricId } = draft;
		await tx.delete(rubricDrafts).where(eq(rubricDrafts.id, draftId));
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'rubric-draft.discarded',
				subject: `rubric-draft:${draftId}`,
				facts: { key, version, formSha256: sha256Text(form) }
			}
		);
		return accept({ rubricId });
	});
}

/** A rubric stays for the kind of call that it was made for. */
async function isOfOtherKind(tx: Writer, rubricId: string | null, form: unknown) {
	if (rubricId === null) return false;
	const [rubric] = await tx
		.select({ callKind: rubrics.callKind })
		.from(rubrics)
		.where(eq(rubrics.id, rubricId));
	return rubric!.callKind !== (form as { callKind?: unknown }).callKind;
}
