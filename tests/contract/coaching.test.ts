import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { taskPage, taskPageData } from '#lib/coaching/server/queries.ts';
import { coachingSteps, coachingTasks } from '#lib/coaching/server/schema.ts';
import { giveTask, takeTaskStep, type GiveTask } from '#lib/coaching/server/tasks.ts';
import type { TaskStep } from '#lib/coaching/steps.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { evidence } from '#lib/reviews/server/schema.ts';
import {
	addRecording,
	exampleCentre,
	type Person,
	type Place
} from '../fixtures/example-centre.ts';
import { callAt, contextOf, reviewCentre, reviewedAt } from '../fixtures/reviews.ts';
import { failing, flawless, review } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';

const given = (over: Partial<GiveTask> = {}): GiveTask => ({
	...{ staffNo: 'A1', topic: 'The greeting', words: 'Say the company and the number' },
	...{ dueDay: 20_260_310, reviewId: null, rubricKey: 'report', itemKey: 'greeting' },
	...{ evidenceIds: [], clipIds: [], ...over }
});
const later = (days: number) => new Date(reviewedAt.getTime() + days * 86_400_000);

async function gave(db: Db, by: Person, over: Partial<GiveTask> = {}): Promise<string> {
	const outcome = await giveTask(contextOf(db, by.actor), given(over));
	if (!outcome.ok) throw new Error(outcome.refusal);
	return outcome.value.taskId;
}

const taking =
	(db: Db, taskId: string) =>
	async (by: Person, step: TaskStep, words = 'Listened to both passages', now = reviewedAt) => {
		const outcome = await takeTaskStep(contextOf(db, by.actor, now), { taskId, step, words });
		return outcome.ok ? true : outcome.refusal;
	};

