/** Changing a plan: from when it holds, what is refused, what is recorded. */
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEntries } from '#lib/audit/server/schema.ts';
import { disablements } from '#lib/people/server/schema.ts';
import { isAppendOnlyViolation } from '#lib/platform/server/db/errors.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { PlanRule } from '#lib/sampling/plan.ts';
import { changePlan } from '#lib/sampling/server/plan-changes.ts';
import { planHistory } from '#lib/sampling/server/plan-history.ts';
import { planByKey, planInForce, planVersionById } from '#lib/sampling/server/plans.ts';
import { planVersions } from '#lib/sampling/server/schema.ts';
import { DAILY_SPOT_CHECK, standardPlans, WEEKLY_AUDIT } from '#lib/sampling/standard-plans.ts';
import { aCentre, edit, in_, now, spotCheck, three, today } from '../fixtures/plan-changes.ts';

describe('changing a plan', () => {
	it('holds from the next period, not the running one, with who, what and why', async () => {
		const { db, ana } = await aCentre();
		expect(await changePlan(in_(db, ana.actor), edit(three))).toEqual({
			ok: true,
			value: { key: DAILY_SPOT_CHECK, version: 2, effectiveFrom: 20_261_122, warnings: [] }
		});
		const ruling = async (day: number) =>
			(await planInForce(db.read, DAILY_SPOT_CHECK, day))?.version;
		expect([await ruling(20_261_121), await ruling(20_261_122)]).toEqual([1, 2]);
		const plan = (await planByKey(db.read, DAILY_SPOT_CHECK, today))!;
		expect(plan).toMatchObject({ inForce: { version: 1 }, pending: { version: 2, rule: three } });
		const [newest] = await planHistory(db.read, plan.planId);
		expect(newest).toMatchObject({
			version: 2,
			createdBy: ana.id,
			author: 'Person H1',
			reason: 'more calls',
			effectiveFrom: 20_261_122
		});
		const entries = await db.read
			.select({ body: auditEntries.body, actor: auditEntries.actor })
			.from(auditEntries)
			.where(eq(auditEntries.subject, `plan:${plan.planId}`))
			.orderBy(auditEntries.seq);
		expect(entries).toHaveLength(2);
		expect(entries[1]!.actor).toBe(ana.id);
		expect(JSON.parse(entries[1]!.body)).toMatchObject({
			kind: 'plan.versioned',
			reasonSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
			facts: { key: DAILY_SPOT_CHECK, version: 2, effectiveFrom: 20_261_122, rule: three }
		});
	});

	it('supersedes a change that has not begun; a draw keeps the version that it pinned', async () => {
		const { db, ana } = await aCentre();
		const pinned = (await planInForce(db.read, DAILY_SPOT_CHECK, today))!;
		await changePlan(in_(db, ana.actor), edit(three));
		const four = { ...three, count: { how: 'fixed', n: 4 } } satisfies PlanRule;
		expect(await changePlan(in_(db, ana.actor), edit(four, 2))).toMatchObject({
			value: { version: 3, effectiveFrom: 20_261_122 }
		});
		expect(await planInForce(db.read, DAILY_SPOT_CHECK, 20_261_122)).toMatchObject({
			version: 3,
			rule: four
		});
		expect(await planVersionById(db.read, pinned.planVersionId)).toEqual(pinned);
		expect(await planVersionById(db.read, 'x')).toBeUndefined();
		expect(await planVersionById(db.read, newId())).toBeUndefined();
	});

	it.each([
		['a week', WEEKLY_AUDIT, '2026-11-20T22:00:00Z', 20_261_123],
		['a week, on its first day', WEEKLY_AUDIT, '2026-11-22T16:00:00Z', 20_261_130],
		['a day before midnight', DAILY_SPOT_CHECK, '2026-12-31T15:59:59Z', 20_270_101],
		['a day at midnight', DAILY_SPOT_CHECK, '2028-02-27T16:00:00Z', 20_280_229]
	])('begins with the next period of %s', async (_, key, at, first) => {
		const { db, ana } = await aCentre();
		const rule = { ...standardPlans[key]!, paused: true };
		const context = in_(db, ana.actor, new Date(at));
		expect(await changePlan(context, edit(rule, 1, key))).toMatchObject({
			value: { effectiveFrom: first }
		});
	});

	it('of several at once takes one; the others are stale', async () => {
		const { db, ana } = await aCentre();
		const outcomes = await Promise.all(
			[2, 3, 4, 5].map((n) =>
				changePlan(in_(db, ana.actor), edit({ ...spotCheck, count: { how: 'fixed', n } }))
			)
		);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
		for (const outcome of outcomes)
			if (!outcome.ok) expect(outcome).toMatchObject({ refusal: 'stale', facts: { version: 2 } });
		expect(await db.read.$count(planVersions)).toBe(4);
	});

	it.each<[string, string, Partial<ReturnType<typeof edit>>]>([
		['an unknown plan', 'no-such-plan', { key: 'nightly' }],
		['a key that is none', 'no-such-plan', { key: '\0 x' }],
		['an old version', 'stale', { version: 0 }],
		['no change', 'nothing-changed', { rule: spotCheck }],
		[
			'other periods',
			'recurrence-is-fixed',
			{ rule: { ...three, recurrence: { every: 'month', day: 1 } } }
		],
		['no reason', 'invalid', { reason: ' ' }],
		['a NUL', 'invalid', { reason: 'a\0b' }],
		['a name with a NUL', 'invalid', { rule: { ...three, name: { en: 'a\0b', 'zh-CN': '日' } } }],
		['a rule out of bounds', 'invalid', { rule: { ...three, count: { how: 'fixed', n: 1e9 } } }]
	])('refuses %s and leaves no trace', async (_, refusal, changes) => {
		const { db, ana } = await aCentre();
		const before = await db.read.$count(auditEntries);
		const outcome = await changePlan(in_(db, ana.actor), { ...edit(three), ...changes });
		expect(outcome).toMatchObject({ ok: false, refusal });
		expect(await db.read.$count(planVersions)).toBe(3);
		expect(await db.read.$count(auditEntries)).toBe(before);
	});

	it('refuses what can never work, naming the reason and the people', async () => {
		const { db, ana, sun, south } = await aCentre();
		await db.tx((tx) =>
			tx.insert(disablements).values({ userId: sun.id, at: now, by: 'test', reason: 'left' })
		);
		const rule: PlanRule = {
			...three,
			callsOf: { ...three.callsOf, teamIds: [south.teamId] },
			strata: [{ pool: 'any', percent: 90 }],
			rubricKey: 'sales'
		};
		expect(await changePlan(in_(db, ana.actor), edit(rule))).toEqual({
			ok: false,
			refusal: 'cannot-work',
			faults: [
				{ field: 'strata', fault: 'shares-not-100', names: [], figure: 90 },
				{ field: 'rubricKey', fault: 'unknown-rubric', names: ['sales'] },
				{ field: 'reviewer.by', fault: 'team-without-lead', names: ['South'] }
			]
		});
		expect(await changePlan(in_(db, ana.actor), edit(three))).toMatchObject({
			value: { warnings: [{ fault: 'team-without-lead', names: ['South'] }] }
		});
		expect(await db.read.$count(planVersions)).toBe(4);
	});

	it('cannot rewrite a version', async () => {
		const { db } = await aCentre();
		await expect(db.tx((tx) => tx.update(planVersions).set({ version: 9 }))).rejects.toSatisfy(
			isAppendOnlyViolation
		);
	});
});
