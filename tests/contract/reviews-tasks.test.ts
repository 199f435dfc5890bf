import { isHttpError } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { newId } from '#lib/platform/server/ids.ts';
import type { Actor } from '#lib/people/role.ts';
import { endEntrustment, entrust, isEntrusted } from '#lib/recordings/server/entrustments.ts';
import { emptyDraft } from '#lib/reviews/draft.ts';
import { HEARD_AFTER_REVIEW_MS } from '#lib/reviews/review.ts';
import { agentNumber, agentNumbers } from '#lib/reviews/server/blind.ts';
import { draftOf } from '#lib/reviews/server/draft-rows.ts';
import { moveDraft, saveDraft } from '#lib/reviews/server/drafts.ts';
import { reviewPageData } from '#lib/reviews/server/page-data.ts';
import { recordingPage } from '#lib/reviews/server/recording-page.ts';
import { reviewDrafts } from '#lib/reviews/server/draft-schema.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import { submitReview } from '#lib/reviews/server/submit.ts';
import { workbenchOf } from '#lib/reviews/server/workbench.ts';
import { assignments, draws, reassignments, replacements } from '#lib/sampling/server/schema.ts';
import { load as benchLoad } from '../../src/routes/recordings/[id]/review/+page.server.ts';
import { addPerson, addRecording, zone } from '../fixtures/example-centre.ts';
import {
	addTask,
	aReviewContent,
	aReviewWithFindings,
	callAt,
	contextOf,
	reviewCentre,
	reviewedAt
} from '../fixtures/reviews.ts';
import { testDatabase } from '../support/database.ts';

async function centreWithCall() {
	const db = await testDatabase();
	return { db, ...(await reviewCentre(db)) };
}
type Centre = Awaited<ReturnType<typeof centreWithCall>>;

const later = new Date(reviewedAt.getTime() + 3_600_000);

/** The weekly audit by the head, blind as the ready plan has it. */
const auditTask = ({ db, lin, ana, north, recordingId }: Centre) =>
	addTask(db, {
		recordingId,
		agent: lin,
		reviewer: ana,
		place: north,
		kind: 'weekly-audit',
		rule: { blind: true }
	});

const submitAs = async ({ db, recordingId }: Centre, actor: Actor, now = reviewedAt) => {
	const outcome = await submitReview(contextOf(db, actor, now), {
		recordingId,
		content: aReviewWithFindings()
	});
	if (!outcome.ok) throw new Error(outcome.refusal);
	return outcome.value.reviewId;
};

describe('a weekly audit', () => {
	it('stands beside the spot check of the same call, each once', async () => {
		const centre = await centreWithCall();
		const { db, lin, omar, ana, north, recordingId } = centre;
		await addTask(db, { recordingId, agent: lin, reviewer: omar, place: north });
		const assignmentId = await auditTask(centre);
		await submitAs(centre, omar.actor);
		await submitAs(centre, ana.actor, later);
		const rows = await db.read.select().from(reviews);
		expect(rows.map(({ kind }) => kind).sort()).toEqual(['spot-check', 'weekly-audit']);
		expect(rows.find(({ kind }) => kind === 'weekly-audit')).toMatchObject({ assignmentId });
		expect(
			await submitReview(contextOf(db, ana.actor), {
				recordingId,
				assignmentId,
				content: aReviewContent()
			})
		).toMatchObject({ ok: false, refusal: 'already-reviewed' });
	});

	it('shows the head neither agent nor lead’s review until the own one is in', async () => {
		const centre = await centreWithCall();
		const { db, lin, omar, ana, north, recordingId } = centre;
		await addTask(db, { recordingId, agent: lin, reviewer: omar, place: north });
		const leads = await submitAs(centre, omar.actor);
		const assignmentId = await auditTask(centre);
		const context = contextOf(db, ana.actor, later);
		const sent = [
			await workbenchOf(context, { recordingId, assignmentId }),
			await recordingPage(context, recordingId)
		];
		expect(sent[0]).toMatchObject({
			ok: true,
			value: { agentNumber: 1, call: { agent: null, staffNo: null }, task: { chosen: null } }
		});
		expect(sent[1]).toMatchObject({ agentNumber: 1, facts: { agent: null }, reviews: [] });
		for (const data of sent) {
			expect(JSON.stringify(data)).not.toMatch(new RegExp(`Person A1|"A1"|${lin.id}`));
			expect(JSON.stringify(data)).not.toContain(leads);
			expect(JSON.stringify(data)).not.toContain('.wav');
		}
		expect(await reviewPageData(context, leads)).toBe('blind');

		const own = await submitAs(centre, ana.actor, later);
		expect(await recordingPage(context, recordingId)).toMatchObject({
			agentNumber: null,
			facts: { agent: 'Person A1' },
			reviews: [{ id: leads }, { id: own }]
		});
		for (const [id, other] of [
			[leads, own],
			[own, leads]
		])
			expect(await reviewPageData(context, id!)).toMatchObject({ others: [{ id: other }] });
	});

	it('is as open as a spot check when its plan is', async () => {
		const { db, lin, ana, north, recordingId } = await centreWithCall();
		const task = { recordingId, agent: lin, reviewer: ana, place: north };
		await addTask(db, { ...task, kind: 'weekly-audit', rule: { blind: false } });
		expect(await workbenchOf(contextOf(db, ana.actor), { recordingId })).toMatchObject({
			ok: true,
			value: { agentNumber: null, call: { agent: 'Person A1', staffNo: 'A1' } }
		});
	});
});

