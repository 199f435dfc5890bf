import { expect, it } from 'vitest';
import type { Actor } from '#lib/people/role.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { closeCalibration } from '#lib/reviews/server/calibration-closing.ts';
import { calibrationBench } from '#lib/reviews/server/calibration-bench.ts';
import { agentHistory } from '#lib/reviews/server/agent-history.ts';
import { calibrationPage } from '#lib/reviews/server/calibration-page.ts';
import { addRemark } from '#lib/reviews/server/calibration-remarks.ts';
import { reviewPageData } from '#lib/reviews/server/page-data.ts';
import { reviewPage } from '#lib/reviews/server/queries.ts';
import { recordingPage } from '#lib/reviews/server/recording-page.ts';
import { submitReview } from '#lib/reviews/server/submit.ts';
import { saveCalibrationDraft, submitCalibration } from '#lib/reviews/server/calibration-scores.ts';
import { load as listLoad } from '../../src/routes/calibrations/+page.server.ts';
import { load as pageLoad } from '../../src/routes/calibrations/[id]/+page.server.ts';
import {
	afterDeadline,
	calibrationCentre,
	contextOf,
	deadline,
	openedBy,
	reviewedAt,
	scores
} from '../fixtures/calibrations.ts';
import { aReviewContent } from '../fixtures/reviews.ts';
import { testDatabase } from '../support/database.ts';

/** Everything that the pages of a session send this person, as text: what a browser, or `__data.json`, gets. */
async function sent(db: Db, actor: Actor, id: string, now = reviewedAt): Promise<string> {
	const locals = contextOf(db, actor, now);
	const url = new URL('http://localhost/calibrations');
	const page = await pageLoad({ locals, params: { id }, url } as never);
	const list = await listLoad({ locals, params: {}, url } as never);
	return JSON.stringify([page, list]);
}

const blind = async (db: Db, actor: Actor, id: string, now = reviewedAt) => {
	const text = await sent(db, actor, id, now);
	const told = /Why greeting|Why empathy|rawTenths|"answers"|said aloud/.test(text);
	expect(text.includes('"blind":true')).toBe(!told);
	return !told;
};

it('hides what others answered, scored and said until the own answers for all calls are in', async () => {
	const db = await testDatabase();
	const centre = await calibrationCentre(db);
	const { omar, sun, ana, auditor, lin, recordingId, second } = centre;
	const id = await openedBy(db, centre, { expertId: sun.id });
	const everybody = [omar, sun, ana, auditor];
	const whoIsBlind = async (now = reviewedAt) => {
		const found: string[] = [];
		for (const { actor, staffNo } of everybody)
			if (await blind(db, actor, id, now)) found.push(staffNo);
		return found;
	};
	const all = ['L1', 'L2', 'H1', 'X1'];
	const remark = (who: typeof omar, words = 'said aloud') =>
		addRemark(contextOf(db, who.actor), {
			...{ calibrationId: id, recordingId: null, itemKey: null, words }
		});

	const first = await scores(
		contextOf(db, omar.actor),
		{ calibrationId: id, recordingId },
		{ greeting: 'no' }
	);
	expect(first).toMatchObject({ ok: true, value: { more: true } });
	// Half of it in is not all of it in; the expert and whoever opened it are as blind as anybody.
	expect(await whoIsBlind()).toEqual(all);
	expect(await remark(omar)).toMatchObject({ refusal: 'calibration-blind' });
	expect(await remark(ana)).toMatchObject({ refusal: 'calibration-blind' });

	await scores(contextOf(db, omar.actor), { calibrationId: id, recordingId: second });
	expect(await whoIsBlind()).toEqual(['L2', 'H1', 'X1']);
	expect(await remark(omar)).toMatchObject({ ok: true });
	expect(await whoIsBlind()).toEqual(['L2', 'H1', 'X1']);
	// After the deadline everybody sees; a moment before it nobody else does.
	expect(await whoIsBlind(new Date(deadline.getTime() - 1))).toEqual(['L2', 'H1', 'X1']);
	expect(await whoIsBlind(deadline)).toEqual([]);

	// Neither the chain nor a notice tells a score.
	const entries = await db.read.select().from(auditEntries);
	expect(JSON.stringify(entries)).not.toMatch(/rawTenths|Why greeting|said aloud/);
	expect(JSON.stringify(await db.read.select().from(notifications))).not.toMatch(/raw|Why/);
	// The own page of an own call and the agents stay outside altogether.
	await expect(sent(db, lin.actor, id)).rejects.toMatchObject({ status: 404 });

	for (const call of [recordingId, second])
		await scores(contextOf(db, sun.actor), { calibrationId: id, recordingId: call });
	expect(await whoIsBlind()).toEqual([]);
	const ready = (await db.read.select().from(notifications)).filter(
		({ kind }) => kind === 'calibration-ready'
	);
	expect(ready.map(({ userId }) => userId).sort()).toEqual([omar.id, ana.id].sort());
	const page = await calibrationPage(contextOf(db, ana.actor), id);
	expect(page).toMatchObject({ phase: 'discussion', maySpeak: true, mayClose: true });
	expect(page!.people.map((person) => person.id)).toEqual([sun.id, omar.id]);
	const [grid] = page!.results!.calls;
	const row = grid!.rows.find(({ item }) => item.key === 'greeting')!;
	expect(row.cells.map(({ answer, deviates }) => [answer, deviates])).toEqual([
		['yes', false],
		['no', true]
	]);
	expect(grid!.comments).toEqual([{ userId: omar.id, itemKey: 'greeting', words: 'Why greeting' }]);
	expect(page!.results!.agreement.greeting).toMatchObject({ n: 2, percent: 50, tooFew: true });
	expect(JSON.stringify(page)).not.toContain('Person A1');
});

