import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { blocksOf } from '#lib/custody/server/blocks.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { accountLinks } from '#lib/people/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { parseDisputeFilter } from '#lib/reviews/dispute-filter.ts';
import { withdrawDispute } from '#lib/reviews/server/dispute-answers.ts';
import { disputeDesk } from '#lib/reviews/server/dispute-desk.ts';
import { disputePage, disputesWaiting } from '#lib/reviews/server/dispute-list.ts';
import { disputePageData } from '#lib/reviews/server/dispute-page.ts';
import { remindOfDisputes } from '#lib/reviews/server/dispute-reminders.ts';
import { disputeStatistics } from '#lib/reviews/server/dispute-statistics.ts';
import type { Person } from '../fixtures/example-centre.ts';
import { claim, disputeCentre, outsideHead, raise, rule, why } from '../fixtures/disputes.ts';
import { addTask, contextOf } from '../fixtures/reviews.ts';
import { at } from '../fixtures/revisions.ts';
import { answerOf, eventOf, handlerOf } from '../support/route-call.ts';
import { testDatabase } from '../support/database.ts';

const keys = ['greeting', 'identity', 'no-invalid-promise'];

/** Three disputes of one review: changed, withdrawn, and open. */
async function desk(db: Db) {
	const centre = await disputeCentre(db, ...keys);
	const [changed, withdrawn, open] = await raise(db, {
		...{ by: centre.lin, reviewId: centre.reviewId },
		claims: keys.map((key) => claim(key))
	});
	await withdrawDispute(contextOf(db, centre.lin.actor, at(15)), withdrawn!);
	await rule(db, { by: centre.ana, disputeId: changed!, now: at(10 + 2 * 24 * 60) });
	return { ...centre, changed: changed!, withdrawn: withdrawn!, open: open! };
}

const seen = async (db: Db, by: Person, search = '') => {
	const filter = parseDisputeFilter(new URLSearchParams(search));
	const { rows } = await disputePage(contextOf(db, by.actor, at(60)), { filter });
	return rows.map(({ itemKey }) => itemKey).sort();
};

const locals = (db: Db, by: Person, now = at(60)) => contextOf(db, by.actor, now);
const post = async (
	db: Db,
	by: Person,
	{ of, id, form }: { of: readonly [string, string]; id: string; form: Record<string, string> }
) => answerOf(await handlerOf(...of), eventOf(locals(db, by), { of, id, form }));

describe('the desk', () => {
	it('lists what is in reach, narrowed by the address', async () => {
		const db = await testDatabase();
		const { lin, wei, hao, omar, sun, ana, bo, auditor, north, south } = await desk(db);
		for (const by of [lin, omar, ana, bo, auditor]) expect(await seen(db, by)).toEqual(keys);
		for (const by of [wei, hao, sun]) expect(await seen(db, by)).toEqual([]);
		expect(await seen(db, ana, 'state=open')).toEqual(['no-invalid-promise']);
		expect(await seen(db, ana, 'state=ruled')).toEqual(['greeting']);
		expect(await seen(db, ana, 'state=changed&instance=1')).toEqual(['greeting']);
		expect(await seen(db, ana, 'state=upheld')).toEqual([]);
		expect(await seen(db, ana, 'state=withdrawn')).toEqual(['identity']);
		expect(await seen(db, ana, 'instance=2')).toEqual([]);
		expect(await seen(db, ana, `team=${north.teamId}&month=2026-03`)).toEqual(keys);
		expect(await seen(db, ana, `team=${south.teamId}`)).toEqual([]);
		expect(await seen(db, ana, 'team=nonsense')).toEqual([]);
		expect(await seen(db, ana, 'month=2026-02')).toEqual([]);
		expect(await seen(db, ana, `item=identity&reviewer=${omar.id}`)).toEqual(['identity']);
		for (const by of [lin, omar, ana, bo])
			expect(await seen(db, by, 'mine=yes')).toEqual(['no-invalid-promise']);
		expect(await seen(db, auditor, 'mine=yes')).toEqual([]);
		expect(await disputesWaiting(locals(db, bo))).toEqual({ toRule: 1, toAnswer: 0, raised: 0 });
		expect(await disputesWaiting(locals(db, omar))).toEqual({ toRule: 0, toAnswer: 1, raised: 0 });
		expect(await disputesWaiting(locals(db, lin))).toEqual({ toRule: 0, toAnswer: 0, raised: 1 });
	});

	it('goes on from page to page without a gap', async () => {
		const db = await testDatabase();
		const { lin, ana, reviewId, recordingId, north } = await disputeCentre(db);
		const [first] = await raise(db, { by: lin, reviewId });
		const { disputes } = await import('#lib/reviews/server/dispute-schema.ts');
		const [row] = await db.read.select().from(disputes).where(eq(disputes.id, first!));
		await db.tx((tx) =>
			tx.insert(disputes).values(
				Array.from({ length: 60 }, (_, n) => ({
					...{ ...row!, ...north, id: newId(at(n)), itemKey: `item-${n}`, recordingId },
					raisedAt: at(n % 7)
				}))
			)
		);
		const context = locals(db, ana);
		const page = await disputeDesk(context, new URLSearchParams('state=open'));
		expect(page.rows).toHaveLength(50);
		const rest = await disputeDesk(context, new URL(page.next!, 'http://x').searchParams);
		expect(rest.next).toBeNull();
		expect(new Set([...page.rows, ...rest.rows].map(({ id }) => id)).size).toBe(61);
	});

	it('leaves out restricted calls, and calls on which own work is open', async () => {
		const db = await testDatabase();
		const { ana, bo, lin, north, recordingId, open } = await desk(db);
		await addTask(db, {
			...{ recordingId, agent: lin, reviewer: ana, place: north },
			...{ kind: 'weekly-audit', rule: { blind: true } }
		});
		expect(await seen(db, ana)).toEqual([]);
		expect(await disputePageData(locals(db, ana), open)).toBeUndefined();
		expect(await rule(db, { by: ana, disputeId: open })).toMatchObject({ refusal: 'not-found' });
		expect(await seen(db, bo)).toEqual(keys);
		await db.tx((tx) =>
			tx.update(recordings).set({ custody: 'restricted' }).where(eq(recordings.id, recordingId))
		);
		expect(await seen(db, bo)).toEqual([]);
		expect(await disputePageData(locals(db, bo), open)).toBeUndefined();
	});
});

