import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import type { Actor } from '#lib/people/role.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { entrust } from '#lib/recordings/server/entrustments.ts';
import type { ReportContent } from '#lib/reviews/call-report.ts';
import type { CheckContent } from '#lib/reviews/check.ts';
import { selfReported } from '#lib/reviews/server/call-report-facts.ts';
import { reportCall } from '#lib/reviews/server/call-reports.ts';
import {
	newestReports,
	reportPage,
	reportsOfRecording
} from '#lib/reviews/server/call-reports-list.ts';
import { callReports } from '#lib/reviews/server/report-schema.ts';
import { concealments } from '#lib/reviews/server/ruling-schema.ts';
import { submitCheck } from '#lib/reviews/server/submit-check.ts';
import { submitReview } from '#lib/reviews/server/submit.ts';
import { addRecording } from '../fixtures/example-centre.ts';
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

const problem: ReportContent = {
	kind: 'problem',
	problem: 'invalid-promise',
	atMs: 42_000,
	note: 'I promised tonight at eight',
	shared: false
};
const highlight: ReportContent = {
	kind: 'highlight',
	problem: null,
	atMs: 8000,
	note: 'Stayed calm',
	shared: true
};
const clean: CheckContent = {
	result: 'clean',
	problem: null,
	atMs: null,
	note: '',
	heard: [],
	spentMs: 0
};
const minutesBefore = (minutes: number) => new Date(reviewedAt.getTime() - minutes * 60_000);

async function centreWithCall() {
	const db = await testDatabase();
	const centre = await reviewCentre(db);
	const { recordingId } = centre;
	const report = (actor: Actor, content = problem, now = reviewedAt) =>
		reportCall(contextOf(db, actor, now), { recordingId, content });
	return { db, ...centre, report };
}

describe('reporting', () => {
	it('marks an own call, leaves an entry, and tells the leads of the team at once', async () => {
		const { db, lin, omar, sun, ana, recordingId, report } = await centreWithCall();
		const outcome = await report(lin.actor);
		expect(outcome).toMatchObject({ ok: true });
		const [row] = await db.read.select().from(callReports);
		expect(row).toMatchObject({
			recordingId,
			agentId: lin.id,
			reporterId: lin.id,
			problem: 'invalid-promise',
			atMs: 42_000,
			businessMonth: 202_603
		});
		const entries = await db.read
			.select()
			.from(auditEntries)
			.where(eq(auditEntries.kind, 'call.reported'));
		expect(entries).toHaveLength(1);
		expect(JSON.stringify(entries)).not.toContain('promised tonight');
		const told = await db.read.select().from(notifications);
		expect(told.map(({ userId, kind, path }) => [userId, kind, path])).toEqual([
			[omar.id, 'call-reported', '/yesterday/reports']
		]);
		expect([sun.id, ana.id]).not.toContain(told[0]!.userId);
		await expect(db.tx((tx) => tx.delete(callReports))).rejects.toSatisfy(isAppendOnlyViolation);
	});

	it('is the same report when it is sent again, and another at another second', async () => {
		const { db, lin, report } = await centreWithCall();
		const first = await report(lin.actor);
		expect(await report(lin.actor)).toEqual(first);
		await report(lin.actor, { ...problem, atMs: 43_000 });
		expect(await db.read.$count(callReports)).toBe(2);
	});

	it('is for the agent of the call, and for a colleague while a peer check is open', async () => {
		const { db, lin, wei, hao, omar, ana, auditor, north, recordingId, report } =
			await centreWithCall();
		const hidden = { ok: false, refusal: 'not-found' };
		const forbidden = { ok: false, refusal: 'not-allowed' };
		expect(await report(wei.actor)).toEqual(hidden);
		expect(await report(hao.actor)).toEqual(hidden);
		for (const { actor } of [omar, ana, auditor]) expect(await report(actor)).toEqual(forbidden);

		await addTask(db, { recordingId, agent: lin, reviewer: wei, place: north, kind: 'peer-check' });
		await db.tx((tx) => entrust(tx, { recordingId, userId: wei.id, now: callAt }));
		expect(await report(wei.actor)).toMatchObject({ ok: true });
		expect(await selfReported(db.read, { month: 202_603 })).toEqual(new Map());
		await submitCheck(contextOf(db, wei.actor), { recordingId, content: clean });
		expect(await report(wei.actor, highlight)).toEqual(hidden);
	});

	it.each<[string, Partial<ReportContent>]>([
		['no kind of problem', { problem: null }],
		['no place', { atMs: null }],
		['a place beyond the end', { atMs: 90_001 }],
		['no words', { note: '' }]
	])('needs more than %s', async (_what, given) => {
		const { lin, report } = await centreWithCall();
		expect(await report(lin.actor, { ...problem, ...given })).toEqual({
			ok: false,
			refusal: 'incomplete',
			facts: { missing: 1 }
		});
	});
});

