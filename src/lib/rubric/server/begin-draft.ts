import { eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Writer } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { canonicalJson } from '#lib/shared/canonical-json.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { rubricDrafts, rubrics } from './schema.ts';

export type StartRefusal =
	'not-allowed' | 'no-such-rubric' | 'retired' | 'draft-open' | 'invalid' | 'key-taken';

interface Beginning {
	/** Null: of a rubric that is not there yet. */
	rubricId: string | null;
	key: string;
	note: string;
	form: unknown;
	/** Who counts as its writer from the start. */
	editors: string[];
}

/** Opens a draft inside the caller's transaction; `facts` go into the audit chain beside its key. */
export async function beginDraft(
	{ actor, now }: Context,
	tx: Writer,
	started: Beginning,
	facts: Record<string, unknown>
): Promise<Decision<{ draftId: string }, 'draft-open' | 'key-taken'>> {
	const { key, rubricId } = started;
	const [open] = await tx
		.select({ id: rubricDrafts.id })
		.from(rubricDrafts)
		.where(eq(rubricDrafts.key, key));
	if (open) return refuse('draft-open', { draftId: open.id });
	if (rubricId === null && (await tx.$count(rubrics, eq(rubrics.key, key))) > 0)
		return refuse('key-taken');
	const id = newId(now);
	const form = canonicalJson(started.form);
	const row = { ...started, id, form, version: 1, createdAt: now, createdBy: actor.id };
	await tx.insert(rubricDrafts).values({ ...row, savedAt: now });
	await appendAudit(
		{ tx, actor, now },
		{
			kind: 'rubric-draft.started',
			subject: `rubric-draft:${id}`,
			facts: { key, rubricId, ...facts }
		}
	);
	return accept({ draftId: id });
}
