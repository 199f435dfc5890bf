import { isHttpError } from '@sveltejs/kit';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { marksOf } from '#lib/duty/server/signals.ts';
import { scopeOf } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { endEntrustment, entrust, isEntrusted } from '#lib/recordings/server/entrustments.ts';
import { audible } from '#lib/recordings/server/playable.ts';
import { openPlay } from '#lib/recordings/server/plays.ts';
import type { CheckContent } from '#lib/reviews/check.ts';
import { checkPage } from '#lib/reviews/server/check-page.ts';
import { checksOfRecording, listChecks } from '#lib/reviews/server/checks.ts';
import { nextTask, taskPath } from '#lib/reviews/server/queue.ts';
import { recordingPage } from '#lib/reviews/server/recording-page.ts';
import { selfChecks } from '#lib/reviews/server/schema.ts';
import { submitCheck } from '#lib/reviews/server/submit-check.ts';
import { submitReview } from '#lib/reviews/server/submit.ts';
import { DAILY_SELF_CHECK, DAILY_SPOT_CHECK, standardPlans } from '#lib/sampling/standard-plans.ts';
import { reassignments, replacements } from '#lib/sampling/server/schema.ts';
import { hearable } from '../../src/routes/recordings/[id]/hearing.ts';
import { addPerson, addRecording, zone } from '../fixtures/example-centre.ts';
import {
	addPlay,
	addTask,
	aReviewContent,
	callAt,
	contextOf,
	reviewCentre,
	reviewedAt
} from '../fixtures/reviews.ts';
import { testDatabase } from '../support/database.ts';

const clean: CheckContent = {
	result: 'clean',
	problem: null,
	atMs: null,
	note: '',
	heard: [],
	spentMs: 0
};
const aProblem: CheckContent = {
	...clean,
	result: 'problem',
	problem: 'invalid-promise',
	atMs: 42_000,
	note: 'Promised tonight at eight'
};

async function centreWithCall() {
	const db = await testDatabase();
	return { db, ...(await reviewCentre(db)) };
}

/** A peer check of Lin's call by Wei, as a draw leaves it. */
async function peerTask() {
	const centre = await centreWithCall();
	const { db, lin, wei, north, recordingId } = centre;
	const assignmentId = await addTask(db, {
		recordingId,
		agent: lin,
		reviewer: wei,
		place: north,
		kind: 'peer-check'
	});
	await db.tx((tx) => entrust(tx, { recordingId, userId: wei.id, now: callAt }));
	return { ...centre, assignmentId };
}

/** The status with which sound, picture and plays of a recording answer; 200 when they may be had. */
async function hearingStatus(db: Db, actor: Actor, id: string, now = reviewedAt) {
	try {
		await hearable({ db, actor, now, zone } as never, id);
		return 200;
	} catch (error) {
		if (isHttpError(error)) return error.status;
		throw error;
	}
}

