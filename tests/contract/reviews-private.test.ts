import { describe, expect, it } from 'vitest';
import { monthTable, agentMonthPage } from '#lib/assessments/server/month-pages.ts';
import { todayFor } from '#lib/assessments/server/today.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { saveDraft } from '#lib/reviews/server/drafts.ts';
import { reviewPageData } from '#lib/reviews/server/page-data.ts';
import { reviewPage } from '#lib/reviews/server/queries.ts';
import { recordingPage } from '#lib/reviews/server/recording-page.ts';
import { reviewDrafts } from '#lib/reviews/server/draft-schema.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import { submitReview } from '#lib/reviews/server/submit.ts';
import { workbenchOf } from '#lib/reviews/server/workbench.ts';
import { testDatabase } from '../support/database.ts';
import { addRecording, type Person } from '../fixtures/example-centre.ts';
import {
	addPlay,
	addTask,
	aReviewContent,
	aReviewWithFindings,
	callAt,
	contextOf,
	reviewCentre
} from '../fixtures/reviews.ts';

const CANARY = 'CANARY-7f3a';

async function seenBy(centre: Awaited<ReturnType<typeof opened>>, person: Person): Promise<string> {
	const { db, lin, recordingId } = centre;
	const context = contextOf(db, person.actor);
	return JSON.stringify([
		await recordingPage(context, recordingId),
		await reviewPage(contextOf(db, person.actor), { filter: {} }),
		await todayFor(context, new URLSearchParams()),
		await monthTable(context, 202603),
		await agentMonthPage(context, 202603, lin.id),
		await db.read.select().from(notifications),
		await db.read.select().from(auditEntries)
	]);
}

async function opened() {
	const db = await testDatabase();
	return { db, ...(await reviewCentre(db)) };
}

describe('words for reviewers only', () => {
	it('reach those who review, and the agent of the call nowhere', async () => {
		const centre = await opened();
		const { db, omar, ana, lin, recordingId } = centre;
		const findings = aReviewWithFindings();
		const note = { kind: 'note' as const, itemKey: null, fromMs: 1000, toMs: 2000 };
		const content = {
			...findings,
			privateComment: `${CANARY} whole`,
			answers: {
				...findings.answers,
				greeting: { ...findings.answers.greeting!, privateComment: `${CANARY} item` }
			},
			evidence: [
				...findings.evidence,
				{ id: 'n1', ...note, note: `${CANARY} note`, private: true },
				{ id: 'n2', ...note, note: 'Said twice' }
			]
		};
		const sent = await submitReview(contextOf(db, omar.actor), { recordingId, content });
		if (!sent.ok) throw new Error(sent.refusal);
		const { reviewId } = sent.value;

		const agents = await reviewPageData(contextOf(db, lin.actor), reviewId);
		expect(JSON.stringify(agents)).not.toContain(CANARY);
		expect(JSON.stringify(agents)).toContain('Said twice');
		expect(agents).toMatchObject({ underHeardReason: 'Heard at the desk beside her' });
		expect(await seenBy(centre, lin)).not.toContain(CANARY);
		for (const { actor } of [omar, ana]) {
			const theirs = JSON.stringify(await reviewPageData(contextOf(db, actor), reviewId));
			for (const part of ['whole', 'item', 'note']) expect(theirs).toContain(`${CANARY} ${part}`);
		}
	});
});

describe('a draft', () => {
	it('is read by its author alone and counts nowhere', async () => {
		const centre = await opened();
		const { db, omar, ana, lin, auditor, recordingId } = centre;
		const before = await Promise.all([lin, ana, auditor].map((one) => seenBy(centre, one)));
		const content = aReviewContent({}, { comment: CANARY, privateComment: CANARY });
		await saveDraft(contextOf(db, omar.actor), { recordingId, version: 0, content });
		const people = [lin, ana, auditor];
		for (const [index, person] of people.entries()) {
			const seen = await seenBy(centre, person);
			expect(seen).not.toContain(CANARY);
			// An auditor sees that the chain has an entry more: that somebody began.
			if (person === auditor) continue;
			const figures = (json: string) => (JSON.parse(json) as unknown[]).slice(0, -1);
			expect(figures(seen)).toEqual(figures(before[index]!));
		}
		expect(JSON.stringify(await workbenchOf(contextOf(db, omar.actor), { recordingId }))).toContain(
			CANARY
		);
		expect(
			JSON.stringify(await workbenchOf(contextOf(db, ana.actor), { recordingId }))
		).not.toContain(CANARY);
	});
});

describe('how much must be heard', () => {
	it('is 80 % of the speech, or what the plan says, by the play log and not by the page', async () => {
		const { db, omar, lin, north } = await opened();
		const call = async (ranges: [number, number][], speechPercent?: number) => {
			const recordingId = await addRecording(db, {
				agentId: lin.id,
				place: north,
				startedAt: callAt,
				speech: { voiced: [[[0, 20_000]], [[15_000, 40_000]]] }
			});
			if (speechPercent !== undefined)
				await addTask(db, {
					...{ recordingId, agent: lin, reviewer: omar, place: north },
					rule: { listen: { speechPercent } }
				});
			await addPlay(db, { recordingId, userId: omar.id, openedAt: callAt, ranges });
			return (rest: Parameters<typeof aReviewContent>[1] = {}) =>
				submitReview(contextOf(db, omar.actor), {
					recordingId,
					content: aReviewContent({}, { heard: [[0, 90_000]], ...rest })
				});
		};
		// The page's word counts for five seconds beyond the log.
		const short = await call([[0, 26_000]]);
		expect(await short()).toEqual({
			ok: false,
			refusal: 'incomplete',
			facts: { missing: 1, underHeard: 775 }
		});
		expect(await short({ underHeardReason: 'too short' })).toMatchObject({ ok: false });
		expect(await db.read.$count(reviews)).toBe(0);
		expect(await db.read.$count(reviewDrafts)).toBe(0);
		expect(await short({ underHeardReason: '  Heard it at her desk  ' })).toMatchObject({
			ok: true
		});
		const enough = await call([[0, 27_000]]);
		expect(await enough({ underHeardReason: 'Heard it at her desk' })).toMatchObject({ ok: true });
		const reasons = await db.read.select({ why: reviews.underHeardReason }).from(reviews);
		expect(reasons.map(({ why }) => why).sort()).toEqual(['Heard it at her desk', null].sort());

		expect(await (await call([[0, 27_000]], 90))()).toMatchObject({
			ok: false,
			facts: { underHeard: 800 }
		});
		expect(await (await call([[0, 2000]], 10))()).toMatchObject({ ok: true });
		expect(await (await call([], 0))()).toMatchObject({ ok: true });
	});
});