it('opens to all when it is closed, even before the deadline', async () => {
	const db = await testDatabase();
	const centre = await calibrationCentre(db);
	const { omar, sun, ana } = centre;
	const id = await openedBy(db, centre);
	for (const recordingId of centre.recordingIds)
		await scores(contextOf(db, omar.actor), { calibrationId: id, recordingId }, { greeting: 'no' });
	expect(await blind(db, sun.actor, id)).toBe(true);
	const off = { calibrationId: id, consensus: {}, words: 'Called off', propose: false };
	expect(await closeCalibration(contextOf(db, ana.actor), off)).toMatchObject({ ok: true });
	expect(await blind(db, sun.actor, id)).toBe(false);
});

it('takes answers from participants only, once, until the deadline, and keeps each draft to its writer', async () => {
	const db = await testDatabase();
	const centre = await calibrationCentre(db);
	const { omar, sun, ana, lin, auditor, recordingId, second } = centre;
	const id = await openedBy(db, centre, { recordingIds: [recordingId] });
	const call = { calibrationId: id, recordingId };
	const answer = async (who: typeof omar, now = reviewedAt, asked = call) => {
		const outcome = await scores(contextOf(db, who.actor, now), asked);
		return outcome.ok ? 'taken' : outcome.refusal;
	};
	expect(await answer(ana)).toBe('not-allowed');
	expect(await answer(auditor)).toBe('not-allowed');
	expect(await answer(lin)).toBe('not-found');
	expect(await answer(omar, reviewedAt, { ...call, recordingId: second })).toBe('not-found');
	expect(await answer(omar, reviewedAt, { ...call, calibrationId: 'x' })).toBe('not-found');

	const content = { ...aReviewContent(), comment: 'Half a thought' };
	const context = contextOf(db, omar.actor);
	expect(await saveCalibrationDraft(context, { ...call, version: 0, content })).toMatchObject({
		value: { version: 1 }
	});
	const stale = await saveCalibrationDraft(context, { ...call, version: 0, content });
	expect(stale).toMatchObject({ refusal: 'stale-draft', facts: { version: 1 } });
	const mine = await calibrationBench(context, call);
	expect(mine).toMatchObject({ value: { done: false, bench: { draft: { version: 1, content } } } });
	const theirs = await calibrationBench(contextOf(db, sun.actor), call);
	expect(theirs).toMatchObject({
		value: { bench: { draft: { version: 0 }, call: { agent: null } } }
	});
	expect(JSON.stringify(theirs)).not.toMatch(/Person A1|Half a thought/);

	const open = { ...content, answers: {} };
	expect(await submitCalibration(context, { ...call, version: 1, content: open })).toMatchObject({
		refusal: 'incomplete'
	});
	expect(await submitCalibration(context, { ...call, version: 0, content })).toMatchObject({
		refusal: 'stale-draft'
	});
	expect(await submitCalibration(context, { ...call, version: 1, content })).toMatchObject({
		ok: true
	});
	expect(await answer(omar)).toBe('calibration-submitted');
	expect(await calibrationBench(context, call)).toMatchObject({
		value: { done: true, bench: { draft: { content } } }
	});
	expect(await answer(sun, deadline)).toBe('deadline-over');
	expect(await answer(sun, afterDeadline)).toBe('deadline-over');
	const late = contextOf(db, sun.actor, afterDeadline);
	expect(await saveCalibrationDraft(late, { ...call, version: 0, content })).toMatchObject({
		refusal: 'deadline-over'
	});
	expect(await answer(sun, new Date(deadline.getTime() - 1))).toBe('taken');
});

it('keeps earlier reviews of its calls from who has still to score them', async () => {
	const db = await testDatabase();
	const centre = await calibrationCentre(db);
	const { omar, sun, ana, lin, recordingId, second } = centre;
	const content = aReviewContent({});
	const review = await submitReview(contextOf(db, omar.actor), { recordingId, content });
	if (!review.ok) throw new Error(review.refusal);
	const { reviewId } = review.value;
	const id = await openedBy(db, centre, { participantIds: [ana.id, sun.id] });
	const seen = async (now = reviewedAt) => {
		const context = contextOf(db, ana.actor, now);
		const page = await recordingPage(context, recordingId);
		const review = await reviewPageData(context, reviewId);
		const { rows } = await reviewPage(context, { filter: {} });
		const others = { agentId: lin.id, exceptRecordingId: second };
		const history = await agentHistory(context, others);
		return [page!.reviews.length, typeof review, rows.length, history.length];
	};
	expect(await seen()).toEqual([0, 'string', 0, 0]);
	expect(await seen(deadline)).toEqual([1, 'object', 1, 1]);
	await scores(contextOf(db, ana.actor), { calibrationId: id, recordingId });
	expect(await seen()).toEqual([1, 'object', 1, 1]);
});