describe('an entrusted recording', () => {
	it('is hidden from a colleague until a task entrusts it, and again afterwards', async () => {
		const { db, wei, recordingId } = await centreWithCall();
		const context = contextOf(db, wei.actor);
		const seen = async () => [
			await hearingStatus(db, wei.actor, recordingId),
			(await recordingPage(context, recordingId)) !== undefined,
			(await openPlay(context, recordingId)).ok
		];
		expect(await seen()).toEqual([404, false, false]);
		await db.tx((tx) => entrust(tx, { recordingId, userId: wei.id, now: callAt }));
		expect(await seen()).toEqual([200, true, true]);
		await db.tx((tx) => endEntrustment(tx, { recordingId, userId: wei.id, now: reviewedAt }));
		expect(await seen()).toEqual([404, false, false]);
	});

	it('is in force from its first instant to before its last, for that person and call alone', async () => {
		const { db, wei, hao, lin, north, recordingId } = await centreWithCall();
		const other = await addRecording(db, { agentId: lin.id, place: north, startedAt: callAt });
		await db.tx((tx) => entrust(tx, { recordingId, userId: wei.id, now: callAt }));
		await db.tx((tx) => endEntrustment(tx, { recordingId, userId: wei.id, now: reviewedAt }));
		const at = (ms: number, id = recordingId, userId = wei.id) =>
			isEntrusted(db.read, id, userId, new Date(ms));
		expect(await at(callAt.getTime() - 1)).toBe(false);
		expect(await at(callAt.getTime())).toBe(true);
		expect(await at(reviewedAt.getTime() - 1)).toBe(true);
		expect(await at(reviewedAt.getTime())).toBe(false);
		expect(await at(callAt.getTime(), other)).toBe(false);
		expect(await at(callAt.getTime(), recordingId, hao.id)).toBe(false);
		expect(await at(callAt.getTime(), 'x', 'y')).toBe(false);
	});

	it('stays with who has two tasks on it until both have ended; ending what is not open does nothing', async () => {
		const { db, wei, recordingId } = await centreWithCall();
		const one = { recordingId, userId: wei.id, now: callAt };
		await db.tx((tx) => endEntrustment(tx, one));
		await db.tx((tx) => entrust(tx, one));
		await db.tx((tx) => entrust(tx, one));
		await db.tx((tx) => endEntrustment(tx, { ...one, now: reviewedAt }));
		expect(await isEntrusted(db.read, recordingId, wei.id, reviewedAt)).toBe(true);
		await db.tx((tx) => endEntrustment(tx, { ...one, now: reviewedAt }));
		expect(await isEntrusted(db.read, recordingId, wei.id, reviewedAt)).toBe(false);
	});

	it.each(['administrator', 'technician'] as const)('is never heard by a %s', async (role) => {
		const { db, recordingId } = await centreWithCall();
		const { id, actor } = await addPerson(db, { staffNo: 'T1', role });
		await db.tx((tx) => entrust(tx, { recordingId, userId: id, now: callAt }));
		expect(await hearingStatus(db, actor, recordingId)).toBe(404);
		const heard = await audible({ db, actor, now: reviewedAt }, recordingId);
		expect(heard).toMatchObject({ entrusted: true });
	});
});

