/** The ready plans, and new ones. */
import { describe, expect, it } from 'vitest';
import { newId } from '#lib/platform/server/ids.ts';
import type { PlanRule } from '#lib/sampling/plan.ts';
import { createPlan } from '#lib/sampling/server/plan-changes.ts';
import { allPlans, ensureStandardPlans, planInForce } from '#lib/sampling/server/plans.ts';
import { planVersions, plans } from '#lib/sampling/server/schema.ts';
import {
	DAILY_SELF_CHECK,
	DAILY_SPOT_CHECK,
	standardPlans,
	WEEKLY_AUDIT
} from '#lib/sampling/standard-plans.ts';
import { addPerson } from '../fixtures/example-centre.ts';
import { aCentre, in_, now, spotCheck, today } from '../fixtures/plan-changes.ts';
import { testDatabase } from '../support/database.ts';

describe('the ready plans', () => {
	it('are three, made once, in force from the beginning', async () => {
		const { db } = await aCentre();
		await Promise.all([1, 2, 3].map(() => ensureStandardPlans(in_(db))));
		const all = await allPlans(db.read, today);
		expect(all.map(({ key }) => key)).toEqual([DAILY_SELF_CHECK, DAILY_SPOT_CHECK, WEEKLY_AUDIT]);
		for (const { key, inForce, pending } of all) {
			expect(inForce).toMatchObject({ version: 1, rule: standardPlans[key] });
			expect(pending).toBeUndefined();
			expect(await planInForce(db.read, key, 20_200_101)).toMatchObject({ version: 1 });
		}
		expect(await db.read.$count(planVersions)).toBe(3);
	});

	it('join the daily plan of an earlier edition, which keeps what it said', async () => {
		const db = await testDatabase();
		const planId = newId();
		const old = {
			reviewer: 'lead-of-team',
			perAgent: 2,
			minDurationMs: 5000,
			drawAt: { hour: 7, minute: 30 },
			dueDays: 2,
			dueAt: { hour: 17, minute: 0 }
		} as unknown as PlanRule;
		await db.tx(async (tx) => {
			await tx
				.insert(plans)
				.values({ id: planId, key: DAILY_SPOT_CHECK, departmentId: null, createdAt: now });
			await tx.insert(planVersions).values({
				id: newId(),
				planId,
				version: 1,
				rule: old,
				effectiveFrom: 19_700_101,
				createdAt: now,
				createdBy: 'system:set-up'
			});
		});
		await ensureStandardPlans(in_(db));
		const kept = await planInForce(db.read, DAILY_SPOT_CHECK, today);
		expect(kept).toMatchObject({ planId, version: 1 });
		expect(kept!.rule).toEqual({
			...spotCheck,
			drawAt: { hour: 7, minute: 30 },
			count: { how: 'fixed', n: 2 },
			eligible: { ...spotCheck.eligible, minDurationMs: 5000 },
			due: { in: 'working-days', days: 2, at: { hour: 17, minute: 0 } }
		});
		expect(await db.read.$count(plans)).toBe(3);
	});
});

describe('a new plan', () => {
	const peers: PlanRule = {
		...spotCheck,
		name: { en: 'Peer listening', 'zh-CN': '互听' },
		reviewer: { by: 'peers' },
		recurrence: { every: 'month', day: 5 }
	};

	it('begins with the next period, under a key of its name', async () => {
		const { db, ana, south } = await aCentre();
		await addPerson(db, { staffNo: 'A4', role: 'agent', place: south });
		const make = () => createPlan(in_(db, ana.actor), { rule: peers });
		expect(await make()).toMatchObject({
			value: { key: 'peer-listening', version: 1, effectiveFrom: 20_261_201 }
		});
		expect(await make()).toMatchObject({ value: { key: 'peer-listening-2' } });
		expect(await planInForce(db.read, 'peer-listening', 20_261_130)).toBeUndefined();
		expect(await planInForce(db.read, 'peer-listening', 20_261_201)).toMatchObject({
			version: 1,
			departmentId: null
		});
	});

	it('refuses a key that is taken or none', async () => {
		const { db, ana } = await aCentre();
		const make = (key: string) => createPlan(in_(db, ana.actor), { key, rule: peers });
		expect(await make(WEEKLY_AUDIT)).toMatchObject({ refusal: 'key-taken' });
		for (const key of ['', 'Ä', 'a b', '-a', 'a\0', 'x'.repeat(61)])
			expect(await make(key)).toMatchObject({ refusal: 'key-invalid' });
		expect(await db.read.$count(plans)).toBe(3);
	});
});
