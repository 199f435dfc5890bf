import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { callBackForm } from '#lib/rubric/standard/call-back.ts';
import { reportForm } from '#lib/rubric/standard/report.ts';
import { draftRow, openDrafts, rubricHistory } from '#lib/rubric/server/draft-queries.ts';
import { importDraft } from '#lib/rubric/server/import-draft.ts';
import { publishedRubrics } from '#lib/rubric/server/queries.ts';
import {
	discardRubricDraft,
	saveRubricDraft,
	startDraftFrom,
	startNewDraft
} from '#lib/rubric/server/rubric-drafts.ts';
import { canonicalJson } from '#lib/shared/canonical-json.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { testDatabase } from '../support/database.ts';
import { contextOf, reviewCentre, reviewedAt } from '../fixtures/reviews.ts';

async function centre() {
	const db = await testDatabase();
	const people = await reviewCentre(db);
	const rubric = (await publishedRubrics(db.read)).find(({ key }) => key === 'report')!;
	const as = (person: { actor: typeof people.omar.actor }) => contextOf(db, person.actor);
	return { ...people, db, rubric, as };
}

const opened = (outcome: { ok: boolean; value?: { draftId: string } }): string =>
	outcome.value?.draftId ?? '';

describe('a draft of a rubric', () => {
	it('begins as the newest version, once, and belongs to who may edit', async () => {
		const { db, omar, lin, auditor, rubric, as } = await centre();
		const wish = { rubricId: rubric.rubricId, note: 'Greeting worth more' };
		for (const person of [lin, auditor])
			expect(await startDraftFrom(as(person), wish)).toEqual({ ok: false, refusal: 'not-allowed' });
		expect(await startDraftFrom(as(omar), { ...wish, note: ' ' })).toMatchObject({
			refusal: 'invalid'
		});
		for (const rubricId of [newId(), 'no-id', '\u0000'])
			expect(await startDraftFrom(as(omar), { ...wish, rubricId })).toMatchObject({
				refusal: 'no-such-rubric'
			});
		const draftId = opened(await startDraftFrom(as(omar), wish));
		const draft = await draftRow(db.read, draftId);
		expect(draft).toMatchObject({ key: 'report', version: 1, editors: [], note: wish.note });
		expect(draft!.form).toBe(canonicalJson(reportForm));
		expect(await startDraftFrom(as(omar), wish)).toEqual({
			ok: false,
			refusal: 'draft-open',
			facts: { draftId }
		});
		expect((await rubricHistory(db.read, rubric.rubricId))?.draftId).toBe(draftId);
		expect(await db.read.$count(auditEntries, eq(auditEntries.kind, 'rubric-draft.started'))).toBe(
			1
		);
	});

	it('of a new rubric begins empty or as a copy, under a key of its own', async () => {
		const { db, omar, rubric, as } = await centre();
		const start = (key: string, copyOf?: string) =>
			startNewDraft(as(omar), { key, callKind: 'call-back', ...(copyOf && { copyOf }) });
		for (const key of ['', 'Report', '9', 'a b', 'x'.repeat(61)])
			expect(await start(key)).toMatchObject({ refusal: 'invalid' });
		expect(await start('report')).toMatchObject({ refusal: 'key-taken' });
		expect(await start('survey', newId())).toMatchObject({ refusal: 'no-such-rubric' });
		const empty = opened(await start('survey'));
		expect(JSON.parse((await draftRow(db.read, empty))!.form)).toEqual({
			callKind: 'call-back',
			sections: []
		});
		expect(await start('survey')).toMatchObject({ refusal: 'draft-open' });
		const copy = opened(await start('night', rubric.versionId));
		expect(JSON.parse((await draftRow(db.read, copy))!.form)).toEqual({
			...reportForm,
			callKind: 'call-back'
		});
		expect((await openDrafts(db.read)).map(({ key }) => key)).toEqual(['night', 'survey']);
	});

	it('is saved by version, keeps its writers, and tells a late writer who and when', async () => {
		const { db, omar, ana, lin, rubric, as } = await centre();
		const draftId = opened(
			await startDraftFrom(as(omar), { rubricId: rubric.rubricId, note: 'a' })
		);
		const form = { ...reportForm, title: { en: 'Report', 'zh-CN': '' } };
		const wish = { draftId, version: 1, form, note: 'b' };
		expect(await saveRubricDraft(as(lin), wish)).toMatchObject({ refusal: 'not-allowed' });
		expect(await saveRubricDraft(as(omar), { ...wish, draftId: newId() })).toMatchObject({
			refusal: 'no-such-draft'
		});
		const huge = { ...form, title: { en: 'x'.repeat(1_000_000), 'zh-CN': '' } };
		for (const bad of [{ form: huge }, { note: '\u0000' }, { form: callBackForm }])
			expect(await saveRubricDraft(as(omar), { ...wish, ...bad })).toMatchObject({
				refusal: 'invalid'
			});
		expect(await saveRubricDraft(as(omar), wish)).toEqual({
			ok: true,
			value: { version: 2, savedAt: reviewedAt }
		});
		expect(await saveRubricDraft(as(ana), wish)).toEqual({
			ok: false,
			refusal: 'stale',
			facts: { version: 2, by: omar.id, at: reviewedAt.toISOString() }
		});
		const next = { ...wish, version: 2 };
		expect(await saveRubricDraft(as(ana), next)).toMatchObject({ value: { version: 2 } });
		expect((await draftRow(db.read, draftId))?.editors).toEqual([omar.id]);
		await saveRubricDraft(as(ana), { ...next, note: '' });
		expect(await draftRow(db.read, draftId)).toMatchObject({
			version: 3,
			editors: [omar.id, ana.id],
			note: ''
		});
		expect(await db.read.$count(auditEntries, eq(auditEntries.kind, 'rubric-draft.saved'))).toBe(2);
	});

	it('is thrown away by who may edit; the chain keeps that it was there', async () => {
		const { db, omar, lin, rubric, as } = await centre();
		const { rubricId } = rubric;
		const draftId = opened(await startDraftFrom(as(omar), { rubricId, note: 'a' }));
		expect(await discardRubricDraft(as(lin), { draftId })).toMatchObject({
			refusal: 'not-allowed'
		});
		expect(await discardRubricDraft(as(omar), { draftId })).toEqual({
			ok: true,
			value: { rubricId }
		});
		expect(await discardRubricDraft(as(omar), { draftId })).toMatchObject({
			refusal: 'no-such-draft'
		});
		const kind = eq(auditEntries.kind, 'rubric-draft.discarded');
		expect(await db.read.$count(auditEntries, kind)).toBe(1);
	});

	it('from a file counts who brings it as its writer, and keeps the kind of call', async () => {
		const { db, omar, auditor, as } = await centre();
		const wish = { key: 'report', form: reportForm, note: '' };
		expect(await importDraft(as(auditor), wish)).toMatchObject({ refusal: 'not-allowed' });
		expect(await importDraft(as(omar), { ...wish, key: 'call-back' })).toMatchObject({
			refusal: 'other-call-kind'
		});
		const draftId = opened(await importDraft(as(omar), wish));
		const draft = await draftRow(db.read, draftId);
		expect(draft?.editors).toEqual([omar.id]);
		expect(draft?.rubricId).not.toBeNull();
		expect(await importDraft(as(omar), wish)).toMatchObject({ refusal: 'draft-open' });
		const fresh = await importDraft(as(omar), { ...wish, key: 'fresh' });
		expect((await draftRow(db.read, opened(fresh)))?.rubricId).toBeNull();
	});
});
