import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { newId } from '#lib/platform/server/ids.ts';
import { agreementPage, agreementRows } from '#lib/reviews/server/agreement-page.ts';
import { parseAgreementFilter } from '#lib/reviews/agreement-filter.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import { submitReview } from '#lib/reviews/server/submit.ts';
import { itemsOf } from '#lib/rubric/form.ts';
import { rubricVersions } from '#lib/rubric/server/schema.ts';
import { canonicalJson } from '#lib/shared/canonical-json.ts';
import { load } from '../../src/routes/agreement/+page.server.ts';
import { load as rowsLoad } from '../../src/routes/agreement/calls/+page.server.ts';
import {
	calibrationCentre,
	contextOf,
	deadline,
	openedBy,
	scores
} from '../fixtures/calibrations.ts';
import { aReviewContent } from '../fixtures/reviews.ts';
import { testDatabase } from '../support/database.ts';

const filter = { from: 20260301, to: 20260331 };

it('compares reviews and open calibrations of the same call, one judgement a person, as first submitted', async () => {
	const db = await testDatabase();
	const centre = await calibrationCentre(db);
	const { omar, sun, ana, recordingId, second } = centre;
	const at = (who: typeof omar, now?: Date) => contextOf(db, who.actor, now);
	const finding = { answer: 'no', comment: 'None', withoutEvidence: 'There is nothing to hear' };
	const content = aReviewContent(
		{ greeting: finding },
		{ underHeardReason: 'Known from the hand-over' }
	);
	await submitReview(at(omar), { recordingId, content });
	// A correction that agrees with everybody counts for nothing here.
	const [first] = await db.read.select().from(reviews);
	await db.tx((tx) =>
		tx.insert(reviews).values({
			...{ ...first!, id: newId(), assignmentId: null, revision: 2, revises: first!.id },
			...{ revisedBy: ana.id, revisionReason: 'Heard again', revisionCause: 'correction' }
		})
	);
	expect((await agreementPage(at(ana), filter)).pairs).toEqual([]);

	const id = await openedBy(db, centre);
	for (const { actor } of [omar, sun])
		for (const call of [recordingId, second])
			await scores(contextOf(db, actor), { calibrationId: id, recordingId: call });
	// While anybody could still score, nobody sees answers here: not by the other page either.
	expect((await agreementPage(at(ana), filter)).pairs).toEqual([]);

	const page = await agreementPage(at(ana, deadline), filter);
	expect(page.rubricId).toBe(centre.rubric.rubricId);
	expect(page.scores).toMatchObject({ n: 2, reviewers: 2, tooFew: true });
	expect(page.pairs).toMatchObject([{ n: 2, tooFew: true }]);
	const greeting = page.items.find(({ key }) => key === 'greeting');
	expect(greeting).toMatchObject({ n: 2, percent: 50, tooFew: true });
	const [severest, mildest] = page.severity;
	expect([severest!.reviewer, mildest!.reviewer]).toEqual([omar.id, sun.id]);
	expect(severest!.difference).toBeCloseTo(-mildest!.difference!, 12);

	const { rows } = await agreementRows(at(ana, deadline), filter, { item: 'greeting' });
	const kinds = rows.map(({ source, answer }) => `${source.kind} ${String(answer)}`).sort();
	expect(kinds).toEqual(['calibration yes', 'calibration yes', 'calibration yes', 'review no']);
	const pair = { reviewers: [omar.id, sun.id] };
	expect((await agreementRows(at(ana, deadline), filter, pair)).rows).toHaveLength(4);
	const none = { reviewers: [ana.id] };
	expect((await agreementRows(at(ana, deadline), filter, none)).rows).toEqual([]);

	const empty = async (narrowed: object) =>
		(await agreementPage(at(ana, deadline), { ...filter, ...narrowed })).pairs.length === 0;
	expect(await empty({ from: 20260302 })).toBe(true);
	expect(await empty({ teamId: centre.south.teamId })).toBe(true);
	expect(await empty({ teamId: centre.north.teamId })).toBe(false);
	// A head who handled one of the calls sees nothing of it.
	const handled = { ...ana.actor, id: centre.lin.id };
	expect((await agreementPage(contextOf(db, handled, deadline), filter)).scores.n).toBe(1);
});

it('does not compare what was given to a criterion before it was hidden', async () => {
	const db = await testDatabase();
	const centre = await calibrationCentre(db);
	const { omar, sun, ana, recordingId, rubric } = centre;
	const form = structuredClone(rubric.form);
	const [asked, hidden] = itemsOf(form);
	hidden!.shownIf = { item: asked!.key, is: ['no'] };
	const [version] = await db.read
		.select()
		.from(rubricVersions)
		.where(eq(rubricVersions.id, rubric.versionId));
	const changed = { ...version!, id: newId(), version: 2, form: canonicalJson(form) };
	await db.tx((tx) => tx.insert(rubricVersions).values(changed));
	const session = { recordingIds: [recordingId], rubricVersionId: changed.id };
	const calibrationId = await openedBy(db, centre, session);
	for (const { actor } of [omar, sun])
		await scores(contextOf(db, actor), { calibrationId, recordingId });
	const { items } = await agreementPage(contextOf(db, ana.actor, deadline), filter);
	const compared = items.map(({ key }) => key);
	expect(compared).toContain(asked!.key);
	expect(compared).not.toContain(hidden!.key);
});

it('is for heads, within their departments, and auditors', async () => {
	const db = await testDatabase();
	const centre = await calibrationCentre(db);
	const { omar, sun, ana, auditor, lin } = centre;
	const id = await openedBy(db, centre);
	for (const { actor } of [omar, sun])
		for (const recordingId of centre.recordingIds)
			await scores(contextOf(db, actor), { calibrationId: id, recordingId });
	const url = new URL('http://localhost/agreement?from=2026-03-01&to=2026-03-31&rubric=%00&team=x');
	const asked = (actor: typeof ana.actor) =>
		load({ locals: contextOf(db, actor, deadline), url } as never) as Promise<{
			figures: { pairs: unknown[] };
		}>;
	for (const who of [omar, lin])
		for (const page of [load, rowsLoad])
			await expect(
				(async () => page({ locals: contextOf(db, who.actor, deadline), url } as never))()
			).rejects.toMatchObject({ status: 403 });
	expect((await asked(ana.actor)).figures.pairs).toHaveLength(1);
	expect((await asked(auditor.actor)).figures.pairs).toHaveLength(1);
	const grants = [{ ...ana.actor.grants[0]!, departmentId: newId() }];
	expect((await asked({ ...ana.actor, id: newId(), grants })).figures.pairs).toEqual([]);
});

it('reads its days from the address, the last ninety unless told', () => {
	const read = (search: string) => parseAgreementFilter(new URLSearchParams(search), 20260331);
	expect(read('')).toEqual({ from: 20260101, to: 20260331 });
	expect(read('from=2026-03-09&to=2026-03-01')).toEqual({ from: 20260301, to: 20260309 });
	expect(read('from=9&to=2026-02-30&rubric=1&team=2')).toEqual({ from: 20260101, to: 20260331 });
});
