import { describe, expect, it } from 'vitest';
import { assessMonth } from '#lib/assessments/server/assess.ts';
import { ratingsPage } from '#lib/assessments/server/ratings-page.ts';
import { giveRating } from '#lib/assessments/server/ratings.ts';
import { ratings } from '#lib/assessments/server/schema.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { closeMonth } from '../fixtures/ledger.ts';
import { addPerson, exampleCentre, zone, type Person } from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const now = new Date('2026-11-21T04:00:00Z');
const month = 202_611;
const words = '工作认真，配合默契，值得肯定';

async function aCentre() {
	const db = await testDatabase();
	const centre = await exampleCentre(db);
	const rate = (
		by: Person,
		of: Person,
		given: Partial<Parameters<typeof giveRating>[1]> = {},
		at = now
	) =>
		giveRating(
			{ db, actor: by.actor, now: at, zone },
			{ ...{ month, kind: 'peer', attitude: 90, teamwork: 80, words }, agentId: of.id, ...given }
		);
	const page = (person: Person) => ratingsPage({ db, actor: person.actor, now, zone }, month);
	const counted = async (person: Person) => {
		const { agents } = await assessMonth(db.read, { month, zone, agentIds: [person.id] });
		const { components } = agents[0]!.score;
		return Object.fromEntries(components.map(({ key, n, tenths }) => [key, [n, tenths]]));
	};
	return { db, rate, page, counted, ...centre };
}

describe('a lead’s rating', () => {
	it('counts, the newest of it, with the sentence kept', async () => {
		const { db, rate, page, counted, omar, lin } = await aCentre();
		expect((await page(omar)).lead.map(({ given }) => given)).toEqual([null, null]);
		await rate(omar, lin, { kind: 'lead', attitude: 10 });
		const later = new Date(now.getTime() + 1000);
		expect(await rate(omar, lin, { kind: 'lead' }, later)).toEqual({ ok: true, value: undefined });
		expect((await counted(lin)).lead).toEqual([1, 850]);
		const shown = (await page(omar)).lead.find(({ agentId }) => agentId === lin.id)!;
		expect(shown.given).toMatchObject({ points: { attitude: 90, teamwork: 80 }, words });
		expect(await db.read.$count(ratings)).toBe(2);
		const kinds = (await db.read.select().from(auditEntries)).map(({ kind }) => kind);
		expect(kinds).toEqual(['rating.given', 'rating.given']);
	});

	it('is refused to everybody else, without words, and in a closed month or one to come', async () => {
		const { db, rate, omar, sun, lin, wei, ana, auditor, departmentId } = await aCentre();
		const lead = { kind: 'lead' } as const;
		expect(await rate(sun, lin, lead)).toMatchObject({ refusal: 'not-found' });
		expect(await rate(wei, lin, lead)).toMatchObject({ refusal: 'not-found' });
		for (const person of [ana, auditor])
			expect(await rate(person, lin, lead)).toMatchObject({ refusal: 'not-allowed' });
		expect(await rate(omar, lin, { ...lead, agentId: newId() })).toMatchObject({
			refusal: 'not-found'
		});
		expect(await rate(omar, lin, { ...lead, words: '很好很好很好' })).toMatchObject({
			refusal: 'words-too-short'
		});
		expect(await rate(omar, lin, { ...lead, month: 202_612 })).toMatchObject({
			refusal: 'month-to-come'
		});
		await closeMonth(db, { month, by: ana, departmentId, agents: [lin] });
		expect(await rate(omar, lin, lead)).toMatchObject({ refusal: 'month-closed' });
		expect(await db.read.$count(ratings)).toBe(0);
	});
});

describe('colleagues', () => {
	it('rate one another, never themselves or another team', async () => {
		const { db, rate, page, omar, lin, wei, hao, ana } = await aCentre();
		expect(await rate(lin, lin)).toMatchObject({ refusal: 'own' });
		expect(await rate(lin, hao)).toMatchObject({ refusal: 'not-found' });
		expect(await rate(omar, lin)).toMatchObject({ refusal: 'not-allowed' });
		expect(await rate(ana, lin)).toMatchObject({ refusal: 'not-allowed' });
		expect((await page(lin)).peers.map(({ agentId }) => agentId)).toEqual([wei.id]);
		expect(await rate(lin, wei)).toMatchObject({ ok: true });
		expect((await page(lin)).overview).toEqual([]);
		expect(await db.read.$count(ratings)).toBe(1);
	});

	it('stay unnamed: fewer than three give no figure, three a mean and sentences', async () => {
		const { db, rate, page, counted, lin, ana, north, wei } = await aCentre();
		const others = [wei];
		for (const staffNo of ['A7', 'A8'])
			others.push(await addPerson(db, { staffNo, role: 'agent', place: north }));
		const summary = async () => {
			const { overview } = await page(ana);
			return overview.find(({ agentId }) => agentId === lin.id)!.peers;
		};
		for (const [n, person] of others.entries()) {
			expect(await summary()).toEqual({ n, tenths: null, interval: null, words: [] });
			expect((await counted(lin)).peers).toEqual([n, null]);
			await rate(person, lin, { attitude: 70 + 10 * n, teamwork: 75 + 10 * n });
		}
		expect(await summary()).toMatchObject({ n: 3, tenths: 825, words: [words, words, words] });
		expect((await counted(lin)).peers).toEqual([3, 825]);
		expect(JSON.stringify(await page(lin))).not.toMatch(/\b825\b/);
	});
});
