/** Putting a drawn call aside for the next of the ranking, and how often that was done. */
import { and, asc, count, eq, gte, inArray, isNull, lt, max } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { isSystem } from '#lib/people/role.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { isReviewed } from '#lib/sampling/plan.ts';
import { assignments, replacements } from '#lib/sampling/server/schema.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { decideReplacement, type ReplacementRefusal, type ReplacementWish } from '../replace.ts';
import { entrustIfNeeded } from './give.ts';
import { deputiesOn } from './hand-overs.ts';
import { headsDepartment, officeAt } from './office.ts';
import { recordOverdueIn } from './overdue.ts';
import { standingTasks, whyNot, type StandingTask } from './standing-task.ts';
import { putAside } from './put-aside.ts';
import { findSubstitute, type Substitute } from './substitute.ts';

interface Replace extends ReplacementWish {
	assignmentId: string;
}

type ReplaceRefusal = 'not-found' | 'not-allowed' | ReplacementRefusal;

/**
 * Replaces an open task by its reviewer, or by the head of the call's department; nobody replaces
 * an own call. `substituteId` is null when the ranking has nothing left, or nobody to check it.
 * `not-found` is 404, `not-allowed` 403.
 */
export function replaceAssignment(
	context: Context,
	{ assignmentId, ...wish }: Replace
): Promise<Decision<{ substituteId: string | null }, ReplaceRefusal>> {
	return context.db.tx(
		async (tx): Promise<Decision<{ substituteId: string | null }, ReplaceRefusal>> => {
			const [task] = await standingTasks(tx, [assignmentId]);
			const refusal = task ? await whyNotReplace(tx, context, task) : 'not-found';
			if (!task || refusal) return refuse(refusal ?? 'not-found');
			return replaceIn(tx, context, task, wish);
		}
	);
}

/** `replaceAssignment` within a transaction of the caller's, who has decided that the actor may. */
export async function replaceIn(
	tx: Writer,
	context: Context,
	task: StandingTask,
	wish: ReplacementWish
): Promise<Decision<{ substituteId: string | null }, ReplacementRefusal>> {
	const { actor, now, zone } = context;
	const decision = decideReplacement(task, wish);
	if (!decision.ok) return decision;

	await recordOverdueIn({ tx, actor, now }, [task.id]);
	const office = await officeAt(tx, now);
	const away = new Set((await deputiesOn(tx, businessDay(now, zone))).keys());
	const search = { reason: wish.reason, replacedBy: actor.id, office, away };
	const { found, skipped } = await findSubstitute(tx, task, search);
	const substituteId = found ? await bringIn(tx, context, task, found) : null;
	await tx.insert(replacements).values({
		assignmentId: task.id,
		reason: wish.reason,
		words: decision.value,
		replacedBy: actor.id,
		at: now,
		substituteId,
		skipped
	});
	await putAside(tx, context, task);
	await appendAudit(
		{ tx, actor, now },
		{
			kind: 'assignment.replaced',
			subject: `assignment:${task.id}`,
			facts: {
				reason: wish.reason,
				drawId: task.drawId,
				recordingId: task.recordingId,
				// What the program has measured, beside what the person says.
				verdict: task.verdict,
				reviewerId: task.reviewerId,
				substituteId,
				substitute: found?.recordingId ?? null,
				substituteReviewerId: found?.reviewerId ?? null,
				skipped: skipped.length
			}
		}
	);
	return accept({ substituteId });
}

/** Why `actor` may not replace the task; undefined for its reviewer and for the head in reach. */
export async function whyNotReplace(
	db: Reader,
	context: Pick<Context, 'actor' | 'now'>,
	task: StandingTask
): Promise<'not-found' | 'not-allowed' | undefined> {
	const { actor } = context;
	const refusal = await whyNot(db, context, 'assignment.replace', task);
	if (refusal) return refusal;
	const mine = task.reviewerId === actor.id || headsDepartment(actor, task.departmentId);
	return mine && !isSystem(actor) ? undefined : 'not-allowed';
}

async function bringIn(
	tx: Writer,
	{ actor, now }: Context,
	task: StandingTask,
	found: Substitute
): Promise<string> {
	const { drawId, kind, unitId, round, dueAt } = task;
	const { recordingId, stratum, reviewerId, agentId, businessDay, teamId, departmentId } = found;
	const sameUnit = unitId
		? eq(assignments.unitId, unitId)
		: and(isNull(assignments.unitId), eq(assignments.agentId, task.agentId));
	const [highest] = await tx
		.select({ rank: max(assignments.rank) })
		.from(assignments)
		.where(and(eq(assignments.drawId, drawId), sameUnit));
	const id = newId(now);
	await tx.insert(assignments).values({
		...{ id, drawId, recordingId, agentId, reviewerId, kind, unitId, stratum, round, dueAt },
		callDay: businessDay,
		rank: (highest?.rank ?? task.rank) + 1,
		createdAt: now
	});
	if (isReviewed(kind) && found.reviewState === 'none')
		await tx
			.update(recordings)
			.set({ reviewState: 'assigned' })
			.where(eq(recordings.id, recordingId));
	const place = { agentId, teamId, departmentId };
	await entrustIfNeeded({ tx, now }, { kind, recordingId, place }, reviewerId);
	if (reviewerId !== task.reviewerId || task.reviewerId !== actor.id)
		await notify(tx, now, {
			kind: 'tasks-handed-over',
			to: [reviewerId],
			path: '/',
			facts: { count: 1, way: 'substitute' }
		});
	return id;
}

interface CountedReplacements {
	/** Who had the task. */
	reviewerId: string;
	replacedBy: string;
	reason: ReplacementWish['reason'];
	count: number;
}

/** How often tasks were replaced, by reviewer, by who did it, and by reason; `from` included, `to` not. */
export function replacementsOf(
	db: Reader,
	filter: { drawIds?: string[]; reviewerIds?: string[]; from?: Date; to?: Date }
): Promise<CountedReplacements[]> {
	const { drawIds, reviewerIds, from, to } = filter;
	const { reason, replacedBy } = replacements;
	return db
		.select({ reviewerId: assignments.reviewerId, replacedBy, reason, count: count() })
		.from(replacements)
		.innerJoin(assignments, eq(assignments.id, replacements.assignmentId))
		.where(
			and(
				drawIds && inArray(assignments.drawId, drawIds),
				reviewerIds && inArray(assignments.reviewerId, reviewerIds),
				from && gte(replacements.at, from),
				to && lt(replacements.at, to)
			)
		)
		.groupBy(assignments.reviewerId, replacedBy, reason)
		.orderBy(asc(assignments.reviewerId), asc(replacedBy), asc(reason));
}
