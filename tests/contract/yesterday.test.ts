import { isHttpError, isRedirect } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import type { Actor } from '#lib/people/role.ts';
import { entrust } from '#lib/recordings/server/entrustments.ts';
import { cleanAnswers } from '#lib/reviews/check-items.ts';
import type { CheckContent } from '#lib/reviews/check.ts';
import { checkDay, checkQuota } from '#lib/reviews/server/check-day.ts';
import { checkPage } from '#lib/reviews/server/check-page.ts';
import { callReports, checkAnswers } from '#lib/reviews/server/report-schema.ts';
import { selfChecks } from '#lib/reviews/server/schema.ts';
import { submitCheck } from '#lib/reviews/server/submit-check.ts';
import { actions, load } from '../../src/routes/yesterday/+page.server.ts';
import { addPerson, addRecording, zone } from '../fixtures/example-centre.ts';
import { addTask, callAt, contextOf, reviewCentre, reviewedAt } from '../fixtures/reviews.ts';
import { testDatabase } from '../support/database.ts';

const clean: CheckContent = {
	...{ result: 'clean', problem: null, atMs: null, note: '' },
	...{ heard: [], spentMs: 0 }
};
const aProblem: CheckContent = {
	...clean,
	...{ result: 'problem', problem: 'greeting', atMs: 1000, note: 'No greeting' }
};

async function centreWithCall() {
	const db = await testDatabase();
	const centre = await reviewCentre(db);
	const { lin, north, recordingId } = centre;
	const day = (actor: Actor, now = reviewedAt) => checkDay(contextOf(db, actor, now));
	const call = (minutes: number) =>
		addRecording(db, {
			...{ agentId: lin.id, place: north },
			startedAt: new Date(callAt.getTime() + minutes * 60_000)
		});
	const drawn = (id: string, kind: 'self-check' | 'spot-check' = 'self-check') =>
		addTask(db, {
			...{ recordingId: id, agent: lin, place: north, kind },
			reviewer: kind === 'self-check' ? lin : centre.omar
		});
	const check = (actor: Actor, content: CheckContent, id = recordingId) =>
		submitCheck(contextOf(db, actor), { recordingId: id, content });
	/** The page's answer to a form: where it leads, or what it says. */
	const post = async (actor: Actor, name: keyof typeof actions, fields: Record<string, string>) => {
		const body = new FormData();
		for (const [field, value] of Object.entries(fields)) body.set(field, value);
		const request = new Request('http://localhost/yesterday', { method: 'POST', body });
		const locals = { db, actor, now: reviewedAt, zone };
		try {
			return await actions[name]!({ locals, request } as never);
		} catch (thrown) {
			if (isRedirect(thrown)) return thrown.location;
			if (isHttpError(thrown)) return thrown.status;
			throw thrown;
		}
	};
	const page = async (actor: Actor, query = '') => {
		const url = new URL(`http://localhost/yesterday${query}`);
		const locals = { db, actor, now: reviewedAt, zone };
		try {
			return (await load({ locals, url } as never)) as Exclude<
				Awaited<ReturnType<typeof load>>,
				void
			>;
		} catch (thrown) {
			if (isHttpError(thrown)) return thrown.status;
			throw thrown;
		}
	};
	return { db, ...centre, day, call, drawn, check, post, page };
}

describe('yesterday', () => {
	it('holds the calls of the last day with any, in order, and not those of today', async () => {
		const { lin, wei, recordingId, day, call } = await centreWithCall();
		const later = await call(30);
		const { day: shown, calls, lengthMs } = await day(lin.actor);
		expect([shown, lengthMs]).toEqual([20_260_301, 180_000]);
		expect(calls.map(({ id, state }) => [id, state])).toEqual([
			[recordingId, 'open'],
			[later, 'open']
		]);
		// Three days on and nothing in between, it is still the last day; on the day itself it is none.
		expect((await day(lin.actor, new Date('2026-03-05T01:00:00Z'))).day).toBe(20_260_301);
		expect(await day(lin.actor, new Date('2026-03-01T09:00:00Z'))).toMatchObject({
			...{ day: null, calls: [], next: null }
		});
		expect(await day(wei.actor)).toMatchObject({ day: null, calls: [] });
	});

	it('counts the quota, opens what is drawn first, and says when it closes', async () => {
		const { db, lin, day, call, drawn, check } = await centreWithCall();
		const [one, two] = [await call(10), await call(20)];
		await drawn(one);
		await drawn(two);
		expect(await day(lin.actor)).toMatchObject({
			quota: { drawn: 2, done: 0, left: 2, closesAt: new Date('2026-03-02T10:00:00Z') },
			next: one
		});
		await check(lin.actor, clean, one);
		expect(await day(lin.actor)).toMatchObject({ quota: { done: 1, left: 1 }, next: two });
		await check(lin.actor, clean, two);
		const done = { drawn: 2, done: 2, left: 0, closesAt: null };
		expect(await day(lin.actor)).toMatchObject({ quota: done, next: null });
		expect(await checkQuota(contextOf(db, lin.actor))).toMatchObject(done);
	});

	it('tells which calls were drawn for a review only of those that are checked', async () => {
		const { lin, recordingId, day, drawn, check } = await centreWithCall();
		await drawn(recordingId, 'spot-check');
		const state = async () => (await day(lin.actor)).calls[0]!.state;
		expect(await state()).toBe('open');
		await drawn(recordingId);
		expect(await state()).toBe('drawn');
		await check(lin.actor, clean);
		expect(await state()).toBe('sampled');
	});

	it('hands round colleagues’ calls, and brings their result back when nothing own is open', async () => {
		const { db, lin, wei, north, recordingId, day, drawn, check, page } = await centreWithCall();
		await addTask(db, { recordingId, agent: lin, reviewer: wei, place: north, kind: 'peer-check' });
		await db.tx((tx) => entrust(tx, { recordingId, userId: wei.id, now: callAt }));
		expect(await day(wei.actor)).toMatchObject({ peers: [{ recordingId }], next: recordingId });
		expect(await page(wei.actor)).toMatchObject({ desk: { own: false, check: { own: false } } });
		await drawn(recordingId);
		await check(wei.actor, aProblem);
		expect((await day(lin.actor)).fromPeers).toEqual([]);
		await check(lin.actor, clean);
		expect((await day(lin.actor)).fromPeers).toMatchObject([
			{ recordingId, result: 'problem', note: 'No greeting' }
		]);
		expect((await day(wei.actor)).fromPeers).toEqual([]);
	});
});

