import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries, auditWords } from '#lib/audit/server/schema.ts';
import { disablements } from '#lib/people/server/schema.ts';
import { startDraft } from '#lib/reviews/server/drafts.ts';
import { reviewDrafts } from '#lib/reviews/server/draft-schema.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import { submitReview } from '#lib/reviews/server/submit.ts';
import { reportForm } from '#lib/rubric/standard/report.ts';
import { draftRow, rubricHistory } from '#lib/rubric/server/draft-queries.ts';
import { publishDraft } from '#lib/rubric/server/publish-draft.ts';
import { publishedRubrics, rubricFor } from '#lib/rubric/server/queries.ts';
import { retireRubric } from '#lib/rubric/server/retire.ts';
import {
	saveRubricDraft,
	startDraftFrom,
	startNewDraft
} from '#lib/rubric/server/rubric-drafts.ts';
import { rubricVersions } from '#lib/rubric/server/schema.ts';
import { testDatabase } from '../support/database.ts';
import { addPerson } from '../fixtures/example-centre.ts';
import { aReviewContent, contextOf, reviewCentre, reviewedAt } from '../fixtures/reviews.ts';

/** The fixture's clock stands on 2 March 2026. */
const today = 20260302;
const changed = { ...reportForm, title: { en: 'Report 2', 'zh-CN': '接报二' } };

async function centre() {
	const db = await testDatabase();
	const people = await reviewCentre(db);
	const rubric = (await publishedRubrics(db.read)).find(({ key }) => key === 'report')!;
	const as = (person: { actor: typeof people.omar.actor }) => contextOf(db, person.actor);
	const written = async (by = people.omar, form: unknown = changed) => {
		const started = await startDraftFrom(as(by), { rubricId: rubric.rubricId, note: 'x' });
		const draftId = started.ok ? started.value.draftId : String(started.facts?.draftId);
		const { version } = (await draftRow(db.read, draftId))!;
		await saveRubricDraft(as(by), { draftId, version, form, note: 'x' });
		return { draftId, version: (await draftRow(db.read, draftId))!.version };
	};
	return { ...people, db, rubric, as, written };
}

