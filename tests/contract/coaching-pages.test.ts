import { describe, expect, it } from 'vitest';
import type { Db } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { evidence } from '#lib/reviews/server/schema.ts';
import { zone, type Person } from '../fixtures/example-centre.ts';
import { reviewCentre } from '../fixtures/reviews.ts';
import { at, failing, review } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';
import { answerOf, eventOf, handlerOf } from '../support/route-call.ts';

interface Asked {
	id?: string;
	form?: Record<string, string>;
	search?: string;
}

const asking =
	(db: Db) =>
	async (by: Person, of: [string, string], { id = newId(), form = {}, search }: Asked = {}) => {
		const locals = { db, actor: by.actor, now: at(60), zone, locale: 'en' };
		const event = eventOf(locals, { of, id, form, ...(search && { search }) });
		const { status, body } = await answerOf(await handlerOf(...of), event);
		return { status, body, data: () => JSON.parse(body) as Record<string, unknown> };
	};

async function centre(db: Db) {
	const made = await reviewCentre(db);
	const { omar, recordingId } = made;
	const reviewId = await review(db, { by: omar, recordingId, content: failing('greeting') });
	const [passage] = await db.read.select({ id: evidence.id }).from(evidence);
	return { ...made, reviewId, passageId: passage!.id, ask: asking(db) };
}

describe('the pages of coaching', () => {
	it('begin a task from a finding, give it, and take its steps', async () => {
		const db = await testDatabase();
		const { omar, sun, lin, auditor, reviewId, passageId, ask } = await centre(db);
		const begin: [string, string] = ['/coaching/new', 'load'];
		const search = `?review=${reviewId}&item=greeting&words=Talked%20about%20it`;
		const begun = await ask(omar, begin, { search });
		expect(begun.data()).toMatchObject({
			...{ agent: { staffNo: 'A1' }, item: 'report:greeting', words: 'Talked about it' },
			...{ clips: [{ id: passageId }], reviewId }
		});
		expect(await ask(sun, begin, { search })).toMatchObject({ status: 404 });
		for (const by of [lin, auditor]) expect(await ask(by, begin)).toMatchObject({ status: 403 });
		const form = {
			...{ review: reviewId, staffNo: 'A1', item: 'report:greeting', topic: 'Greeting' },
			...{ words: 'Say the company', due: '2026-03-10', clip: passageId }
		};
		const post = (over: Record<string, string>, by = omar) =>
			ask(by, ['/coaching/new', '?/default'], { form: { ...form, ...over } });
		expect(await post({}, lin)).toMatchObject({ status: 403 });
		expect(await post({ due: 'soon' })).toMatchObject({ status: 422 });
		expect(await post({ item: 'Report' })).toMatchObject({ status: 422 });
		const empty = await post({ topic: '' });
		expect(empty.status).toBe(422);
		expect(empty.data()).toMatchObject({ data: { kept: { words: 'Say the company' } } });
		const given = await post({});
		expect(given).toMatchObject({ status: 303, body: expect.stringMatching(/^\/coaching\//) });

		const id = given.body.slice('/coaching/'.length);
		const act = (by: Person, name: string, words = '') =>
			ask(by, ['/coaching/[id]', `?/${name}`], { id, form: { words } });
		expect(await ask(sun, ['/coaching/[id]', 'load'], { id })).toMatchObject({ status: 404 });
		expect(await act(sun, 'acknowledgement')).toMatchObject({ status: 404 });
		expect(await act(omar, 'acknowledgement')).toMatchObject({ status: 403 });
		expect(await act(lin, 'completion', 'Practised')).toMatchObject({ status: 409 });
		expect(await act(lin, 'acknowledgement')).toMatchObject({ status: 200 });
		expect(await act(lin, 'acknowledgement')).toMatchObject({ status: 409 });
		expect(await act(lin, 'completion')).toMatchObject({ status: 422 });
		expect(await act(lin, 'completion', 'Practised')).toMatchObject({ status: 200 });
		const list = await ask(lin, ['/coaching', 'load'], { search: '?state=done' });
		expect(list.data()).toMatchObject({ rows: [{ id }], ownOnly: true, mayAssign: false });
	});
});

describe('the pages of improvements', () => {
	it('show what failed, begin an improvement and take its steps', async () => {
		const db = await testDatabase();
		const { ana, omar, sun, wei, lin, auditor, north, ask } = await centre(db);
		const search = '?from=2026-03-01&to=2026-03-31';
		const page = await ask(omar, ['/improvements', 'load'], { search });
		expect(page.data()).toMatchObject({
			findings: [{ itemKey: 'greeting', n: 1, failed: 1, words: { text: {} } }],
			...{ actions: [], mayManage: true }
		});
		const begin: [string, string] = ['/improvements/new', 'load'];
		for (const by of [lin, auditor]) expect(await ask(by, begin)).toMatchObject({ status: 403 });
		const offered = await ask(omar, begin, { search: '?item=report:greeting' });
		expect(offered.data()).toMatchObject({
			places: [{ teamId: north.teamId }],
			item: { key: 'report:greeting' }
		});
		const form = {
			...{ place: `${north.departmentId}:${north.teamId}`, item: 'report:greeting', cause: '' },
			...{ title: 'Cards at the desks', words: 'With the greeting', owner: 'A2' },
			...{ due: '2026-03-20', target: '12.5', baselineFrom: '2026-02-01', fromDay: '2026-03-02' }
		};
		const post = (over: Record<string, string>, by = omar) =>
			ask(by, ['/improvements/new', '?/default'], { form: { ...form, ...over } });
		expect(await post({}, lin)).toMatchObject({ status: 403 });
		expect(await post({}, sun)).toMatchObject({ status: 404 });
		expect(await post({ place: north.departmentId })).toMatchObject({ status: 404 });
		const wrong: Record<string, string>[] = [
			{ target: 'all' },
			{ target: '101' },
			{ fromDay: '' },
			{ owner: 'X1' }
		];
		for (const over of wrong)
			expect(await post(over), JSON.stringify(over)).toMatchObject({ status: 422 });
		const begun = await post({});
		expect(begun).toMatchObject({ status: 303, body: expect.stringMatching(/^\/improvements\//) });

		const id = begun.body.slice('/improvements/'.length);
		const act = (by: Person, name: string, over: Record<string, string> = {}) =>
			ask(by, ['/improvements/[id]', `?/${name}`], { id, form: { words: 'As agreed', ...over } });
		const shown = await ask(wei, ['/improvements/[id]', 'load'], { id });
		expect(shown.data()).toMatchObject({ action: { targetPermille: 125 }, open: ['done'] });
		expect(await act(sun, 'completion')).toMatchObject({ status: 404 });
		expect(await act(omar, 'completion')).toMatchObject({ status: 403 });
		expect(await act(ana, 'judgement', { step: 'effective' })).toMatchObject({ status: 409 });
		expect(await act(wei, 'completion')).toMatchObject({ status: 200 });
		expect(await act(omar, 'judgement', { step: 'done' })).toMatchObject({ status: 422 });
		expect(await act(omar, 'judgement', { step: 'not-effective' })).toMatchObject({ status: 200 });
		expect(await act(omar, 'cancellation')).toMatchObject({ status: 409 });
	});
});