describe('submitCheck', () => {
	it('locks what was found, with what the play log bears out, and one entry in the chain', async () => {
		const { db, lin, north, recordingId } = await centreWithCall();
		const assignmentId = await addTask(db, {
			recordingId,
			agent: lin,
			reviewer: lin,
			place: north,
			kind: 'self-check'
		});
		const opened = new Date(reviewedAt.getTime() - 80_000);
		await addPlay(db, { recordingId, userId: lin.id, openedAt: opened, ranges: [[0, 60_000]] });
		const content: CheckContent = { ...aProblem, heard: [[0, 90_000]], spentMs: 86_000_000 };
		const context = contextOf(db, lin.actor);
		expect(await submitCheck(context, { recordingId, assignmentId, content })).toMatchObject({
			ok: true,
			value: { heardMs: 65_000 }
		});
		const [check] = await db.read.select().from(selfChecks);
		expect(check).toMatchObject({
			agentId: lin.id,
			checkerId: lin.id,
			assignmentId,
			result: 'problem',
			problem: 'invalid-promise',
			atMs: 42_000,
			note: 'Promised tonight at eight',
			businessMonth: 202603,
			callStartedAt: callAt,
			at: reviewedAt,
			heardMs: 65_000,
			spentMs: 140_000,
			coveredPermille: 722
		});
		const entries = await db.read
			.select()
			.from(auditEntries)
			.where(eq(auditEntries.kind, 'self-check.submitted'));
		expect(entries.map(({ actor, subject }) => [actor, subject])).toEqual([
			[lin.id, `recording:${recordingId}`]
		]);
		expect(JSON.parse(entries[0]!.body)).toMatchObject({
			facts: { result: 'problem', heardMs: 65_000, spentMs: 140_000, assignmentId }
		});
		expect(entries[0]!.body).not.toContain('tonight');
		expect(await submitCheck(context, { recordingId, assignmentId, content: clean })).toEqual({
			ok: false,
			refusal: 'already-checked',
			facts: { at: reviewedAt.toISOString() }
		});
		for (const change of [
			() => db.tx((tx) => tx.update(selfChecks).set({ result: 'clean' })),
			() => db.tx((tx) => tx.delete(selfChecks))
		])
			await expect(change()).rejects.toSatisfy(isAppendOnlyViolation);
	});

	it('takes an own call without a task; five seconds and a minute are believed without any sound', async () => {
		const { db, lin, recordingId } = await centreWithCall();
		const content = { ...clean, heard: [[0, 90_000]] as [number, number][], spentMs: 3_600_000 };
		await submitCheck(contextOf(db, lin.actor), { recordingId, content });
		const [check] = await db.read.select().from(selfChecks);
		expect(check).toMatchObject({
			assignmentId: null,
			heardMs: 5000,
			spentMs: 60_000,
			coveredPermille: 56
		});
	});

	it('spends an own call: no self-check is drawn of it any more, a spot check still is', async () => {
		const { db, lin, recordingId } = await centreWithCall();
		const period = { first: 20260301, last: 20260301 };
		const drawn = async (key: string) =>
			(await marksOf(db.read, standardPlans[key]!, { period, zone })).drawn.has(recordingId);
		expect(await drawn(DAILY_SELF_CHECK)).toBe(false);
		await submitCheck(contextOf(db, lin.actor), { recordingId, content: clean });
		expect(await drawn(DAILY_SELF_CHECK)).toBe(true);
		expect(await drawn(DAILY_SPOT_CHECK)).toBe(false);
	});

	it('lets one of two at the same moment win', async () => {
		const { db, lin, recordingId } = await centreWithCall();
		const submit = () => submitCheck(contextOf(db, lin.actor), { recordingId, content: clean });
		const outcomes = await Promise.all([submit(), submit()]);
		expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
		expect(await db.read.$count(selfChecks)).toBe(1);
	});

	it.each([
		['another team’s agent', 'hao', 'not-found'],
		['a colleague without a task', 'wei', 'not-found'],
		['the lead', 'omar', 'not-allowed'],
		['the head', 'ana', 'not-allowed'],
		['an auditor', 'auditor', 'not-allowed']
	] as const)('is refused to %s, without a trace', async (_who, name, refusal) => {
		const centre = await centreWithCall();
		const { db, recordingId } = centre;
		const before = await db.read.$count(auditEntries);
		const context = contextOf(db, centre[name].actor);
		expect(await submitCheck(context, { recordingId, content: clean })).toEqual({
			ok: false,
			refusal
		});
		expect(await checkPage(context, { recordingId })).toEqual({ ok: false, refusal });
		expect(await db.read.$count(selfChecks)).toBe(0);
		expect(await db.read.$count(auditEntries)).toBe(before);
	});

	it('refuses what is incomplete, unknown, or has nothing to hear', async () => {
		const { db, lin, north, recordingId } = await centreWithCall();
		const submit = (id: string, content: CheckContent, assignmentId?: string) =>
			submitCheck(contextOf(db, lin.actor), { recordingId: id, content, assignmentId });
		expect(await submit(recordingId, { ...aProblem, problem: null, note: '' })).toEqual({
			ok: false,
			refusal: 'incomplete',
			facts: { missing: 2 }
		});
		expect(await submit(recordingId, { ...aProblem, atMs: 90_001 })).toMatchObject({ ok: false });
		const empty = await addRecording(db, {
			agentId: lin.id,
			place: north,
			startedAt: callAt,
			verdict: 'empty',
			verdictReason: 'digital-silence'
		});
		expect(await submit(empty, clean)).toMatchObject({ ok: false, refusal: 'nothing-to-hear' });
		for (const id of [newId(), 'x', '\u0000'])
			expect(await submit(id, clean)).toEqual({ ok: false, refusal: 'not-found' });
		for (const task of [newId(), 'x', '\u0000'])
			expect(await submit(recordingId, clean, task)).toEqual({ ok: false, refusal: 'not-found' });
		expect(await db.read.$count(selfChecks)).toBe(0);
	});
});