describe('a coaching task', () => {
	it('is given by a lead or head within reach, with the passages of a review', async () => {
		const db = await testDatabase();
		const { ana, omar, sun, lin, wei, auditor, recordingId } = await reviewCentre(db);
		const reviewId = await review(db, { by: omar, recordingId, content: failing('greeting') });
		const [passage] = await db.read
			.select({ id: evidence.id })
			.from(evidence)
			.where(eq(evidence.reviewId, reviewId));
		const from = { reviewId, evidenceIds: [passage!.id], staffNo: '' };
		const give = async (by: Person, over: Partial<GiveTask> = {}) => {
			const outcome = await giveTask(contextOf(db, by.actor), given(over));
			return outcome.ok || outcome.refusal;
		};
		expect(await give(sun, from)).toBe('no-such-person');
		expect(await give(wei, from)).toBe('no-such-person');
		expect(await give(lin, from)).toBe('not-allowed');
		expect(await give(auditor)).toBe('not-allowed');
		expect(await give(omar, { staffNo: 'L1' })).toBe('not-allowed');
		expect(await give(omar, { reviewId: newId() })).toBe('no-such-person');
		expect(await give(omar, { ...from, itemKey: 'identity' })).toBe('clip-gone');
		expect(await give(omar, { ...from, clipIds: [newId()] })).toBe('clip-gone');
		expect(await give(omar, { topic: ' . ' })).toBe('topic-missing');
		expect(await give(omar, { words: '' })).toBe('words-missing');
		expect(await give(omar, { dueDay: 20_260_301 })).toBe('due-past');
		expect(await db.read.$count(coachingTasks)).toBe(0);

		const taskId = await gave(db, omar, from);
		await gave(db, ana, { staffNo: 'A3' });
		const data = await taskPageData(contextOf(db, lin.actor), taskId);
		expect(data).toMatchObject({
			task: { agentId: lin.id, topic: 'The greeting', state: 'open', late: false },
			clips: [{ recordingId, fromMs: 0, toMs: 4000, clipId: null }],
			isMine: true,
			assigns: false
		});
		for (const by of [sun, wei])
			expect(await taskPageData(contextOf(db, by.actor), taskId)).toBeUndefined();
		const notices = await db.read.select().from(notifications);
		expect(notices.filter(({ kind }) => kind === 'coaching-assigned')).toHaveLength(2);
	});

	it('is acknowledged and done by the agent, done or called off by the lead, each once', async () => {
		const db = await testDatabase();
		const { ana, omar, sun, lin, wei, auditor } = await exampleCentre(db);
		const taskId = await gave(db, omar);
		const take = taking(db, taskId);
		expect(await take(sun, 'done')).toBe('not-found');
		expect(await take(wei, 'acknowledged')).toBe('not-found');
		expect(await take(omar, 'acknowledged')).toBe('not-allowed');
		expect(await take(auditor, 'done')).toBe('not-allowed');
		expect(await take(lin, 'called-off')).toBe('not-allowed');
		expect(await take(lin, 'done')).toBe('wrong-state');
		const twice = await Promise.all([take(lin, 'acknowledged', ''), take(lin, 'acknowledged', '')]);
		expect(twice.sort()).toEqual([true, 'wrong-state'].sort());
		expect(await take(lin, 'done', ' ')).toBe('words-missing');
		expect(await take(lin, 'done')).toBe(true);
		expect(await take(omar, 'called-off', 'Given to the wrong agent')).toBe('wrong-state');

		const other = taking(db, await gave(db, omar));
		expect(await other(omar, 'called-off', 'no')).toBe('reason-missing');
		expect(await other(ana, 'called-off', 'Given to the wrong agent')).toBe(true);
		const third = taking(db, await gave(db, omar));
		expect(await third(omar, 'done', 'Practised it together')).toBe(true);
		const entries = await db.read
			.select({ kind: auditEntries.kind })
			.from(auditEntries)
			.where(eq(auditEntries.subject, `coaching:${taskId}`));
		expect(entries.map(({ kind }) => kind)).toEqual([
			...['coaching.assigned', 'coaching.acknowledged', 'coaching.done']
		]);
		await expect(db.tx((tx) => tx.update(coachingSteps).set({ words: 'x' }))).rejects.toSatisfy(
			isAppendOnlyViolation
		);
	});

	it('is listed within reach by state, agent and team; overdue after its day', async () => {
		const db = await testDatabase();
		const { ana, omar, sun, lin, wei, auditor, south } = await exampleCentre(db);
		const [first, second] = [await gave(db, omar), await gave(db, sun, { staffNo: 'A3' })];
		const list = async (by: Person, filter = {}, now = reviewedAt) =>
			(await taskPage(contextOf(db, by.actor, now), { filter })).rows.map(({ id }) => id).sort();
		for (const by of [ana, auditor]) expect(await list(by)).toEqual([first, second].sort());
		expect(await list(omar)).toEqual([first]);
		expect(await list(lin)).toEqual([first]);
		expect(await list(wei)).toEqual([]);
		expect(await list(ana, { team: south.teamId })).toEqual([second]);
		expect(await list(ana, { team: 'x' })).toEqual([]);
		expect(await list(ana, { agent: 'A1', state: 'open' })).toEqual([first]);
		await taking(db, first)(lin, 'acknowledged', '');
		expect(await list(ana, { state: 'acknowledged' })).toEqual([first]);
		expect(await list(ana, { state: 'late' }, later(8))).toEqual([]);
		expect(await list(ana, { state: 'late' }, later(9))).toEqual([first, second].sort());
	});

	it('shows how often the item failed before and after, or that there are too few', async () => {
		const db = await testDatabase();
		const { omar, lin, north } = await reviewCentre(db);
		const calls = async (days: number[], fails: number) => {
			for (const [n, day] of days.entries()) {
				const content = n < fails ? failing('greeting') : flawless();
				const call = { db, agent: lin, by: omar, place: north };
				await reviewedCall({ ...call, day, content });
			}
		};
		await calls([-9, -8, -7, -6, -5, -4], 3);
		const taskId = await gave(db, omar, { dueDay: 20_260_331 });
		const effect = async (days: number) =>
			(await taskPageData(contextOf(db, omar.actor, later(days)), taskId))!.effect;
		expect(await effect(0)).toMatchObject({
			before: { n: 6, failed: 3, permille: 500 },
			after: null
		});
		await taking(db, taskId)(lin, 'acknowledged', '');
		await calls([2, 3, 4, 5], 1);
		expect(await effect(9)).toMatchObject({ after: { n: 4, failed: 1, permille: null } });
		await calls([6], 0);
		const { before, after } = (await effect(9))!;
		expect(before.interval).toEqual([188, 812]);
		expect(after).toMatchObject({ n: 5, failed: 1, permille: 200, interval: [36, 624] });
	});
});

interface Call {
	db: Db;
	agent: Person;
	by: Person;
	place: Place;
	/** Days after the first of March. */
	day: number;
	content: ReturnType<typeof flawless>;
}

async function reviewedCall({ db, agent, by, place, day, content }: Call) {
	const startedAt = new Date(callAt.getTime() + day * 86_400_000);
	const recordingId = await addRecording(db, { agentId: agent.id, place, startedAt });
	await review(db, { by, recordingId, content, now: new Date(startedAt.getTime() + 3_600_000) });
}
