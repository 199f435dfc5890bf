/** A draft becomes a version: the one way a person publishes. */
import { eq } from 'drizzle-orm';
import { sha256Text } from '#lib/audit/server/append.ts';
import { may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Accepted, type Refused } from '#lib/shared/decision.ts';
import { formFaults, type FormFault } from '../faults.ts';
import { parseForm } from '../form.ts';
import {
	decidePublication,
	type PublicationFacts,
	type PublicationRefusal
} from '../publication.ts';
import { draftRow } from './draft-queries.ts';
import { newestOf, publishForm } from './publish.ts';
import { otherPublishers } from './publishers.ts';
import { rubricDrafts } from './schema.ts';

interface PublishDraft {
	draftId: string;
	/** Version of the draft that was read. */
	version: number;
	effectiveFrom: BusinessDay;
	/** Why the writer publishes, where nobody else may. */
	overrideReason?: string;
}

type PublishOutcome =
	| Accepted<{ rubricId: string; version: number }>
	| Refused<Exclude<PublicationRefusal, 'faults'> | 'not-allowed' | 'no-such-draft'>
	| (Refused<'faults'> & { faults: FormFault[] });

/** Publishes a draft as the next version from a business day on, and closes it. */
export async function publishDraft(context: Context, wish: PublishDraft): Promise<PublishOutcome> {
	const { db, actor, now } = context;
	if (!may(actor, 'rubric.publish')) return refuse('not-allowed');
	return db.tx(async (tx): Promise<PublishOutcome> => {
		const draft = await draftRow(tx, wish.draftId);
		if (!draft) return refuse('no-such-draft');
		const { faults, facts } = await publicationOf(tx, context, draft);
		const { version, effectiveFrom, overrideReason = '' } = wish;
		const asked = { actorId: actor.id, version, effectiveFrom, overrideReason };
		const decision = decidePublication(facts, asked);
		if (!decision.ok)
			return decision.refusal === 'faults'
				? { ...refuse('faults', decision.facts), faults }
				: refuse(decision.refusal, decision.facts);
		const terms = { effectiveFrom, editors: draft.editors, ...decision.value };
		const form = parseForm(JSON.parse(draft.form));
		const published = await publishForm({ tx, actor, now }, draft.key, form, terms);
		if (!published.ok) throw new Error(`publishing was decided, then ${published.refusal}`);
		await tx.delete(rubricDrafts).where(eq(rubricDrafts.id, draft.id));
		return accept({ rubricId: published.value.rubricId, version: published.value.version });
	});
}

type Draft = NonNullable<Awaited<ReturnType<typeof draftRow>>>;

/** What decides about publishing a draft; the page that asks and the command read the same. */
export async function publicationOf(
	db: Reader,
	{ actor, now, zone }: Context,
	draft: Draft
): Promise<{ faults: FormFault[]; facts: PublicationFacts }> {
	const faults = formFaults(JSON.parse(draft.form));
	const newest = draft.rubricId === null ? undefined : await newestOf(db, draft.rubricId);
	const facts = {
		faults: faults.length,
		unchanged: newest?.formSha256 === sha256Text(draft.form),
		editors: draft.editors,
		otherPublishers: await otherPublishers(db, actor.id, now),
		version: draft.version,
		today: businessDay(now, zone)
	};
	return { faults, facts };
}