describe('a dispute’s page', () => {
	it('shows the disputed items alone, with what the reader may do to each', async () => {
		const db = await testDatabase();
		const { lin, omar, ana, bo, auditor, sun, open } = await desk(db);
		const page = async (by: Person) => (await disputePageData(locals(db, by), open))!;
		const head = await page(bo);
		expect(head.items.map(({ itemKey, state }) => [itemKey, state])).toEqual([
			['no-invalid-promise', 'open'],
			['greeting', 'changed'],
			['identity', 'withdrawn']
		]);
		expect(head.items[0]).toMatchObject({
			...{ mayRule: true, mayReply: false, mayWithdraw: false, sentOutside: false },
			...{ sentTo: ['Person H1', 'Person H2'], given: { answer: 'no' }, proposed: 'yes' },
			passages: [{ fromMs: 10_000, toMs: 14_000 }],
			dueAt: new Date('2026-03-05T09:10:00Z')
		});
		expect(head.items[1]).toMatchObject({ mayRule: false, answer: 'yes', ruledBy: 'Person H1' });
		const author = await page(omar);
		expect(author).toMatchObject({ isAuthor: true, isMine: false });
		expect(author.items[0]).toMatchObject({ mayRule: false, mayReply: true });
		expect((await page(lin)).items[0]).toMatchObject({ mayWithdraw: true, mayRule: false });
		expect((await page(auditor)).items[0]).toMatchObject({ mayRule: false, mayReply: false });
		expect((await page(ana)).items[0]).toMatchObject({ mayRule: true });
		expect(await disputePageData(locals(db, sun), open)).toBeUndefined();
		expect(await disputePageData(locals(db, ana), newId())).toBeUndefined();
	});

	it('answers by status: 404 unseen, 403 seen, 409 another state, 422 wrong input kept', async () => {
		const db = await testDatabase();
		const { lin, wei, omar, ana, sun, changed, open } = await desk(db);
		const ruling = ['/disputes/[id]', '?/ruling'] as const;
		const form = { dispute: open, outcome: 'changed', answer: '', reason: why, coaching: '' };
		const status = async (by: Person, over: object = {}, of = ruling) =>
			(await post(db, by, { of, id: open, form: { ...form, ...over } })).status;
		expect(await status(sun)).toBe(404);
		expect(await status(wei)).toBe(404);
		expect(await status(omar)).toBe(403);
		expect(await status(lin)).toBe(403);
		expect(await status(ana, { dispute: newId() })).toBe(404);
		expect(await status(ana, { dispute: changed })).toBe(409);
		expect(await status(ana, { outcome: '' })).toBe(422);
		const short = await post(db, ana, { of: ruling, id: open, form: { ...form, reason: 'No' } });
		expect(short.status).toBe(422);
		expect(short.body).toContain('"reason":"No"');
		expect(await status(ana)).toBe(200);
		const withdrawal = ['/disputes/[id]', '?/withdrawal'] as const;
		const late = { of: withdrawal, id: open, form: { dispute: open } };
		expect((await post(db, lin, late)).status).toBe(409);
		expect((await post(db, omar, late)).status).toBe(403);
		const statistics = ['/disputes/statistics', 'load'] as const;
		const asked = await answerOf(
			await handlerOf(...statistics),
			eventOf(locals(db, ana), { of: statistics, id: '' })
		);
		expect(asked.status).toBe(200);
	});

	it('is raised by a form with several items, and what was typed is kept', async () => {
		const db = await testDatabase();
		const { lin, omar, wei, reviewId } = await disputeCentre(db);
		const of = ['/reviews/[id]/dispute', '?/default'] as const;
		const handler = ['/reviews/[id]/dispute', 'default'] as const;
		const send = async (by: Person, fields: [string, string][]) => {
			const event = eventOf(locals(db, by, at(10)), { of, id: reviewId });
			const request = new Request('http://localhost/', {
				method: 'POST',
				body: new URLSearchParams(fields)
			});
			return answerOf(await handlerOf(handler[0], '?/default'), { ...event, request });
		};
		const fields: [string, string][] = [
			['item', 'greeting'],
			['answer.greeting', 'yes'],
			['reason.greeting', why],
			['at.greeting', '0:02'],
			['item', 'no-invalid-promise'],
			['answer.no-invalid-promise', 'yes'],
			['reason.no-invalid-promise', 'too short']
		];
		const refused = await send(lin, fields);
		expect(refused.status).toBe(422);
		expect(refused.body).toContain(why);
		expect((await send(wei, fields)).status).toBe(404);
		expect((await send(omar, fields)).status).toBe(403);
		const raised = await send(lin, [...fields.slice(0, -1), ['reason.no-invalid-promise', why]]);
		expect(raised).toMatchObject({ status: 303 });
		expect((await send(lin, fields)).status).toBe(409);
		expect(await seen(db, lin)).toEqual(['greeting', 'no-invalid-promise']);
	});
});