describe('the number of a blind agent', () => {
	it('is one for each agent of a draw, and stays when later calls come in', async () => {
		const centre = await centreWithCall();
		const { db, lin, wei, hao, ana, north } = centre;
		const first = await auditTask(centre);
		const [task] = await db.read.select().from(assignments);
		const [draw] = await db.read.select().from(draws);
		const add = async (agentId: string, minute: number) => {
			const recordingId = await addRecording(db, { agentId, place: north, startedAt: callAt });
			const id = newId();
			const createdAt = new Date(task!.createdAt.getTime() + minute * 60_000);
			await db.tx((tx) =>
				tx.insert(assignments).values({ ...task!, id, recordingId, agentId, createdAt })
			);
			return id;
		};
		const [second, again] = [await add(wei.id, 0), await add(lin.id, 0)];
		const before = await agentNumbers(db.read, [draw!.id]);
		expect([before.get(first), before.get(second)].sort()).toEqual([1, 2]);
		expect(before.get(again)).toBe(before.get(first));
		const late = await add(hao.id, 1);
		const after = await agentNumbers(db.read, [draw!.id]);
		expect(after.get(late)).toBe(3);
		expect([...before].every(([id, number]) => after.get(id) === number)).toBe(true);
		expect(await agentNumber(db.read, late)).toBe(3);
		expect(ana.id).not.toBe(hao.id);
	});
});

describe('a review by a task beyond the own reach', () => {
	it('needs the task and ends with it', async () => {
		const centre = await centreWithCall();
		const { db, sun, lin, north, recordingId } = centre;
		const context = contextOf(db, sun.actor);
		const request = { recordingId, content: aReviewContent() };
		const userId = sun.id;
		await db.tx((tx) => entrust(tx, { recordingId, userId, now: callAt }));
		expect(await submitReview(context, request)).toEqual({ ok: false, refusal: 'not-allowed' });
		const assignmentId = await addTask(db, {
			recordingId,
			agent: lin,
			reviewer: sun,
			place: north
		});
		expect(await workbenchOf(context, { recordingId, assignmentId })).toMatchObject({ ok: true });
		await db.tx((tx) => endEntrustment(tx, { recordingId, userId, now: reviewedAt }));
		expect(await workbenchOf(context, { recordingId, assignmentId })).toEqual({
			ok: false,
			refusal: 'not-found'
		});
		expect(await submitReview(context, request)).toEqual({ ok: false, refusal: 'not-found' });
	});

	it('stays readable to its author, with the passages for thirty days', async () => {
		const centre = await centreWithCall();
		const { db, sun, hao, lin, north, recordingId } = centre;
		await db.tx((tx) => entrust(tx, { recordingId, userId: sun.id, now: callAt }));
		await addTask(db, { recordingId, agent: lin, reviewer: sun, place: north });
		const id = await submitAs(centre, sun.actor);
		const end = reviewedAt.getTime() + HEARD_AFTER_REVIEW_MS;
		const at = (ms: number) => reviewPageData(contextOf(db, sun.actor, new Date(ms)), id);
		expect(await at(end - 1)).toMatchObject({ review: { id }, recording: { id: recordingId } });
		expect(await at(end)).toMatchObject({ review: { id }, recording: undefined });
		expect(await isEntrusted(db.read, recordingId, sun.id, new Date(end))).toBe(false);
		expect(await reviewPageData(contextOf(db, hao.actor), id)).toBeUndefined();
	});

	it('is never made of an own call, task or not', async () => {
		const { db, omar, ana, north } = await centreWithCall();
		const own = await addRecording(db, { agentId: omar.id, place: north, startedAt: callAt });
		await db.tx((tx) => entrust(tx, { recordingId: own, userId: omar.id, now: callAt }));
		await addTask(db, { recordingId: own, agent: omar, reviewer: omar, place: north });
		expect(
			await submitReview(contextOf(db, omar.actor), { recordingId: own, content: aReviewContent() })
		).toEqual({ ok: false, refusal: 'not-allowed' });
		expect(ana.id).not.toBe(omar.id);
	});
});

