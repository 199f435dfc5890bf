/** The rows of a task that changes hands: reviewer, draft, right to hear, history, audit. Nothing is decided here. */
import { eq } from 'drizzle-orm';
import { appendAudit, type Appender } from '#lib/audit/server/append.ts';
import { can, type Placed } from '#lib/people/permissions.ts';
import { actorById } from '#lib/people/server/actors.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { endEntrustment, entrust } from '#lib/recordings/server/entrustments.ts';
import { moveDraft } from '#lib/reviews/server/drafts.ts';
import { isReviewed, type PlanKind } from '#lib/sampling/plan.ts';
import { assignments, reassignments } from '#lib/sampling/server/schema.ts';
import { recordOverdueIn } from './overdue.ts';
import type { StandingTask } from './standing-task.ts';

export interface Giving {
	toId: string;
	/** As it is kept with the task; not in the audit chain. */
	reason: string;
	/** The hand-over that moved it. */
	handOverId?: string;
}

/** Gives the tasks to `toId`. What is overdue already stays on record as that of who had it then. */
export async function giveTasks(
	appender: Appender,
	tasks: readonly StandingTask[],
	{ toId, reason, handOverId }: Giving
): Promise<void> {
	const { tx, actor, now } = appender;
	await recordOverdueIn(
		appender,
		tasks.map(({ id }) => id)
	);
	for (const { id, recordingId, reviewerId: fromId } of tasks) {
		await tx.update(assignments).set({ reviewerId: toId }).where(eq(assignments.id, id));
		const row = { id: newId(now), assignmentId: id, fromId, toId, reason, by: actor.id, at: now };
		await tx.insert(reassignments).values(row);
		await moveDraft(tx, { recordingId, fromId, toId, assignmentId: id });
		await endEntrustment(tx, { recordingId, userId: fromId, now });
		await entrust(tx, { recordingId, userId: toId, now });
		const facts = { recordingId, from: fromId, to: toId, ...(handOverId && { handOverId }) };
		await appendAudit(appender, {
			kind: 'assignment.reassigned',
			subject: `assignment:${id}`,
			facts
		});
	}
}

/** Lets the reviewer of a new task hear its call, unless the reviewer's own roles do. */
export async function entrustIfNeeded(
	{ tx, now }: Pick<Appender, 'tx' | 'now'>,
	{ kind, recordingId, place }: { kind: PlanKind; recordingId: string; place: Placed },
	userId: string
): Promise<void> {
	const reviewer = await actorById(tx, userId, now);
	const action = isReviewed(kind) ? 'review.submit' : 'recording.hear';
	const reached = reviewer && can(reviewer, action, place) === 'allowed';
	if (!reached || kind === 'peer-check') await entrust(tx, { recordingId, userId, now });
}
