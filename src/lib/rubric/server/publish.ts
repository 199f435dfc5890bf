import { desc, eq } from 'drizzle-orm';
import { appendAudit, sha256Text } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { canonicalJson } from '#lib/shared/canonical-json.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { parseForm, weightFaults, type Form } from '../form.ts';
import { standardForms } from '../standard/index.ts';
import { rubrics, rubricVersions } from './schema.ts';

type PublishRefusal = 'weights-off' | 'unchanged';

type Publisher = Pick<Context, 'actor' | 'now'> & { tx: Writer };

/** What a version keeps beside its form; nothing of it for what the program itself publishes. */
interface VersionTerms {
	effectiveFrom: BusinessDay;
	editors: string[];
	overrideReason: string | null;
}

/** Publishes the standard forms as version 1 of their rubrics; those that stand already stay as they are. Returns the keys published. */
export function publishStandardRubrics(context: Context): Promise<string[]> {
	return context.db.tx(async (tx) => {
		const added: string[] = [];
		for (const { key, form } of standardForms) {
			const [standing] = await tx
				.select({ id: rubrics.id })
				.from(rubrics)
				.where(eq(rubrics.key, key));
			if (standing) continue;
			await publishForm({ ...context, tx }, key, form);
			added.push(key);
		}
		return added;
	});
}

/**
 * Publishes `form` as the next version of the rubric `key`, made when new. Refuses weights that do
 * not sum up, and a form equal to the newest version. Runs inside the caller's transaction.
 */
export async function publishForm(
	{ tx, actor, now }: Publisher,
	key: string,
	form: Form,
	terms?: VersionTerms
): Promise<Decision<{ rubricId: string; versionId: string; version: number }, PublishRefusal>> {
	if (weightFaults(parseForm(form)).length > 0) return refuse('weights-off');

	const text = canonicalJson(form);
	const formSha256 = sha256Text(text);
	const rubricId = await rubricNamed(tx, key, form, now);
	const newest = await newestOf(tx, rubricId);
	if (newest?.formSha256 === formSha256) return refuse('unchanged');

	const versionId = newId(now);
	const version = (newest?.version ?? 0) + 1;
	await tx.insert(rubricVersions).values({
		id: versionId,
		rubricId,
		version,
		form: text,
		formSha256,
		publishedAt: now,
		publishedBy: actor.id,
		...terms
	});
	const { overrideReason, ...kept } = terms ?? {};
	await appendAudit(
		{ tx, actor, now },
		{
			kind: 'rubric.published',
			subject: `rubric:${rubricId}`,
			facts: { key, version, formSha256, ...kept, ...(overrideReason && { override: true }) },
			...(overrideReason && { reason: overrideReason })
		}
	);
	return accept({ rubricId, versionId, version });
}

/** Number and hash of a rubric's newest version. */
export async function newestOf(tx: Reader, rubricId: string) {
	const [newest] = await tx
		.select({ version: rubricVersions.version, formSha256: rubricVersions.formSha256 })
		.from(rubricVersions)
		.where(eq(rubricVersions.rubricId, rubricId))
		.orderBy(desc(rubricVersions.version))
		.limit(1);
	return newest;
}

async function rubricNamed(tx: Writer, key: string, form: Form, now: Date): Promise<string> {
	const [standing] = await tx.select({ id: rubrics.id }).from(rubrics).where(eq(rubrics.key, key));
	if (standing) return standing.id;
	const id = newId(now);
	await tx.insert(rubrics).values({ id, key, callKind: form.callKind, createdAt: now });
	return id;
}