describe('a task that is no longer there', () => {
	/** What the workbench's page answers. */
	const answer = async (centre: Centre, actor: Actor, assignmentId: string) => {
		const { db, recordingId } = centre;
		const url = new URL(`http://localhost/?assignment=${assignmentId}`);
		const locals = { db, actor, now: reviewedAt, zone };
		try {
			return await benchLoad({ locals, params: { id: recordingId }, url } as never);
		} catch (error) {
			if (isHttpError(error)) return [error.status, error.body.message, error.body.sentence];
			throw error;
		}
	};

	it('is told apart: replaced, given away, or never theirs', async () => {
		const centre = await centreWithCall();
		const { db, omar, sun, lin, north, recordingId } = centre;
		const other = await addPerson(db, { staffNo: 'L3', role: 'team-lead', place: north });
		const id = await addTask(db, { recordingId, agent: lin, reviewer: other, place: north });
		expect(await answer(centre, omar.actor, id)).toEqual([404, 'recording-not-found', undefined]);
		await db.tx((tx) =>
			tx.insert(reassignments).values({
				id: newId(),
				assignmentId: id,
				fromId: omar.id,
				toId: other.id,
				reason: 'leave',
				by: other.id,
				at: callAt
			})
		);
		expect(await answer(centre, omar.actor, id)).toEqual([
			409,
			'task-reassigned',
			'This task has been given to somebody else.'
		]);
		expect(await answer(centre, sun.actor, id)).toEqual([404, 'recording-not-found', undefined]);
		await db.tx((tx) =>
			tx.insert(replacements).values({
				assignmentId: id,
				reason: 'empty',
				words: '',
				replacedBy: other.id,
				at: callAt,
				substituteId: null,
				skipped: []
			})
		);
		expect(await answer(centre, other.actor, id)).toContain('task-replaced');
		const context = contextOf(db, other.actor);
		const content = emptyDraft();
		expect(
			await saveDraft(context, { recordingId, assignmentId: id, version: 0, content })
		).toEqual({ ok: false, refusal: 'task-replaced' });
	});
});

describe('moveDraft', () => {
	const content = {
		...emptyDraft(),
		comment: 'so far',
		spentMs: 9000,
		heard: [[0, 5000]] as [number, number][]
	};

	it('hands over what was written, not what was heard; the former cannot save over it', async () => {
		const centre = await centreWithCall();
		const { db, omar, sun, lin, north, recordingId } = centre;
		const task = { recordingId, agent: lin, reviewer: omar, place: north };
		const assignmentId = await addTask(db, task);
		await saveDraft(contextOf(db, omar.actor), { recordingId, version: 0, content });
		const move = { recordingId, fromId: omar.id, toId: sun.id, assignmentId };
		expect(await db.tx((tx) => moveDraft(tx, move))).toBe(true);
		expect(await draftOf(db.read, recordingId, omar.id)).toBeUndefined();
		expect(await draftOf(db.read, recordingId, sun.id)).toMatchObject({
			assignmentId,
			content: { comment: 'so far', heard: [], spentMs: 0 }
		});
		expect(
			await saveDraft(contextOf(db, omar.actor), { recordingId, version: 1, content })
		).toMatchObject({ ok: false, refusal: 'stale-draft' });
		expect(await db.tx((tx) => moveDraft(tx, move))).toBe(false);
	});

	it('leaves a draft of the receiver as it is, and the former’s without a task', async () => {
		const centre = await centreWithCall();
		const { db, omar, ana, lin, north, recordingId } = centre;
		const task = { recordingId, agent: lin, reviewer: omar, place: north };
		const assignmentId = await addTask(db, task);
		await saveDraft(contextOf(db, omar.actor), { recordingId, version: 0, content });
		const hers = { ...content, comment: 'hers' };
		await saveDraft(contextOf(db, ana.actor), { recordingId, version: 0, content: hers });
		const move = { recordingId, fromId: omar.id, toId: ana.id, assignmentId };
		expect(await db.tx((tx) => moveDraft(tx, move))).toBe(false);
		expect(await draftOf(db.read, recordingId, ana.id)).toMatchObject({
			assignmentId,
			content: hers
		});
		expect(await draftOf(db.read, recordingId, omar.id)).toMatchObject({
			assignmentId: null,
			content
		});
		expect(await db.read.$count(reviewDrafts)).toBe(2);
	});
});
