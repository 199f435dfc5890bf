/** Writing missed duties: one for a reviewer and a draw, once the last of the tasks is due. */
import { and, asc, eq, gt, inArray, isNull, lt } from 'drizzle-orm';
import { appendAudit, type Appender } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import type { LedgerScribe } from '#lib/ledger/server/post.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import {
	assignments,
	draws,
	overdueTasks,
	planVersions,
	replacements
} from '#lib/sampling/server/schema.ts';
import { missedDuties } from './schema.ts';
import { readRule } from '#lib/sampling/stored-rule.ts';
import { missedDuty, type DrawDuty } from '../missed.ts';
import { officeAt } from './office.ts';
import { postWorkload } from './workload.ts';

/** What was missed longer ago is recorded, but is no news: the server was down, or is new. */
export const NEWS_MS = 7 * 86_400_000;

/** Tasks of a draw are due together, at most some weeks after it: older ones cannot be pending. */
const PENDING_MS = 120 * 86_400_000;

/** Draws with an overdue task whose reviewer has no missed duty yet, in order of their ids. */
export async function pendingDraws(db: Reader, now: Date): Promise<string[]> {
	const rows = await db
		.selectDistinct({ drawId: assignments.drawId })
		.from(overdueTasks)
		.innerJoin(assignments, eq(assignments.id, overdueTasks.assignmentId))
		.leftJoin(
			missedDuties,
			and(
				eq(missedDuties.drawId, assignments.drawId),
				eq(missedDuties.reviewerId, overdueTasks.reviewerId)
			)
		)
		.where(and(isNull(missedDuties.id), gt(overdueTasks.at, new Date(now.getTime() - PENDING_MS))))
		.orderBy(asc(assignments.drawId));
	return rows.map(({ drawId }) => drawId);
}

/** Writes the missed duties of these draws that can be told by now, and tells the heads; how many. */
export async function recordMissed(
	scribe: LedgerScribe,
	drawIds: readonly string[]
): Promise<number> {
	let count = 0;
	for (const drawId of drawIds) count += await recordDraw(scribe, drawId);
	return count;
}

async function recordDraw(scribe: LedgerScribe, drawId: string): Promise<number> {
	const { tx, now } = scribe;
	const recorded = await tx
		.select({ reviewerId: missedDuties.reviewerId })
		.from(missedDuties)
		.where(eq(missedDuties.drawId, drawId));
	const known = new Set(recorded.map(({ reviewerId }) => reviewerId));
	const standing = [...(await dutiesIn(tx, drawId, now))].filter(([id]) => !known.has(id));
	const missed = standing.flatMap(([reviewerId, duty]) => {
		const found = missedDuty(duty);
		const row = { id: newId(now), drawId, reviewerId, at: duty.lastAt, recordedAt: now };
		return found ? [{ ...row, ...found }] : [];
	});
	for (let from = 0; from < missed.length; from += 500)
		await tx.insert(missedDuties).values(missed.slice(from, from + 500));
	await appendAudit(
		scribe,
		...missed.map(({ id, reviewerId, tasks, of, at }) => ({
			kind: 'duty.missed' as const,
			subject: `missed-duty:${id}`,
			facts: { drawId, reviewerId, tasks, of, at: at.toISOString() }
		}))
	);
	await postWorkload(scribe, missed, { cause: 'found' });
	const news = missed.filter(({ at }) => now.getTime() - at.getTime() < NEWS_MS);
	if (news.length > 0)
		await tellHeads(
			scribe,
			drawId,
			news.map(({ reviewerId }) => reviewerId)
		);
	return missed.length;
}

/** How each reviewer with a task of the draw stands: an overdue task is of who had it when it was due. */
async function dutiesIn(tx: Writer, drawId: string, now: Date) {
	const rows = await tx
		.select({
			reviewerId: assignments.reviewerId,
			lateId: overdueTasks.reviewerId,
			dueAt: assignments.dueAt,
			reviewId: reviews.id,
			checkId: selfChecks.id,
			replacedAt: replacements.at
		})
		.from(assignments)
		.leftJoin(overdueTasks, eq(overdueTasks.assignmentId, assignments.id))
		.leftJoin(reviews, eq(reviews.assignmentId, assignments.id))
		.leftJoin(selfChecks, eq(selfChecks.assignmentId, assignments.id))
		.leftJoin(replacements, eq(replacements.assignmentId, assignments.id))
		.where(and(eq(assignments.drawId, drawId), lt(assignments.createdAt, assignments.dueAt)));
	const duties = new Map<string, DrawDuty & { lastAt: Date }>();
	for (const { reviewerId, lateId, dueAt, ...task } of rows) {
		const holder = lateId ?? reviewerId;
		const duty = duties.get(holder) ?? { undone: 0, inTime: 0, ahead: 0, lastAt: dueAt };
		duties.set(holder, duty);
		if (lateId) duty.undone += 1;
		else if (task.reviewId ?? task.checkId) duty.inTime += 1;
		else if (!task.replacedAt && dueAt > now) duty.ahead += 1;
		if (lateId && dueAt > duty.lastAt) duty.lastAt = dueAt;
	}
	return duties;
}

/** One notice for each head of a department whose calls were left, never about an own duty alone. */
async function tellHeads({ tx, now }: Appender, drawId: string, reviewerIds: readonly string[]) {
	const { heads } = await officeAt(tx, now);
	const [draw] = await tx
		.select({ rule: planVersions.rule })
		.from(draws)
		.innerJoin(planVersions, eq(planVersions.id, draws.planVersionId))
		.where(eq(draws.id, drawId));
	const { name } = readRule(draw!.rule);
	const about = new Map<string, Set<string>>();
	for (let from = 0; from < reviewerIds.length; from += 500) {
		const places = await tx
			.selectDistinct({
				reviewerId: overdueTasks.reviewerId,
				departmentId: recordings.departmentId
			})
			.from(assignments)
			.innerJoin(overdueTasks, eq(overdueTasks.assignmentId, assignments.id))
			.innerJoin(recordings, eq(recordings.id, assignments.recordingId))
			.where(
				and(
					eq(assignments.drawId, drawId),
					inArray(overdueTasks.reviewerId, reviewerIds.slice(from, from + 500))
				)
			);
		for (const { reviewerId, departmentId } of places)
			for (const head of heads.get(departmentId ?? '') ?? [])
				if (head !== reviewerId) about.set(head, (about.get(head) ?? new Set()).add(reviewerId));
	}
	for (const [head, people] of about)
		await notify(tx, now, {
			kind: 'duty-missed',
			to: [head],
			path: `/sampling/missed?draw=${drawId}`,
			facts: { count: people.size, plan: name.en, planZh: name['zh-CN'] },
			once: `missed:${drawId}:${now.toISOString()}`
		});
}
