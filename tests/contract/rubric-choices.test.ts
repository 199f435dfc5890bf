import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { departments, teams } from '#lib/people/server/schema.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { saveDraft } from '#lib/reviews/server/drafts.ts';
import { reviewSubject } from '#lib/reviews/server/subject.ts';
import { choicePage } from '#lib/rubric/server/choice-page.ts';
import { allChoices, chooseRubric } from '#lib/rubric/server/choices.ts';
import { publishForm } from '#lib/rubric/server/publish.ts';
import { rubricFor } from '#lib/rubric/server/queries.ts';
import { rubricRetirements } from '#lib/rubric/server/schema.ts';
import { reportForm } from '#lib/rubric/standard/report.ts';
import { testDatabase } from '../support/database.ts';
import {
	aReviewContent,
	contextOf,
	reportCall,
	reviewCentre,
	reviewedAt
} from '../fixtures/reviews.ts';

/** Publishes a copy of the report form as a rubric, or as its next version, of its own. */
async function published(db: Db, key: string, title = key, effectiveFrom?: number) {
	const form = { ...reportForm, title: { en: title, 'zh-CN': title } };
	const terms = effectiveFrom && { effectiveFrom, editors: [], overrideReason: null };
	const { actor } = { actor: (await reviewerOf(db)).ana.actor };
	const outcome = await db.tx((tx) =>
		publishForm({ tx, actor, now: reviewedAt }, key, form, terms || undefined)
	);
	if (!outcome.ok) throw new Error(outcome.refusal);
	return outcome.value;
}
const centres = new WeakMap<Db, ReturnType<typeof reviewCentre>>();
function reviewerOf(db: Db) {
	if (!centres.has(db)) centres.set(db, reviewCentre(db));
	return centres.get(db)!;
}

it('scores by the rubric chosen closest to the call, from the next review on', async () => {
	const db = await testDatabase();
	const { ana, omar, lin, north, recordingId } = await reviewerOf(db);
	const context = contextOf(db, ana.actor);
	const [forQueue, forTeam, forBoth] = [
		await published(db, 'vip'),
		await published(db, 'north'),
		await published(db, 'north-vip')
	];
	const choose = (queue: string | null, teamId: string | null, rubricId: string | null) =>
		chooseRubric(context, { callKind: 'report', queue, teamId, rubricId });
	const keyFor = async (queue: string | null, teamId: string | null, businessDay = 20_260_301) =>
		(await rubricFor(db.read, { ...reportCall, queue, teamId, businessDay }))?.key;

	expect(await keyFor('VIP', north.teamId)).toBe('report');
	expect(await choose('VIP', null, forQueue.rubricId)).toMatchObject({ ok: true });
	expect(await choose(null, north.teamId, forTeam.rubricId)).toMatchObject({ ok: true });
	expect(await keyFor('VIP', north.teamId)).toBe('north');
	expect(await choose('VIP', north.teamId, forBoth.rubricId)).toMatchObject({ ok: true });
	expect([
		await keyFor('VIP', north.teamId),
		await keyFor('VIP', null),
		await keyFor('other queue', north.teamId),
		await keyFor(null, null)
	]).toEqual(['north-vip', 'vip', 'north', 'report']);

	// A draft began by the choice of its day keeps its version, whatever is chosen next.
	await db.tx((tx) =>
		tx.update(recordings).set({ queue: 'VIP' }).where(eq(recordings.id, recordingId))
	);
	const reviewing = contextOf(db, omar.actor);
	const began = await reviewSubject(db.read, reviewing, { recordingId });
	expect(began).toMatchObject({ ok: true, value: { rubric: { key: 'north-vip' } } });
	await saveDraft(reviewing, { recordingId, version: 0, content: aReviewContent() });
	expect(await choose('VIP', north.teamId, forTeam.rubricId)).toMatchObject({ ok: true });
	expect(await choose('VIP', north.teamId, forTeam.rubricId)).toEqual({
		ok: false,
		refusal: 'unchanged'
	});
	expect(await allChoices(db.read)).toHaveLength(3);

	// A retired rubric and a version that has not begun are passed over.
	await db.tx((tx) =>
		tx
			.insert(rubricRetirements)
			.values({ rubricId: forTeam.rubricId, at: reviewedAt, by: ana.id, reason: 'replaced' })
	);
	expect(await keyFor('VIP', north.teamId)).toBe('vip');
	const next = await published(db, 'vip', 'second', 20_260_401);
	const versionOn = async (businessDay: number) =>
		(await rubricFor(db.read, { ...reportCall, queue: 'VIP', businessDay }))?.version;
	expect([await versionOn(20_260_331), await versionOn(20_260_401), next.version]).toEqual([
		1, 2, 2
	]);
	await published(db, 'later', 'later', 20_990_101);
	expect(
		await choose(null, null, (await published(db, 'later', 'again', 20_990_102)).rubricId)
	).toMatchObject({ ok: true });
	expect(await keyFor(null, null)).toBe('report');

	// No choice of its own: back to the next closest; the chain keeps both.
	expect(await choose('VIP', null, null)).toMatchObject({ ok: true });
	expect(await keyFor('VIP', null)).toBe('report');
	expect(await db.read.$count(auditEntries, eq(auditEntries.kind, 'rubric.chosen'))).toBe(6);

	for (const actor of [omar.actor, lin.actor])
		expect(
			await chooseRubric(contextOf(db, actor), {
				callKind: 'report',
				queue: null,
				teamId: null,
				rubricId: forQueue.rubricId
			})
		).toEqual({ ok: false, refusal: 'not-allowed' });
});

