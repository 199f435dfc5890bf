import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { agentMonthPage, monthTable } from '#lib/assessments/server/month-pages.ts';
import { todayFor } from '#lib/assessments/server/today.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import { isEntrusted } from '#lib/recordings/server/entrustments.ts';
import {
	closeCalibration,
	type CloseCalibration
} from '#lib/reviews/server/calibration-closing.ts';
import { calibrationPage } from '#lib/reviews/server/calibration-page.ts';
import { addRemark } from '#lib/reviews/server/calibration-remarks.ts';
import { remindOfCalibrations } from '#lib/reviews/server/calibration-reminders.ts';
import { reviewPage, reviewsOfRecording } from '#lib/reviews/server/queries.ts';
import { recordingPage } from '#lib/reviews/server/recording-page.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import { submitReview } from '#lib/reviews/server/submit.ts';
import { rubricDrafts } from '#lib/rubric/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import {
	afterDeadline,
	calibrationCentre,
	contextOf,
	deadline,
	openedBy,
	reviewedAt,
	scores,
	type CalibrationCentre
} from '../fixtures/calibrations.ts';
import { aReviewContent } from '../fixtures/reviews.ts';
import { testDatabase } from '../support/database.ts';

/** Both participants have submitted all calls; they differ on the greeting of the first. */
async function scoredSession(db: Db, centre: CalibrationCentre) {
	const id = await openedBy(db, centre);
	for (const recordingId of centre.recordingIds) {
		const call = { calibrationId: id, recordingId };
		const differing: Record<string, string> =
			recordingId === centre.recordingId ? { greeting: 'no' } : {};
		await scores(contextOf(db, centre.omar.actor), call, differing);
		await scores(contextOf(db, centre.sun.actor), call);
	}
	return id;
}

it('closes with a consensus, remarks and a proposal; afterwards nothing is taken', async () => {
	const db = await testDatabase();
	const centre = await calibrationCentre(db);
	const { omar, sun, ana, auditor, lin, recordingId } = centre;
	const id = await scoredSession(db, centre);
	const say = async (who: typeof omar, differing = {}) => {
		const about = { recordingId, itemKey: 'greeting', words: 'Was it a greeting?' };
		const asked = { calibrationId: id, ...about, ...differing };
		const outcome = await addRemark(contextOf(db, who.actor), asked);
		return outcome.ok ? 'said' : outcome.refusal;
	};
	expect(await say(omar)).toBe('said');
	expect(await say(ana, { recordingId: null, itemKey: null })).toBe('said');
	expect(await say(auditor)).toBe('not-allowed');
	expect(await say(lin)).toBe('not-found');
	expect(await say(sun, { itemKey: 'no-such' })).toBe('no-such-item');
	expect(await say(sun, { recordingId: 'x' })).toBe('no-such-item');
	for (const words of ['  ', 'x'.repeat(4001), 'a\u0000b'])
		expect(await say(sun, { words })).toBe('words-missing');

	const close = async (who: typeof omar, differing: Partial<CloseCalibration> = {}) => {
		const agreed = { [recordingId]: { greeting: 'yes', 'no-invalid-promise': 'na' } };
		const asked = {
			calibrationId: id,
			consensus: agreed,
			words: 'Any greeting counts',
			propose: true
		};
		const outcome = await closeCalibration(contextOf(db, who.actor), { ...asked, ...differing });
		return outcome.ok ? 'closed' : outcome.refusal;
	};
	expect(await close(omar)).toBe('not-allowed');
	expect(await close(auditor)).toBe('not-allowed');
	expect(await close(ana, { words: '' })).toBe('words-missing');
	expect(await close(ana, { consensus: { [recordingId]: { greeting: 'perhaps' } } })).toBe(
		'not-an-answer'
	);
	expect(await close(ana, { consensus: { [recordingId]: { 'no-such': 'yes' } } })).toBe(
		'not-an-answer'
	);
	expect(await close(ana, { consensus: { other: { greeting: 'yes' } } })).toBe('not-an-answer');
	expect(await db.read.$count(rubricDrafts)).toBe(0);
	expect(await close(ana, { consensus: { [recordingId]: { greeting: 'yes' } } })).toBe('closed');

	const [draft] = await db.read.select().from(rubricDrafts);
	expect(draft).toMatchObject({ rubricId: centre.rubric.rubricId, note: 'Any greeting counts' });
	const page = await calibrationPage(contextOf(db, sun.actor), id);
	expect(page).toMatchObject({
		phase: 'closed',
		maySpeak: false,
		mayClose: false,
		outcome: {
			consensus: { [recordingId]: { greeting: 'yes' } },
			words: 'Any greeting counts',
			proposedDraftId: draft!.id
		}
	});
	const said = page!.remarks.map(({ itemKey, by }) => `${by}: ${itemKey}`);
	expect(said.sort()).toEqual(['Person H1: null', 'Person L1: greeting']);
	expect(await isEntrusted(db.read, recordingId, sun.id, reviewedAt)).toBe(false);
	expect([await close(ana), await say(omar)]).toEqual(['calibration-closed', 'calibration-closed']);
	const entries = await db.read
		.select({ kind: auditEntries.kind })
		.from(auditEntries)
		.where(eq(auditEntries.subject, `calibration:${id}`));
	expect(entries.filter(({ kind }) => kind === 'calibration.closed')).toHaveLength(1);
	expect(entries.filter(({ kind }) => kind === 'calibration.submitted')).toHaveLength(4);
});