describe('what was reported', () => {
	it('is read by the agent and the leads of the call, and by nobody while their own work is open', async () => {
		const { db, lin, wei, omar, sun, ana, north, recordingId, report } = await centreWithCall();
		await report(lin.actor);
		const recording = { id: recordingId, agentId: lin.id, ...north };
		const read = async (actor: Actor, hidden = false) =>
			(await reportsOfRecording(db.read, actor, { recording, hidden })).map(({ own }) => own);
		expect(await read(omar.actor)).toEqual([true]);
		expect(await read(ana.actor)).toEqual([true]);
		expect(await read(lin.actor)).toEqual([true]);
		expect(await read(omar.actor, true)).toEqual([]);
		expect(await read(wei.actor)).toEqual([]);
		expect(await read(sun.actor)).toEqual([]);
	});

	it('stands in the list of those who reach the call; of a call to review only who and when', async () => {
		const { db, lin, hao, omar, sun, ana, north, south, recordingId, report } =
			await centreWithCall();
		const haos = await addRecording(db, { agentId: hao.id, place: south, startedAt: callAt });
		await report(lin.actor, highlight, minutesBefore(2));
		await report(lin.actor, problem, minutesBefore(1));
		await reportCall(contextOf(db, hao.actor), { recordingId: haos, content: problem });
		const list = async (actor: Actor, filter = {}) =>
			(await reportPage(contextOf(db, actor), { filter })).rows.map(({ agentId, call }) => [
				agentId,
				call?.kind ?? null
			]);
		expect(await list(ana.actor)).toEqual([
			[hao.id, 'problem'],
			[lin.id, 'problem'],
			[lin.id, 'highlight']
		]);
		expect(await list(sun.actor)).toEqual([[hao.id, 'problem']]);
		expect(await list(lin.actor, { kind: 'highlight' })).toEqual([[lin.id, 'highlight']]);
		expect(await list(ana.actor, { team: north.teamId, month: 202_603 })).toHaveLength(2);
		expect(await list(ana.actor, { agent: 'x' })).toEqual([]);

		await addTask(db, { recordingId, agent: lin, reviewer: omar, place: north });
		expect(await list(omar.actor)).toEqual([
			[lin.id, null],
			[lin.id, null]
		]);
		const scope = { all: false, departmentIds: [], teamIds: [north.teamId], agentId: null };
		const since = minutesBefore(90);
		const card = await newestReports(contextOf(db, omar.actor), { scope, since, limit: 8 });
		expect(JSON.stringify(card)).not.toMatch(/promised|calm/);
		await submitReview(contextOf(db, omar.actor), { recordingId, content: aReviewContent() });
		expect(await list(omar.actor)).toEqual([
			[lin.id, 'problem'],
			[lin.id, 'highlight']
		]);
	});

	it('counts from the first own report or self-check that named a problem', async () => {
		const { db, lin, hao, recordingId, report } = await centreWithCall();
		await report(lin.actor, highlight, minutesBefore(30));
		expect(await selfReported(db.read, { month: 202_603 })).toEqual(new Map());
		const at = minutesBefore(20);
		const { problem: kind, atMs, note } = problem;
		const content: CheckContent = { ...clean, result: 'problem', problem: kind, atMs, note };
		await submitCheck(contextOf(db, lin.actor, at), { recordingId, content });
		await report(lin.actor, problem, minutesBefore(10));
		const facts = (agentIds?: string[], month = 202_603) =>
			selfReported(db.read, { month, agentIds });
		expect(await facts()).toEqual(new Map([[recordingId, at]]));
		expect(await facts([lin.id])).toEqual(new Map([[recordingId, at]]));
		expect(await facts([hao.id])).toEqual(new Map());
		expect(await facts(undefined, 202_602)).toEqual(new Map());
		// The check left the report already.
		expect(await db.read.$count(callReports, eq(callReports.kind, 'problem'))).toBe(1);
	});
});

describe('a clean check with a problem reported afterwards', () => {
	const listed = async (reportedAt: Date | undefined) => {
		const { db, lin, omar, recordingId, report } = await centreWithCall();
		await submitCheck(contextOf(db, lin.actor, minutesBefore(60)), { recordingId, content: clean });
		const review = () =>
			submitReview(contextOf(db, omar.actor), { recordingId, content: aReviewWithFindings() });
		if (reportedAt && reportedAt < reviewedAt) await report(lin.actor, problem, reportedAt);
		expect((await review()).ok).toBe(true);
		return db.read.$count(concealments);
	};

	it('is listed as a possible concealment when nothing was reported', async () => {
		expect(await listed(undefined)).toBe(1);
	});

	it('is none when it was reported before the review', async () => {
		expect(await listed(minutesBefore(5))).toBe(0);
	});
});
