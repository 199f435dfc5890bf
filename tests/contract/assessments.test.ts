import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessMonth } from '#lib/assessments/server/assess.ts';
import { agentMonthPage, monthTable, seesOnlySelf } from '#lib/assessments/server/month-pages.ts';
import { postLedger } from '#lib/assessments/server/post-ledger.ts';
import { ensureStandardPenaltyTable, penaltyTableFor } from '#lib/ledger/server/penalty-tables.ts';
import { penaltyTables } from '#lib/ledger/server/schema.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { systemActor, type Actor } from '#lib/people/role.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { evidence, reviews, selfChecks } from '#lib/reviews/server/schema.ts';
import { publishStandardRubrics } from '#lib/rubric/server/publish.ts';
import { publishedRubrics } from '#lib/rubric/server/queries.ts';
import { itemsOf } from '#lib/rubric/form.ts';
import { businessDay, monthOfDay } from '#lib/shared/calendar.ts';
import { seededRandom } from '#lib/shared/seeded-random.ts';
import {
	addRecording,
	exampleCentre,
	zone,
	type Person,
	type Place
} from '../fixtures/example-centre.ts';
import { testDatabase } from '../support/database.ts';

const now = new Date('2026-11-21T04:00:00Z');
const month = 202_611;
const inContext = (db: Db, actor: Actor = systemActor('command-line')) => ({
	db,
	actor,
	now,
	zone
});

async function aCentre() {
	const db = await testDatabase();
	const centre = await exampleCentre(db);
	await publishStandardRubrics(inContext(db));
	const rubric = (await publishedRubrics(db.read)).find(({ key }) => key === 'report')!;
	return { db, rubric, ...centre };
}
type Centre = Awaited<ReturnType<typeof aCentre>>;

interface Given {
	of: Person;
	place: Place;
	by: Person;
	callAt: Date;
	rawTenths: number | null;
	severe?: string[];
	kind?: 'spot-check' | 'weekly-audit' | 'ad-hoc';
	highlights?: number;
}

async function aReview({ db, rubric }: Centre, given: Given): Promise<string> {
	const recordingId = await addRecording(db, {
		agentId: given.of.id,
		place: given.place,
		startedAt: given.callAt
	});
	const id = newId();
	const severe = given.severe ?? [];
	await db.tx(async (tx) => {
		await tx.insert(reviews).values({
			id,
			kind: given.kind ?? 'spot-check',
			recordingId,
			assignmentId: null,
			rubricVersionId: rubric.versionId,
			agentId: given.of.id,
			teamId: given.place.teamId,
			reviewerId: given.by.id,
			rawTenths: given.rawTenths,
			outcome: given.rawTenths === null ? 'not-scorable' : 'passed',
			severe,
			comment: '',
			callStartedAt: given.callAt,
			businessMonth: monthOfDay(businessDay(given.callAt, zone)),
			startedAt: now,
			submittedAt: now,
			spentMs: 0,
			heard: [],
			heardMs: 0
		});
		const pin = (kind: 'finding' | 'highlight', itemKey: string | null) =>
			tx
				.insert(evidence)
				.values({ id: newId(), reviewId: id, kind, itemKey, fromMs: 1000, toMs: 2000, note: '' });
		for (let n = 0; n < (given.highlights ?? 0); n++) await pin('highlight', null);
		for (const code of severe)
			await pin('finding', itemsOf(rubric.form).find((item) => item.severe === code)?.key ?? null);
	});
	return id;
}

const november = (day: number, hour = 10) => new Date(Date.UTC(2026, 10, day, hour - 8));