describe('a peer check', () => {
	it('is made by its task, and the call is no longer heard afterwards', async () => {
		const { db, wei, lin, recordingId, assignmentId } = await peerTask();
		const context = contextOf(db, wei.actor);
		expect(await nextTask(context)).toMatchObject({ id: assignmentId });
		expect(await checkPage(context, { recordingId })).toMatchObject({
			ok: true,
			value: { own: false, assignmentId, call: { agent: 'Person A1' }, agentNumber: null }
		});
		expect(await submitCheck(context, { recordingId, content: aProblem })).toMatchObject({
			ok: true
		});
		const [check] = await db.read.select().from(selfChecks);
		expect(check).toMatchObject({ agentId: lin.id, checkerId: wei.id, assignmentId });
		expect(await hearingStatus(db, wei.actor, recordingId)).toBe(404);
		expect(await nextTask(context)).toBeUndefined();
	});

	it('entrusts no scored review, and no own call of the checker', async () => {
		const { db, wei, north, recordingId, assignmentId } = await peerTask();
		const context = contextOf(db, wei.actor);
		const content = aReviewContent();
		expect(await submitReview(context, { recordingId, content })).toEqual({
			ok: false,
			refusal: 'not-allowed'
		});
		expect(await submitReview(context, { recordingId, assignmentId, content })).toEqual({
			ok: false,
			refusal: 'not-found'
		});
		const own = await addRecording(db, { agentId: wei.id, place: north, startedAt: callAt });
		expect(await checkPage(context, { recordingId: own, assignmentId })).toEqual({
			ok: false,
			refusal: 'not-found'
		});
	});

	it('names a blind colleague by a number', async () => {
		const { db, lin, wei, north, recordingId } = await centreWithCall();
		await addTask(db, {
			recordingId,
			agent: lin,
			reviewer: wei,
			place: north,
			kind: 'peer-check',
			rule: { blind: true }
		});
		await db.tx((tx) => entrust(tx, { recordingId, userId: wei.id, now: callAt }));
		const page = await checkPage(contextOf(db, wei.actor), { recordingId });
		expect(page).toMatchObject({ ok: true, value: { agentNumber: 1, call: { agent: null } } });
		expect(JSON.stringify(page)).not.toMatch(new RegExp(`Person A1|"A1"|${lin.id}`));
	});

	it('says that it was replaced, or given to somebody else', async () => {
		const { db, omar, wei, hao, recordingId, assignmentId } = await peerTask();
		const context = contextOf(db, wei.actor);
		await db.tx((tx) =>
			tx.insert(reassignments).values({
				id: newId(),
				assignmentId: assignmentId,
				fromId: hao.id,
				toId: wei.id,
				reason: 'leave',
				by: omar.id,
				at: callAt
			})
		);
		// Hao has lost the task and never reached the call: nothing is there for them.
		expect(await checkPage(contextOf(db, hao.actor), { recordingId, assignmentId })).toEqual({
			ok: false,
			refusal: 'not-found'
		});
		await db.tx((tx) => entrust(tx, { recordingId, userId: hao.id, now: callAt }));
		expect(await checkPage(contextOf(db, hao.actor), { recordingId, assignmentId })).toEqual({
			ok: false,
			refusal: 'task-reassigned'
		});
		await db.tx((tx) =>
			tx.insert(replacements).values({
				assignmentId,
				reason: 'other',
				words: 'a relative',
				replacedBy: wei.id,
				at: reviewedAt,
				substituteId: null,
				skipped: []
			})
		);
		expect(await checkPage(context, { recordingId, assignmentId })).toEqual({
			ok: false,
			refusal: 'task-replaced'
		});
		expect(await nextTask(context)).toBeUndefined();
	});
});