describe('around a dispute', () => {
	it('statistics count by item, reviewer and outcome, with mean and median days', async () => {
		const db = await testDatabase();
		const { ana, sun, omar } = await desk(db);
		const all = await disputeStatistics(locals(db, ana), { month: 202603 });
		expect(all.all).toEqual({
			...{ raised: 3, open: 1, upheld: 0, changed: 1, partly: 0, withdrawn: 1 },
			...{ meanDays: 2, medianDays: 2 }
		});
		expect(all.byReviewer).toMatchObject([{ key: omar.id, figures: { raised: 3 } }]);
		expect(all.byItem.map(({ key }) => key)).toEqual(keys);
		expect((await disputeStatistics(locals(db, sun), {})).all.raised).toBe(0);
		expect((await disputeStatistics(locals(db, ana), { month: 202602 })).all.raised).toBe(0);
	});

	it('its deciders are told when the last working day begins and when it is overdue, each once', async () => {
		const db = await testDatabase();
		const { lin, ana, bo, reviewId } = await disputeCentre(db);
		await raise(db, { by: lin, reviewId });
		const run = async (now: string) => {
			await remindOfDisputes(contextOf(db, ana.actor, new Date(now)));
			const notices = await db.read.select().from(notifications);
			return notices.filter(({ kind }) => kind === 'dispute-due-soon').map(({ userId }) => userId);
		};
		expect(await run('2026-03-04T09:09:59Z')).toEqual([]);
		expect((await run('2026-03-04T09:10:00Z')).sort()).toEqual([ana.id, bo.id].sort());
		expect(await run('2026-03-05T09:09:59Z')).toHaveLength(2);
		expect(await run('2026-03-05T09:10:00Z')).toHaveLength(4);
		expect(await run('2026-03-06T09:10:00Z')).toHaveLength(4);
	});

	it('the recording may not be deleted while it is open', async () => {
		const db = await testDatabase();
		const { lin, reviewId, recordingId } = await disputeCentre(db);
		const [id] = await raise(db, { by: lin, reviewId });
		expect(await blocksOf(db.read, recordingId)).toEqual([{ kind: 'dispute', id }]);
		await withdrawDispute(locals(db, lin), id!);
		expect(await blocksOf(db.read, recordingId)).toEqual([]);
	});

	it('a head of another department sees it once it was sent there', async () => {
		const db = await testDatabase();
		const { lin, omar, ana, bo, reviewId } = await disputeCentre(db);
		const far = await outsideHead(db);
		const [id] = await raise(db, { by: lin, reviewId });
		expect(await seen(db, far)).toEqual([]);
		const link = (userId: string, personId: string) =>
			db.tx((tx) => tx.insert(accountLinks).values({ userId, personId, at: at(0), by: ana.id }));
		await link(bo.id, omar.id);
		await link(ana.id, lin.id);
		expect(await seen(db, far)).toEqual(['greeting']);
		expect(await seen(db, far, 'mine=yes')).toEqual(['greeting']);
		expect(await disputePageData(locals(db, far), id!)).toMatchObject({
			items: [{ mayRule: true, sentOutside: true, sentTo: ['Person H9'] }]
		});
	});
});