describe('a month', () => {
	it('prices severe items in the order of the calls, not of the reviews', async () => {
		const centre = await aCentre();
		const { db, lin, north, omar, ana } = centre;
		const review = { of: lin, place: north, by: omar, rawTenths: 800 };
		await aReview(centre, { ...review, callAt: november(9), severe: ['station-wrong'] });
		await aReview(centre, {
			...review,
			callAt: november(3),
			severe: ['invalid-promise', 'address-wrong']
		});
		await aReview(centre, {
			...review,
			by: ana,
			kind: 'weekly-audit',
			callAt: november(20),
			rawTenths: 855,
			severe: ['invalid-promise', 'invalid-promise'],
			highlights: 2
		});
		await postLedger(inContext(db), month);
		const page = await agentMonthPage(inContext(db, omar.actor), month, lin.id);
		expect(page!.agent).toMatchObject({
			reviews: 3,
			meanScore: 81.8,
			severe: 4,
			severeByCode: { 'address-wrong': 1, 'invalid-promise': 2, 'station-wrong': 1 },
			amountFen: 9000,
			perItemFen: [1000, 1000, 1000, 6000],
			praise: 2
		});
		const severe = page!.lines.filter(({ kind }) => kind === 'severe-item');
		expect(severe.map(({ code, nth, amountFen }) => [code, nth, amountFen])).toEqual([
			['address-wrong', 1, 1000],
			['invalid-promise', 2, 1000],
			['station-wrong', 3, 1000],
			['invalid-promise', 4, 6000]
		]);
		expect(severe.map(({ atMs }) => atMs)).toEqual([1000, 1000, 1000, 1000]);
		expect(page!.lines.at(-1)!.runningFen).toBe(9000);
		expect(page!.totals).toMatchObject({ confirmedFen: 0, open: 4 });
		expect(page!.ifAllFen).toBe(9000);
		expect(page!.nextFen).toBe(6000);
		expect(page!.praise).toHaveLength(2);
		expect(page!.reviews).toHaveLength(3);
	});

	it('counts a review in the month of its call, in the centre’s zone', async () => {
		const centre = await aCentre();
		const { db, lin, north, omar } = centre;
		const last = new Date('2026-11-30T15:59:59.999Z');
		const first = new Date('2026-11-30T16:00:00Z');
		for (const callAt of [last, first])
			await aReview(centre, { of: lin, place: north, by: omar, rawTenths: 900, callAt });
		for (const counted of [202_611, 202_612]) {
			const { agents } = await assessMonth(db.read, { month: counted, zone });
			expect(agents.find(({ agentId }) => agentId === lin.id)).toMatchObject({
				reviews: 1,
				interval: null
			});
		}
	});

	it('leaves what could not be scored out of the mean, with its severe items in', async () => {
		const centre = await aCentre();
		const { db, lin, north, omar } = centre;
		const review = { of: lin, place: north, by: omar };
		await aReview(centre, { ...review, callAt: november(2), rawTenths: 700 });
		await aReview(centre, {
			...review,
			callAt: november(3),
			rawTenths: null,
			severe: ['address-wrong']
		});
		const { agents } = await assessMonth(db.read, { month, zone, agentIds: [lin.id] });
		expect(agents).toHaveLength(1);
		expect(agents[0]).toMatchObject({
			reviews: 2,
			scored: 1,
			meanScore: 70,
			interval: null,
			amountFen: 1000
		});
	});

	it('shows an agent without a review, with nothing rather than zero for a mean', async () => {
		const { db, wei } = await aCentre();
		const { agents, teams } = await assessMonth(db.read, { month, zone });
		expect(agents.find(({ agentId }) => agentId === wei.id)).toMatchObject({
			reviews: 0,
			meanScore: null,
			interval: null,
			amountFen: 0,
			team: 'North'
		});
		expect(teams.map(({ team, agents: n }) => [team, n])).toEqual([
			['North', 2],
			['South', 1]
		]);
		expect((await assessMonth(db.read, { month: 201_901, zone })).agents).toEqual([]);
	});
});

describe('whose month is seen', () => {
	it('is the own one for an agent, the team’s for a lead, the department’s for the head', async () => {
		const { db, lin, wei, hao, omar, sun, ana, auditor } = await aCentre();
		const seen = async ({ actor }: Person) =>
			(await monthTable(inContext(db, actor), month)).agents.map(({ agentId }) => agentId).sort();
		const everybody = [lin.id, wei.id, hao.id].sort();
		expect(await seen(omar)).toEqual([lin.id, wei.id].sort());
		expect(await seen(sun)).toEqual([hao.id]);
		expect(await seen(ana)).toEqual(everybody);
		expect(await seen(auditor)).toEqual(everybody);
		expect(await seen(lin)).toEqual([lin.id]);
		expect([lin, omar, ana, auditor].map(({ actor }) => seesOnlySelf({ actor }))).toEqual([
			true,
			false,
			false,
			false
		]);
	});

	it('is hidden like an unknown one from everybody else', async () => {
		const { db, lin, wei, sun, auditor } = await aCentre();
		const page = (person: Person, agentId: string) =>
			agentMonthPage(inContext(db, person.actor), month, agentId);
		expect(await page(wei, lin.id)).toBeUndefined();
		expect(await page(sun, lin.id)).toBeUndefined();
		expect(await page(auditor, newId())).toBeUndefined();
		expect(await page(auditor, 'not-an-id')).toBeUndefined();
		const technician: Actor = {
			id: newId(),
			name: 'T1',
			grants: [{ role: 'technician', teamId: null, departmentId: null }]
		};
		expect(await agentMonthPage(inContext(db, technician), month, lin.id)).toBeUndefined();
		expect((await page(lin, lin.id))!.agent.agentId).toBe(lin.id);
	});
});

