/** What is under way when the story ends: a review half entered, old notices read. */
import { isNull, lt, and } from 'drizzle-orm';
import type { Db } from '#lib/platform/server/db/client.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { saveDraft, startDraft } from '#lib/reviews/server/drafts.ts';
import { itemsOf } from '#lib/rubric/form.ts';
import { openTasks } from './open-tasks.ts';
import { done } from './refused.ts';
import { scoredContent } from './scored.ts';
import { enterDay, type World } from './world.ts';

const MINUTE = 60_000;
const READ_AFTER_MS = 30 * 60 * MINUTE;
const ANSWERED = 7;

export async function leaveUnfinished(db: Db, world: World) {
	await db.tx(async (tx) => {
		enterDay(world, tx);
		await beginReview(world);
		const before = new Date(world.now.getTime() - READ_AFTER_MS);
		await tx
			.update(notifications)
			.set({ readAt: before })
			.where(and(isNull(notifications.readAt), lt(notifications.at, before)));
	});
}

/** The first lead has answered the first items of the newest task. */
async function beginReview(world: World) {
	const [lead] = world.centre.leads.values();
	const tasks = await openTasks(world.tx, lead!.id, { kinds: ['spot-check'], since: world.now });
	const task = tasks.at(-1);
	if (!task) return;
	const { call, file } = world.imported.get(task.recordingId)!;
	const { form } = world.rubricOf(call.kind);
	const whole = scoredContent(form, { call, file, answers: undefined }, world.random);
	const first = itemsOf(form)
		.slice(0, ANSWERED)
		.map(({ key }) => key);
	const heardMs = Math.min(24_000, file.facts.durationMs);
	const began = Math.max(world.now.getTime() - 25 * MINUTE, task.createdAt.getTime() + MINUTE);
	const context = world.as(lead!.actor, new Date(began));
	const request = { recordingId: task.recordingId, assignmentId: task.id };
	const { version } = done(await startDraft(context, request));
	const content = {
		...whole,
		answers: Object.fromEntries(first.map((key) => [key, whole.answers[key]!])),
		evidence: whole.evidence.filter(({ itemKey }) => itemKey !== null && first.includes(itemKey)),
		comment: '',
		heard: [[0, heardMs]] as [number, number][],
		spentMs: 41_000
	};
	const later = { ...context, now: new Date(context.now.getTime() + MINUTE) };
	done(await saveDraft(later, { ...request, version, content }));
}