describe('checks as others see them', () => {
	it('are shown to the lead and the agent, and not while a task of the reader is open', async () => {
		const { db, lin, omar, wei, sun, north, recordingId } = await centreWithCall();
		await submitCheck(contextOf(db, lin.actor), { recordingId, content: aProblem });
		const shown = async (actor: Actor) =>
			(await recordingPage(contextOf(db, actor), recordingId))?.checks.map(({ result }) => result);
		expect(await shown(omar.actor)).toEqual(['problem']);
		expect(await shown(lin.actor)).toEqual(['problem']);
		expect(await shown(sun.actor)).toBeUndefined();

		await addTask(db, { recordingId, agent: lin, reviewer: omar, place: north });
		expect(await shown(omar.actor)).toEqual([]);
		expect(await recordingPage(contextOf(db, omar.actor), recordingId)).toMatchObject({
			checksHidden: true
		});
		await submitReview(contextOf(db, omar.actor), { recordingId, content: aReviewContent() });
		expect(await shown(omar.actor)).toEqual(['problem']);

		// Entrusted for a peer check: the own one comes first, and another's is never theirs to read.
		await addTask(db, { recordingId, agent: lin, reviewer: wei, place: north, kind: 'peer-check' });
		await db.tx((tx) => entrust(tx, { recordingId, userId: wei.id, now: callAt }));
		expect(await shown(wei.actor)).toEqual([]);
		const recording = { id: recordingId, agentId: lin.id, ...north };
		const hidden = { recording, hidden: false };
		expect(await checksOfRecording(db.read, wei.actor, hidden)).toEqual([]);
	});

	it('are listed by day with what is open, done or replaced, inside the reader’s reach', async () => {
		const { db, lin, wei, hao, omar, sun, ana, north, south, recordingId } = await centreWithCall();
		const call = (agentId: string, place: typeof north) =>
			addRecording(db, { agentId, place, startedAt: callAt });
		const [weis, linsOther, haos] = [
			await call(wei.id, north),
			await call(lin.id, north),
			await call(hao.id, south)
		];
		const task = (id: string, agent: typeof lin, place: typeof north) =>
			addTask(db, { recordingId: id, agent, reviewer: agent, place, kind: 'self-check' });
		const done = await task(recordingId, lin, north);
		await task(weis, wei, north);
		await task(haos, hao, south);
		await submitCheck(contextOf(db, lin.actor), { recordingId, content: aProblem });
		await submitCheck(contextOf(db, lin.actor), { recordingId: linsOther, content: clean });

		const list = async (actor: Actor, more: object = {}) =>
			(
				await listChecks(db.read, {
					day: 20260301,
					scope: scopeOf(actor, 'sampling.read'),
					...more
				})
			).map((row) => [row.staffNo, row.state, row.result, row.assignmentId !== null]);
		expect(await list(omar.actor)).toEqual([
			['A1', 'done', 'problem', true],
			['A1', 'done', 'clean', false],
			['A2', 'open', null, true]
		]);
		expect(await list(sun.actor)).toEqual([['A3', 'open', null, true]]);
		expect(await list(ana.actor, { teamId: south.teamId })).toHaveLength(1);
		expect(await list(ana.actor, { day: 20260302 })).toEqual([]);
		expect(await list(lin.actor)).toEqual([]);
		const [row] = await listChecks(db.read, { assignmentIds: [done] });
		expect(row).toMatchObject({
			agentId: lin.id,
			day: 20260301,
			durationMs: 90_000,
			heardMs: 0,
			spentMs: 0,
			coveredPermille: 0,
			hasty: true
		});
	});

	it('name the page on which a task is done by its kind', () => {
		const task = { id: 'a', recordingId: 'r' };
		expect(taskPath({ ...task, kind: 'weekly-audit' })).toBe('/recordings/r/review?assignment=a');
		expect(taskPath({ ...task, kind: 'self-check' })).toBe('/recordings/r/check?assignment=a');
	});
});