describe('the penalty table', () => {
	it('is made once with its entry in the chain, however many ask', async () => {
		const db = await testDatabase();
		await Promise.all(Array.from({ length: 5 }, () => ensureStandardPenaltyTable(inContext(db))));
		expect(await db.read.$count(penaltyTables)).toBe(1);
		expect(await db.read.$count(auditEntries)).toBe(1);
	});

	it('prices a month by the newest version that has begun', async () => {
		const db = await testDatabase();
		expect(await penaltyTableFor(db.read, month)).toMatchObject({ version: 1 });
		await ensureStandardPenaltyTable(inContext(db));
		const steps = [{ from: 1, amountFen: 500 }];
		await db.tx((tx) =>
			tx.insert(penaltyTables).values({
				id: newId(),
				version: 2,
				effectiveFrom: 202_612,
				steps,
				createdAt: now,
				createdBy: null
			})
		);
		expect((await penaltyTableFor(db.read, 202_611)).version).toBe(1);
		expect(await penaltyTableFor(db.read, 202_612)).toEqual({ version: 2, steps });
		expect((await penaltyTableFor(db.read, 202_701)).version).toBe(2);
	});
});

describe('random months', () => {
	it('equal a second, naive count of the same rows', async () => {
		const centre = await aCentre();
		const { db } = centre;
		const random = seededRandom(20_261_121);
		const agents = [
			[centre.lin, centre.north, centre.omar],
			[centre.wei, centre.north, centre.omar],
			[centre.hao, centre.south, centre.sun]
		] as const;
		const written: (Given & { id: string })[] = [];
		for (let n = 0; n < 60; n++) {
			const [of, place, by] = random.pick(agents);
			const codes = ['address-wrong', 'station-wrong', 'invalid-promise'];
			const given: Given = {
				of,
				place,
				by,
				callAt: november(1 + random.below(40), random.below(24)),
				rawTenths: random.chance(0.1) ? null : random.below(1001),
				severe: codes.filter(() => random.chance(0.25)),
				highlights: random.below(3)
			};
			written.push({ ...given, id: await aReview(centre, given) });
		}
		for (const counted of [202_611, 202_612]) {
			const { agents: rows } = await assessMonth(db.read, { month: counted, zone });
			for (const [person] of agents) {
				const own = written
					.filter(({ of }) => of.id === person.id)
					.filter(({ callAt }) => monthOfDay(businessDay(callAt, zone)) === counted);
				const row = rows.find(({ agentId }) => agentId === person.id)!;
				const severe = own.reduce((sum, review) => sum + review.severe!.length, 0);
				const scores = own.map(({ rawTenths }) => rawTenths).filter((score) => score !== null);
				const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
				expect(row.reviews).toBe(own.length);
				expect(row.severe).toBe(severe);
				expect(row.amountFen).toBe(1000 * severe + 5000 * Math.max(0, severe - 3));
				expect(row.praise).toBe(own.reduce((sum, review) => sum + review.highlights!, 0));
				if (scores.length > 0)
					expect(Math.abs(row.meanScore! * 10 - mean)).toBeLessThanOrEqual(0.5);
				else expect(row.meanScore).toBeNull();
			}
		}
	});

	it('are the same for one agent as in the whole table', async () => {
		const centre = await aCentre();
		const { db, lin, north, omar } = centre;
		for (const tenths of fc.sample(fc.integer({ min: 0, max: 1000 }), 5))
			await aReview(centre, {
				of: lin,
				place: north,
				by: omar,
				rawTenths: tenths,
				callAt: november(5)
			});
		const recordingId = await addRecording(db, { agentId: lin.id, startedAt: november(6) });
		await db.tx((tx) =>
			tx.insert(selfChecks).values({
				id: newId(),
				recordingId,
				agentId: lin.id,
				result: 'clean',
				atMs: null,
				note: '',
				businessMonth: month,
				at: now,
				heardMs: 0
			})
		);
		const whole = await assessMonth(db.read, { month, zone });
		const alone = await assessMonth(db.read, { month, zone, agentIds: [lin.id] });
		expect(alone.agents).toEqual(whole.agents.filter(({ agentId }) => agentId === lin.id));
		expect(alone.agents[0]).toMatchObject({ reviews: 5, selfChecks: 1 });
	});
});