describe('the short form', () => {
	it('asks the marked items; a clean call keeps what each usually gets', async () => {
		const { db, lin, check, recordingId } = await centreWithCall();
		const opened = await checkPage(contextOf(db, lin.actor), { recordingId });
		if (!opened.ok) throw new Error(opened.refusal);
		const { items } = opened.value;
		expect(items.length).toBeGreaterThan(2);
		expect(items.every(({ selfCheck }) => selfCheck)).toBe(true);
		await check(lin.actor, clean);
		const answers = await db.read.select().from(checkAnswers);
		const kept = Object.fromEntries(answers.map(({ itemKey, answer }) => [itemKey, answer]));
		expect(kept).toEqual(cleanAnswers(items));
		const [row] = await db.read.select().from(selfChecks);
		expect(row!.rubricVersionId).not.toBeNull();
	});

	it('takes a problem with or without answers, and refuses a finding in a clean call', async () => {
		const { db, lin, check, recordingId } = await centreWithCall();
		const finding = { greeting: 'no' };
		const refused = { ok: false, refusal: 'incomplete' };
		expect(await check(lin.actor, { ...clean, answers: finding })).toMatchObject(refused);
		const wrong: Record<string, string>[] = [{ greeting: 'perhaps' }, { 'no-such-item': 'yes' }];
		for (const answers of wrong)
			expect(await check(lin.actor, { ...aProblem, answers })).toMatchObject(refused);
		expect(await check(lin.actor, { ...aProblem, answers: finding })).toMatchObject({ ok: true });
		expect(await db.read.select().from(checkAnswers)).toMatchObject([
			{ itemKey: 'greeting', answer: 'no' }
		]);
		expect(await db.read.select().from(callReports)).toMatchObject([{ recordingId, atMs: 1000 }]);
	});
});

describe('the page', () => {
	it('takes a check and a report by plain forms, and gives back what was typed', async () => {
		const { db, lin, call, post, page, recordingId } = await centreWithCall();
		const report = {
			call: recordingId,
			kind: 'highlight',
			at: '0:08',
			note: 'Calm',
			shared: 'yes'
		};
		expect(await post(lin.actor, 'report', report)).toBe(`/yesterday?call=${recordingId}#desk`);
		expect(await db.read.select().from(callReports)).toMatchObject([{ shared: true, atMs: 8000 }]);
		expect(await post(lin.actor, 'report', { ...report, at: '2:00' })).toMatchObject({
			status: 422,
			data: { report: { faults: ['outside-recording'], typed: { note: 'Calm' } } }
		});
		const posted = { call: recordingId, result: 'clean', 'answer.greeting': 'no' };
		expect(await post(lin.actor, 'check', posted)).toMatchObject({
			status: 422,
			data: { check: { faults: ['not-clean'], typed: { answers: { greeting: 'no' } } } }
		});
		expect(await post(lin.actor, 'check', { ...posted, 'answer.greeting': 'yes' })).toBe(
			'/yesterday'
		);
		expect(await post(lin.actor, 'check', posted)).toBe(409);
		const next = await call(10);
		expect(await page(lin.actor)).toMatchObject({ desk: { recording: { id: next } } });
		expect(await page(lin.actor, `?call=${recordingId}`)).toMatchObject({
			desk: { check: null, checked: true, reports: [{ kind: 'highlight', own: true }] }
		});
	});

	it('opens no call of others, and is empty for whoever handles none', async () => {
		const { db, wei, hao, omar, auditor, recordingId, page, post } = await centreWithCall();
		const query = `?call=${recordingId}`;
		for (const { actor } of [wei, hao]) expect(await page(actor, query)).toBe(404);
		for (const { actor } of [omar, auditor]) expect(await page(actor, query)).toBe(403);
		expect(await page(wei.actor, '?call=x')).toBe(404);
		expect(await post(hao.actor, 'check', { call: recordingId, result: 'clean' })).toBe(404);
		expect(await post(omar.actor, 'report', { call: recordingId, kind: 'problem' })).toBe(403);
		expect(await post(omar.actor, 'check', { result: 'clean' })).toBe(404);
		const technician = await addPerson(db, { staffNo: 'T1', role: 'technician' });
		expect(await page(technician.actor)).toMatchObject({ day: null, desk: null, calls: [] });
	});
});