describe('publishing a draft', () => {
	it('is for who may and did not write it, whole and changed, from today on', async () => {
		const { db, omar, ana, auditor, rubric, as, written } = await centre();
		const { draftId, version } = await written();
		const wish = { draftId, version, effectiveFrom: today };
		for (const person of [omar, auditor])
			expect(await publishDraft(as(person), wish)).toEqual({ ok: false, refusal: 'not-allowed' });
		expect(await publishDraft(as(ana), { ...wish, draftId: 'none' })).toMatchObject({
			refusal: 'no-such-draft'
		});
		expect(await publishDraft(as(ana), { ...wish, version: 1 })).toEqual({
			ok: false,
			refusal: 'stale',
			facts: { version }
		});
		expect(await publishDraft(as(ana), { ...wish, effectiveFrom: today - 1 })).toMatchObject({
			refusal: 'day-past'
		});
		expect(await publishDraft(as(ana), wish)).toEqual({
			ok: true,
			value: { rubricId: rubric.rubricId, version: 2 }
		});
		expect(await draftRow(db.read, draftId)).toBeUndefined();
		const history = await rubricHistory(db.read, rubric.rubricId);
		expect(history?.versions[0]).toMatchObject({
			version: 2,
			effectiveFrom: today,
			editors: [omar.id],
			publishedBy: ana.id,
			overrideReason: null
		});
		const [entry] = await db.read.select().from(auditEntries).where(eq(auditEntries.actor, ana.id));
		expect(entry?.kind).toBe('rubric.published');
	});

	it('names every fault with its place, and what is the same as before', async () => {
		const { ana, as, written } = await centre();
		const off = structuredClone(changed);
		off.sections[0]!.items[0]!.weight += 1;
		off.title.en = '';
		const broken = await written(undefined, off);
		const publish = (wish: { draftId: string; version: number }) =>
			publishDraft(as(ana), { ...wish, effectiveFrom: today });
		const refused = await publish(broken);
		expect(refused).toMatchObject({ ok: false, refusal: 'faults' });
		expect('faults' in refused && refused.faults.map(({ path }) => path)).toEqual(['title.en']);
		off.title.en = 'Report 2';
		const sums = await publish(await written(undefined, off));
		expect('faults' in sums && sums.faults.map(({ path }) => path)).toEqual(['sections.0.weight']);
		expect(await publish(await written(undefined, reportForm))).toMatchObject({
			refusal: 'unchanged'
		});
	});

	it('of the own work needs somebody else, or a reason where there is nobody', async () => {
		const { db, ana, north, rubric, as, written } = await centre();
		const other = await addPerson(db, { staffNo: 'H2', role: 'department-head', place: north });
		const wish = { ...(await written(ana)), effectiveFrom: today };
		const reason = 'Nobody else may publish here';
		expect(await publishDraft(as(ana), { ...wish, overrideReason: reason })).toMatchObject({
			refusal: 'own-work'
		});
		await db.tx((tx) =>
			tx
				.insert(disablements)
				.values({ userId: other.id, at: reviewedAt, by: ana.id, reason: 'left' })
		);
		expect(await publishDraft(as(ana), wish)).toMatchObject({ refusal: 'reason-missing' });
		expect(await publishDraft(as(ana), { ...wish, overrideReason: reason })).toMatchObject({
			ok: true
		});
		const history = await rubricHistory(db.read, rubric.rubricId);
		expect(history?.versions[0]?.overrideReason).toBe(reason);
		const entries = await db.read
			.select({ words: auditWords.words })
			.from(auditEntries)
			.innerJoin(auditWords, eq(auditWords.seq, auditEntries.seq))
			.where(eq(auditEntries.kind, 'rubric.published'));
		expect(entries).toEqual([{ words: reason }]);
	});

	it('leaves the reviews and their drafts at the version they began with', async () => {
		const { db, omar, ana, recordingId, rubric, as, written } = await centre();
		await startDraft(as(omar), { recordingId });
		const wish = { ...(await written()), effectiveFrom: today };
		expect(await publishDraft(as(ana), wish)).toMatchObject({ ok: true });
		const [draft] = await db.read.select().from(reviewDrafts);
		expect(draft?.rubricVersionId).toBe(rubric.versionId);
		const content = aReviewContent({}, { heard: [[0, 90_000]] });
		expect(
			await submitReview(as(omar), { recordingId, version: draft!.version, content })
		).toMatchObject({ ok: true });
		const [review] = await db.read.select().from(reviews);
		expect(review?.rubricVersionId).toBe(rubric.versionId);
		expect(await db.read.$count(rubricVersions)).toBe(3);
		const place = { callKind: 'report', queue: null, teamId: null } as const;
		const on = async (businessDay: number) =>
			(await rubricFor(db.read, { ...place, businessDay }))?.version;
		expect([await on(today - 1), await on(today)]).toEqual([1, 2]);
	});
});

describe('retiring a rubric', () => {
	it('needs the right, a reason, no open draft, and another one for its calls', async () => {
		const { db, omar, ana, rubric, as, written } = await centre();
		const wish = { rubricId: rubric.rubricId, reason: 'Merged' };
		expect(await retireRubric(as(omar), wish)).toMatchObject({ refusal: 'not-allowed' });
		expect(await retireRubric(as(ana), { ...wish, reason: '' })).toMatchObject({
			refusal: 'invalid'
		});
		expect(await retireRubric(as(ana), { ...wish, rubricId: 'none' })).toMatchObject({
			refusal: 'no-such-rubric'
		});
		expect(await retireRubric(as(ana), wish)).toMatchObject({ refusal: 'last-of-kind' });

		const started = await startNewDraft(as(omar), {
			key: 'report-night',
			callKind: 'report',
			copyOf: rubric.versionId
		});
		const draftId = started.ok ? started.value.draftId : '';
		await publishDraft(as(ana), { draftId, version: 1, effectiveFrom: today });
		await written();
		expect(await retireRubric(as(ana), wish)).toMatchObject({ refusal: 'draft-open' });
		const open = (await rubricHistory(db.read, rubric.rubricId))!.draftId!;
		const { version } = (await draftRow(db.read, open))!;
		await publishDraft(as(ana), { draftId: open, version, effectiveFrom: today });
		expect(await retireRubric(as(ana), wish)).toMatchObject({ ok: true });
		expect(await retireRubric(as(ana), wish)).toMatchObject({ refusal: 'already-retired' });
		expect(await startDraftFrom(as(omar), { ...wish, note: 'x' })).toMatchObject({
			refusal: 'retired'
		});
		const place = { callKind: 'report', queue: null, teamId: null, businessDay: today } as const;
		expect((await rubricFor(db.read, place))?.key).toBe('report-night');
		expect(await db.read.$count(auditEntries, eq(auditEntries.kind, 'rubric.retired'))).toBe(1);
	});
});