it('refuses what cannot be chosen, and leaves no trace of it', async () => {
	const db = await testDatabase();
	const { ana } = await reviewerOf(db);
	const report = (await rubricFor(db.read, reportCall))!.rubricId;
	const elsewhere = newId();
	await db.tx(async (tx) => {
		const departmentId = newId();
		const createdAt = reviewedAt;
		await tx.insert(departments).values({ id: departmentId, name: 'Billing', createdAt });
		await tx.insert(teams).values({ id: elsewhere, departmentId, name: 'East', createdAt });
	});
	const place = { callKind: 'report', queue: null, teamId: null, rubricId: report } as const;
	const refusals = [
		{ ...place, rubricId: newId() },
		{ ...place, rubricId: 'nonsense' },
		{ ...place, callKind: 'call-back' as const },
		{ ...place, teamId: newId() },
		{ ...place, teamId: 'nonsense' },
		{ ...place, teamId: elsewhere },
		{ ...place, rubricId: null }
	].map(async (input) => {
		const outcome = await chooseRubric(contextOf(db, ana.actor), input);
		return outcome.ok || outcome.refusal;
	});
	expect(await Promise.all(refusals)).toEqual([
		'no-such-rubric',
		'no-such-rubric',
		'other-kind',
		'no-such-team',
		'no-such-team',
		'other-department',
		'unchanged'
	]);
	expect(await allChoices(db.read)).toEqual([]);
	expect(await db.read.$count(auditEntries, eq(auditEntries.kind, 'rubric.chosen'))).toBe(0);
	const others = { ...place, callKind: 'other' as const };
	expect(await chooseRubric(contextOf(db, ana.actor), others)).toMatchObject({ ok: true });
});

it('shows the choices, what scores a kind without one, and what would score a call', async () => {
	const db = await testDatabase();
	const { ana, omar, north, south } = await reviewerOf(db);
	const context = contextOf(db, ana.actor);
	const empty = await choicePage(context, undefined);
	expect(empty).toMatchObject({ manages: true, choices: [], asked: undefined });
	expect(empty.defaults.map(({ callKind, title }) => [callKind, title?.en])).toEqual([
		['report', 'Incoming report'],
		['call-back', 'Call-back'],
		['other', 'Incoming report']
	]);
	expect(empty.own.map(({ id }) => id).sort()).toEqual([north.teamId, south.teamId].sort());

	const { rubricId } = await published(db, 'vip');
	const place = { callKind: 'report', queue: 'VIP', teamId: null } as const;
	await chooseRubric(context, { ...place, rubricId });
	const page = await choicePage(contextOf(db, omar.actor), { ...place, teamId: north.teamId });
	expect(page).toMatchObject({
		manages: false,
		own: [],
		choices: [{ queue: 'VIP', title: { en: 'vip' }, retired: false, changedBy: 'Person H1' }],
		asked: { scoredBy: { rubricId, version: 1 } }
	});
	const nonsense = await choicePage(context, { ...place, teamId: 'no team', queue: 'no queue' });
	expect(nonsense.asked?.scoredBy?.title.en).toBe('Incoming report');
});
