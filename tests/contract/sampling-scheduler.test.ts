/** Which periods the scheduler draws, and when: gaps, clocks, calendars. */
import { asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { runDraw } from '#lib/duty/server/draws.ts';
import { runDueDraws } from '#lib/duty/server/due-draws.ts';
import { assignmentsOf, verifyDraw } from '#lib/duty/server/stored-draws.ts';
import { systemActor } from '#lib/people/role.ts';
import type { Db } from '#lib/platform/server/db/client.ts';
import type { PlanRule } from '#lib/sampling/plan.ts';
import { draws, plans } from '#lib/sampling/server/schema.ts';
import { standardPlans } from '#lib/sampling/standard-plans.ts';
import { addRecording, exampleCentre } from '../fixtures/example-centre.ts';
import { allDraws, aPlan, aRule, aVersion } from '../fixtures/plans.ts';
import { testDatabase } from '../support/database.ts';

const scheduler = systemActor('scheduler');
const shanghai = 'Asia/Shanghai';
const inContext = (db: Db, text: string, zone = shanghai) => ({
	db,
	actor: scheduler,
	now: new Date(text),
	zone
});
/** Six in the morning of a day in November 2026, in Shanghai. */
const six = (day: number) => `2026-11-${String(day - 1).padStart(2, '0')}T22:00:00Z`;

/** A centre whose only plan of interest is `watched`; the ready ones are paused. */
async function aCentre(rule: PlanRule = aRule(), created = '2026-11-10T00:00:00Z') {
	const db = await testDatabase();
	const createdAt = new Date(created);
	for (const [key, ready] of Object.entries(standardPlans))
		await aPlan(db, { key, rule: { ...ready, paused: true }, createdAt });
	const planId = await aPlan(db, { key: 'watched', rule, createdAt });
	return { db, planId, ...(await exampleCentre(db)) };
}

async function drawn(db: Db) {
	const rows = await allDraws(db);
	return rows.map(({ period, late }) => `${period}${late ? ' late' : ''}`);
}

interface Made {
	facts: { period: string };
}

describe('the periods that are drawn', () => {
	it('are the one that had ended when the plan was made, then each at its time', async () => {
		const { db } = await aCentre();
		await runDueDraws(inContext(db, '2026-11-10T00:00:00Z'));
		expect(await drawn(db)).toEqual(['20261109 late']);
		await runDueDraws(inContext(db, '2026-11-10T21:59:59.999Z'));
		expect(await drawn(db)).toHaveLength(1);
		await runDueDraws(inContext(db, six(11)));
		await runDueDraws(inContext(db, six(11)));
		expect(await drawn(db)).toEqual(['20261109 late', '20261110']);
	});

	it('are each missed one once after days down, oldest first, marked late', async () => {
		const { db } = await aCentre();
		await runDueDraws(inContext(db, six(10)));
		const outcomes = await Promise.all([
			runDueDraws(inContext(db, '2026-11-14T03:00:00Z')),
			runDueDraws(inContext(db, '2026-11-14T03:00:00Z'))
		]);
		expect(outcomes.flatMap((outcome) => outcome.drawn)).toHaveLength(4);
		expect(await drawn(db)).toEqual([
			'20261109',
			'20261110 late',
			'20261111 late',
			'20261112 late',
			'20261113 late'
		]);
		const made = await db.read
			.select({ body: auditEntries.body })
			.from(auditEntries)
			.where(eq(auditEntries.kind, 'draw.made'))
			.orderBy(asc(auditEntries.seq));
		const order = made.map(({ body }) => (JSON.parse(body) as Made).facts.period);
		expect(order).toEqual([9, 10, 11, 12, 13].map((day) => `2026-11-${day < 10 ? '0' : ''}${day}`));
	});

	it('include those that are missing before one that was drawn by hand', async () => {
		const { db, ana } = await aCentre();
		await runDueDraws(inContext(db, six(10)));
		const byHand = { ...inContext(db, '2026-11-14T00:30:00Z'), actor: ana.actor };
		expect(await runDraw(byHand, { planKey: 'watched', period: 20_261_113 })).toMatchObject({
			ok: true
		});
		await runDueDraws(inContext(db, '2026-11-14T00:31:00Z'));
		expect((await drawn(db)).map((text) => Number(text.slice(0, 8)))).toEqual([
			20_261_109, 20_261_110, 20_261_111, 20_261_112, 20_261_113
		]);
	});

	it('are none twice when the clock steps back, and go on when it is right again', async () => {
		const { db } = await aCentre();
		for (const text of [six(11), six(10), '2026-11-01T00:00:00Z', six(11), six(12)])
			await runDueDraws(inContext(db, text));
		expect(await drawn(db)).toEqual(['20261109 late', '20261110', '20261111']);
	});

	it('leave out a paused plan, by the version of each period', async () => {
		const { db, planId } = await aCentre();
		const next = { planId, key: 'watched' };
		const paused = aRule({ paused: true });
		await aVersion(db, { ...next, version: 2, rule: paused, effectiveFrom: 20_261_111 });
		await aVersion(db, { ...next, version: 3, rule: aRule(), effectiveFrom: 20_261_113 });
		await runDueDraws(inContext(db, '2026-11-15T00:00:00Z'));
		expect((await drawn(db)).map((text) => text.slice(0, 8))).toEqual([
			'20261109',
			'20261110',
			'20261113',
			'20261114'
		]);
		const outcome = await runDraw(inContext(db, '2026-11-15T00:00:00Z'), {
			planKey: 'watched',
			period: 20_261_112
		});
		expect(outcome).toEqual({ ok: false, refusal: 'plan-paused' });
	});

	it('begin with the first period of a plan’s first version', async () => {
		const { db } = await aCentre();
		const createdAt = new Date('2026-11-10T00:00:00Z');
		await aPlan(db, { key: 'later', rule: aRule(), createdAt, effectiveFrom: 20_261_112 });
		await runDueDraws(inContext(db, '2026-11-15T00:00:00Z'));
		const rows = await db.read
			.select({ period: draws.period })
			.from(draws)
			.innerJoin(plans, eq(plans.id, draws.planId))
			.where(eq(plans.key, 'later'))
			.orderBy(asc(draws.period));
		expect(rows.map(({ period }) => period)).toEqual([20_261_112, 20_261_113, 20_261_114]);
	});
});

const weekly = aRule({
	recurrence: { every: 'week', weekday: 1 },
	reviewer: { by: 'department-head' },
	unit: 'team'
});
const monthly = aRule({ recurrence: { every: 'month', day: 1 } });

describe('periods at the edges of the calendar', () => {
	it.each<[string, PlanRule, string, string, number, string, string]>([
		[
			'29 February',
			aRule(),
			shanghai,
			'2028-03-01T06:00+08:00',
			20_280_229,
			'2028-02-29T00:00+08:00',
			'2028-03-01T00:00+08:00'
		],
		[
			'1 March of a common year',
			aRule(),
			shanghai,
			'2027-03-02T06:00+08:00',
			20_270_301,
			'2027-03-01T00:00+08:00',
			'2027-03-02T00:00+08:00'
		],
		[
			'New Year',
			aRule(),
			'America/St_Johns',
			'2027-01-02T06:00-03:30',
			20_270_101,
			'2027-01-01T00:00-03:30',
			'2027-01-02T00:00-03:30'
		],
		[
			'the 23 hours of a day',
			aRule(),
			'Europe/Berlin',
			'2026-03-30T06:00+02:00',
			20_260_329,
			'2026-03-29T00:00+01:00',
			'2026-03-30T00:00+02:00'
		],
		[
			'the 25 hours of a day',
			aRule(),
			'Europe/Berlin',
			'2026-10-26T06:00+01:00',
			20_261_025,
			'2026-10-25T00:00+02:00',
			'2026-10-26T00:00+01:00'
		],
		[
			'a day whose clocks change at midnight and one minute',
			aRule(),
			'America/St_Johns',
			'2026-11-02T06:00-03:30',
			20_261_101,
			'2026-11-01T00:00-02:30',
			'2026-11-02T00:00-03:30'
		],
		[
			'week 53',
			weekly,
			shanghai,
			'2027-01-04T06:00+08:00',
			20_261_228,
			'2026-12-28T00:00+08:00',
			'2027-01-04T00:00+08:00'
		],
		[
			'a week with a change of clocks',
			weekly,
			'Europe/Berlin',
			'2026-10-26T06:00+01:00',
			20_261_019,
			'2026-10-19T00:00+02:00',
			'2026-10-26T00:00+01:00'
		],
		[
			'February of a leap year',
			monthly,
			shanghai,
			'2028-03-01T06:00+08:00',
			20_280_201,
			'2028-02-01T00:00+08:00',
			'2028-03-01T00:00+08:00'
		],
		[
			'December',
			monthly,
			'America/St_Johns',
			'2027-01-01T06:00-03:30',
			20_261_201,
			'2026-12-01T00:00-03:30',
			'2027-01-01T00:00-03:30'
		]
	])('%s: from its first to its last millisecond, at its time', async (...given) => {
		const [, rule, zone, drawnAt, first, from, to] = given;
		const createdAt = new Date(Date.parse(from)).toISOString();
		const { db, lin, wei, north, south, hao } = await aCentre(rule, createdAt);
		const record = (agentId: string, startedAt: number, place = north) =>
			addRecording(db, { agentId, place, startedAt: new Date(startedAt), zone });
		const inside = [
			await record(lin.id, Date.parse(from)),
			rule.unit === 'team'
				? await record(hao.id, Date.parse(to) - 1, south)
				: await record(wei.id, Date.parse(to) - 1)
		];
		await record(lin.id, Date.parse(from) - 1);
		await record(wei.id, Date.parse(to));

		const early = new Date(Date.parse(drawnAt) - 1).toISOString();
		await runDueDraws(inContext(db, early, zone));
		expect((await drawn(db)).map((text) => Number(text.slice(0, 8)))).not.toContain(first);
		await runDueDraws(inContext(db, new Date(drawnAt).toISOString(), zone));
		await runDueDraws(inContext(db, new Date(Date.parse(drawnAt) + 60_000).toISOString(), zone));
		const [draw, ...others] = (await allDraws(db)).filter(({ period }) => period === first);
		expect(others).toEqual([]);
		expect(draw).toMatchObject({ late: false, scheduledAt: new Date(drawnAt) });
		const tasks = await assignmentsOf(db.read, draw!.id);
		expect(tasks.map(({ recordingId }) => recordingId).sort()).toEqual(inside.sort());
		expect(await verifyDraw(db.read, draw!.id)).toEqual({ match: true });
	});
});
