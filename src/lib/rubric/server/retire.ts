import { and, eq, isNull, ne } from 'drizzle-orm';
import * as v from 'valibot';
import { appendAudit } from '#lib/audit/server/append.ts';
import { may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { decideRetirement, type RetirementRefusal } from '../publication.ts';
import { changeNote } from '../rubric-draft.ts';
import { isRetired } from './draft-queries.ts';
import { publishedRubric, standingRubrics } from './queries.ts';
import { rubricChoices, rubricDrafts, rubricRetirements } from './schema.ts';

/** Takes a rubric out of use for good, with a reason. Its versions stay, and so does every review by them. */
export async function retireRubric(
	{ db, actor, now }: Context,
	{ rubricId, reason }: { rubricId: string; reason: string }
): Promise<
	Decision<{ rubricId: string }, RetirementRefusal | 'not-allowed' | 'no-such-rubric' | 'invalid'>
> {
	if (!may(actor, 'rubric.publish')) return refuse('not-allowed');
	return db.tx(async (tx) => {
		const facts = await retirementFacts(tx, rubricId);
		if (!facts) return refuse('no-such-rubric');
		const why = v.safeParse(changeNote, reason);
		if (!why.success) return refuse('invalid');
		const decision = decideRetirement(facts);
		if (!decision.ok) return decision;
		const row = { rubricId, at: now, by: actor.id, reason: why.output };
		await tx.insert(rubricRetirements).values(row);
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'rubric.retired',
				subject: `rubric:${rubricId}`,
				reason: why.output,
				facts: { key: facts.key }
			}
		);
		return accept({ rubricId });
	});
}

/** What decides about retiring a rubric; undefined for an unknown one. */
export async function retirementFacts(db: Reader, rubricId: string) {
	const rubric = await publishedRubric(db, rubricId);
	if (!rubric) return undefined;
	const { key, form } = rubric;
	const standing = (await standingRubrics(db)).filter(({ id }) => id !== rubricId);
	const chosen = await db
		.select({ rubricId: rubricChoices.rubricId })
		.from(rubricChoices)
		.where(
			and(
				eq(rubricChoices.callKind, form.callKind),
				isNull(rubricChoices.queue),
				isNull(rubricChoices.teamId),
				ne(rubricChoices.rubricId, rubricId)
			)
		);
	const open = await db.$count(rubricDrafts, eq(rubricDrafts.rubricId, rubricId));
	return {
		key,
		retired: await isRetired(db, rubricId),
		draftOpen: open > 0,
		callKind: form.callKind,
		others: standing.filter(({ callKind }) => callKind === form.callKind).length,
		anotherChosen: chosen.some((choice) => standing.some(({ id }) => id === choice.rubricId))
	};
}
