import { asc, eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { namesOf } from '#lib/people/server/names.ts';
import { teams } from '#lib/people/server/schema.ts';
import type { Actor } from '#lib/people/role.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { isId, newId } from '#lib/platform/server/ids.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { placeText, scoredAs, type ChoiceInput, type ChoiceRefusal } from '../choice.ts';
import { standingRubrics } from './queries.ts';
import { rubricChoices } from './schema.ts';

/**
 * Says which rubric scores the calls of a place from now on, or, without a rubric, that the place
 * has no choice of its own. Reviews and drafts keep the version they began with. Only the head of
 * its department chooses for a team.
 */
export function chooseRubric(
	{ db, actor, now }: Context,
	{ callKind, queue, teamId, rubricId }: ChoiceInput
): Promise<Decision<{ place: string }, ChoiceRefusal>> {
	return db.tx(async (tx) => {
		if (!may(actor, 'rubric.choose')) return refuse('not-allowed');
		const fault =
			(await teamFault(tx, actor, teamId)) ?? (await rubricFault(tx, callKind, rubricId));
		if (fault) return refuse(fault);

		const place = placeText({ callKind, queue, teamId });
		const [standing] = await tx
			.select({ rubricId: rubricChoices.rubricId })
			.from(rubricChoices)
			.where(eq(rubricChoices.place, place));
		const before = standing?.rubricId ?? null;
		if (before === rubricId) return refuse('unchanged');

		const by = { changedAt: now, changedBy: actor.id };
		if (rubricId === null) await tx.delete(rubricChoices).where(eq(rubricChoices.place, place));
		else
			await tx
				.insert(rubricChoices)
				.values({ id: newId(now), callKind, queue, teamId, place, rubricId, ...by })
				.onConflictDoUpdate({ target: rubricChoices.place, set: { rubricId, ...by } });
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'rubric.chosen',
				subject: `rubric:${rubricId ?? before}`,
				facts: { callKind, queue, teamId, rubricId, before }
			}
		);
		return accept({ place });
	});
}

async function teamFault(
	tx: Writer,
	actor: Actor,
	teamId: string | null
): Promise<'no-such-team' | 'other-department' | undefined> {
	if (teamId === null) return undefined;
	if (!isId(teamId)) return 'no-such-team';
	const [team] = await tx
		.select({ departmentId: teams.departmentId })
		.from(teams)
		.where(eq(teams.id, teamId));
	if (!team) return 'no-such-team';
	const heads = actor.grants.some(
		({ role, departmentId }) => role === 'department-head' && departmentId === team.departmentId
	);
	return heads ? undefined : 'other-department';
}

/** A rubric for reports may score calls of kind `other`, and each kind its own. */
async function rubricFault(
	tx: Writer,
	callKind: ChoiceInput['callKind'],
	rubricId: string | null
): Promise<'no-such-rubric' | 'other-kind' | undefined> {
	if (rubricId === null) return undefined;
	const rubric = (await standingRubrics(tx)).find(({ id }) => id === rubricId);
	if (!rubric) return 'no-such-rubric';
	return scoredAs(callKind).includes(rubric.callKind) ? undefined : 'other-kind';
}

/** The choices made, by kind, queue and team, with who made them. */
export async function allChoices(db: Reader) {
	const rows = await db
		.select({
			callKind: rubricChoices.callKind,
			queue: rubricChoices.queue,
			teamId: rubricChoices.teamId,
			team: teams.name,
			rubricId: rubricChoices.rubricId,
			changedAt: rubricChoices.changedAt,
			changedBy: rubricChoices.changedBy
		})
		.from(rubricChoices)
		.leftJoin(teams, eq(teams.id, rubricChoices.teamId))
		.orderBy(asc(rubricChoices.place));
	const names = await namesOf(
		db,
		rows.map(({ changedBy }) => changedBy)
	);
	return rows.map((row) => ({ ...row, changedBy: names[row.changedBy] ?? null }));
}
