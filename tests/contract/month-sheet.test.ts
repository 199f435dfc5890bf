import { expect, it } from 'vitest';
import { closePage, openItemsPage } from '#lib/assessments/server/close-page.ts';
import { sheetPage } from '#lib/assessments/server/sheet-page.ts';
import { signMonth } from '#lib/assessments/server/signatures.ts';
import { noteTalk } from '#lib/assessments/server/talks.ts';
import { notifications } from '#lib/notifications/server/schema.ts';
import type { Person } from '../fixtures/example-centre.ts';
import { contextOf, reviewCentre } from '../fixtures/reviews.ts';
import { failing, review } from '../fixtures/revisions.ts';
import { testDatabase } from '../support/database.ts';

const month = 202_603;
const april = new Date('2026-04-02T02:00:00Z');

async function aSheet() {
	const db = await testDatabase();
	const centre = await reviewCentre(db);
	const agentId = centre.lin.id;
	const as = ({ actor }: Person, now = april) => contextOf(db, actor, now);
	const sheet = (who: Person) => sheetPage(as(who), month, agentId);
	const talk = (who: Person, words = 'Agreed to read the number back digit by digit') =>
		noteTalk(as(who), { agentId, month, talkedAt: new Date('2026-04-01T02:00:00Z'), words });
	let minutes = 0;
	const sign = async (who: Person, outcome: 'signed' | 'objected', words = '') =>
		signMonth(as(who, new Date(april.getTime() + ++minutes * 60_000)), {
			...{ agentId, month, outcome, words },
			figures: (await sheet(centre.lin))!.sha256
		});
	return { db, ...centre, as, sheet, talk, sign };
}

it('a lead notes the talk, and the agent is told', async () => {
	const { db, omar, sun, ana, lin, wei, auditor, as, sheet, talk } = await aSheet();
	expect(await talk(sun)).toMatchObject({ refusal: 'not-found' });
	expect(await talk(wei)).toMatchObject({ refusal: 'not-found' });
	expect(await talk(lin)).toMatchObject({ refusal: 'not-allowed' });
	expect(await talk(auditor)).toMatchObject({ refusal: 'not-allowed' });
	expect(await talk(omar, 'ok')).toMatchObject({ refusal: 'words-missing' });
	const tomorrow = { agentId: lin.id, month, talkedAt: new Date('2026-04-03T02:00:00Z') };
	expect(
		await noteTalk(as(omar), { ...tomorrow, words: 'Agreed to read the number back' })
	).toMatchObject({ refusal: 'talk-not-yet' });
	expect(await talk(omar)).toMatchObject({ ok: true });
	expect(await talk(ana)).toMatchObject({ ok: true });
	expect((await sheet(lin))!.talks).toHaveLength(2);
	expect(await sheet(sun)).toBeUndefined();
	const told = (await db.read.select().from(notifications)).filter(
		({ kind, userId }) => kind === 'month-talked' && userId === lin.id
	);
	expect(told).toHaveLength(2);
});

it('the agent objects or signs, to the figures that were shown', async () => {
	const { db, omar, ana, lin, recordingId, as, sheet, sign } = await aSheet();
	expect(await sign(omar, 'signed')).toMatchObject({ refusal: 'not-allowed' });
	expect(await sign(lin, 'objected')).toMatchObject({ refusal: 'words-missing' });
	expect(await sign(lin, 'objected', 'One call was not mine to answer')).toMatchObject({
		ok: true
	});
	const objected = (await db.read.select().from(notifications)).filter(
		({ kind }) => kind === 'month-objected'
	);
	expect(objected.map(({ userId }) => userId)).toEqual([ana.id]);
	expect(await sign(lin, 'signed')).toMatchObject({ ok: true });
	expect(await sign(lin, 'signed')).toMatchObject({ refusal: 'already-signed' });

	const { sha256 } = (await sheet(lin))!;
	await review(db, { by: omar, recordingId, content: failing('no-invalid-promise') });
	expect((await sheet(lin))!.outdated).toBe(true);
	const stale = { agentId: lin.id, month, outcome: 'signed' as const, words: '', figures: sha256 };
	expect(await signMonth(as(lin), stale)).toMatchObject({ refusal: 'figures-changed' });
	expect(await sign(lin, 'signed')).toMatchObject({ ok: true });
});

it('who has no talk and no signature yet stands behind the number, with the sheet', async () => {
	const { ana, lin, recordingId, departmentId, db, omar, as, talk, sign } = await aSheet();
	await review(db, { by: omar, recordingId, content: failing('no-invalid-promise') });
	const lacking = async (kind: 'talks' | 'signatures') => {
		const of = { department: departmentId, kind };
		const page = await openItemsPage(as(ana), month, of);
		const { checks } = (await closePage(as(ana), month, departmentId))!;
		expect(checks[kind]).toBe(page!.items.length);
		return page!.items.map(({ personId, name, path }) => ({ personId, name, path }));
	};
	const sheet = { personId: lin.id, name: 'Person A1', path: `/assessments/2026-03/${lin.id}` };
	expect(await lacking('talks')).toContainEqual(sheet);
	expect(await lacking('signatures')).toContainEqual(sheet);
	await talk(omar);
	await sign(lin, 'signed');
	expect(await lacking('talks')).not.toContainEqual(sheet);
	expect(await lacking('signatures')).not.toContainEqual(sheet);
});