it('proposes on the draft that is open already, and is only called off while its answers are not', async () => {
	const db = await testDatabase();
	const centre = await calibrationCentre(db);
	const { ana } = centre;
	const context = contextOf(db, ana.actor);
	const words = 'Agreed';
	const first = await scoredSession(db, centre);
	const asked = { consensus: {}, words, propose: true };
	const one = await closeCalibration(context, { ...asked, calibrationId: first });
	const second = await scoredSession(db, centre);
	const two = await closeCalibration(context, { ...asked, calibrationId: second });
	expect([one.ok, two]).toEqual([true, one]);
	expect(await db.read.$count(rubricDrafts)).toBe(1);

	const third = await openedBy(db, centre);
	const consensus = { [centre.recordingId]: { greeting: 'yes' } };
	const blind = { calibrationId: third, consensus, words, propose: false };
	expect(await closeCalibration(context, blind)).toMatchObject({ refusal: 'calibration-blind' });
	expect(await closeCalibration(context, { ...blind, consensus: {} })).toMatchObject({ ok: true });
});

it('reminds the day before of what is missing, and tells when the deadline has passed; each once', async () => {
	const db = await testDatabase();
	const centre = await calibrationCentre(db);
	const { omar, sun, ana } = centre;
	const id = await openedBy(db, centre);
	for (const recordingId of centre.recordingIds)
		await scores(contextOf(db, omar.actor), { calibrationId: id, recordingId });
	const told = async (kind: string, now: Date) => {
		await remindOfCalibrations(contextOf(db, ana.actor, now));
		const rows = await db.read.select().from(notifications);
		return rows
			.filter((row) => row.kind === kind)
			.map(({ userId }) => userId)
			.sort();
	};
	const dayBefore = new Date(deadline.getTime() - 86_400_000);
	expect(await told('calibration-due-soon', new Date(dayBefore.getTime() - 1))).toEqual([]);
	expect(await told('calibration-due-soon', dayBefore)).toEqual([sun.id]);
	expect(await told('calibration-due-soon', dayBefore)).toEqual([sun.id]);
	const all = [omar.id, sun.id, ana.id].sort();
	expect(await told('calibration-ready', deadline)).toEqual(all);
	expect(await told('calibration-ready', afterDeadline)).toEqual(all);
});

it('counts for no agent: months, lists and pages say the same before and after', async () => {
	const db = await testDatabase();
	const centre = await calibrationCentre(db);
	const { omar, ana, lin, auditor, recordingId, second } = centre;
	const content = aReviewContent({}, { underHeardReason: 'Known from the hand-over' });
	const review = await submitReview(contextOf(db, omar.actor), { recordingId, content });
	expect(review.ok).toBe(true);

	const everything = async () => {
		const found: unknown[] = [];
		for (const { actor } of [lin, omar, ana, auditor]) {
			const context = contextOf(db, actor);
			const { lead, agent } = await todayFor(context, new URLSearchParams());
			found.push(
				{ lead, agent },
				await monthTable(context, 202603),
				await agentMonthPage(context, 202603, lin.id),
				await reviewPage(context, { filter: {} }),
				await reviewsOfRecording(db.read, actor, recordingId)
			);
		}
		found.push(
			await recordingPage(contextOf(db, lin.actor), recordingId),
			await recordingPage(contextOf(db, ana.actor), second),
			await db.read.select().from(reviews)
		);
		const notices = await db.read
			.select()
			.from(notifications)
			.where(eq(notifications.userId, lin.id));
		return JSON.parse(JSON.stringify([found, notices])) as unknown;
	};
	const before = await everything();
	expect(JSON.stringify(before)).toContain('"reviews":1');
	const id = await scoredSession(db, centre);
	expect(await everything()).toEqual(before);
	const asked = { calibrationId: id, consensus: {}, words: 'Agreed', propose: false };
	expect(await closeCalibration(contextOf(db, ana.actor), asked)).toMatchObject({ ok: true });
	expect(await everything()).toEqual(before);
});
