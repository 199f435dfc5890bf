/** Who may make and change plans: a negative case for every right. */
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { departments, roleGrants } from '#lib/people/server/schema.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { PlanRule } from '#lib/sampling/plan.ts';
import { changePlan, createPlan } from '#lib/sampling/server/plan-changes.ts';
import { planByKey } from '#lib/sampling/server/plans.ts';
import { planVersions } from '#lib/sampling/server/schema.ts';
import { standardPlans, WEEKLY_AUDIT } from '#lib/sampling/standard-plans.ts';
import { addPerson } from '../fixtures/example-centre.ts';
import { aCentre, edit, in_, now, three, today } from '../fixtures/plan-changes.ts';

describe('rights', () => {
	it('leads, agents and auditors change nothing', async () => {
		const { db, omar, lin, auditor } = await aCentre();
		const refused = [
			[omar, 'not-allowed'],
			[auditor, 'not-allowed'],
			[lin, 'no-such-plan']
		] as const;
		for (const [{ actor }, refusal] of refused) {
			expect(await changePlan(in_(db, actor), edit(three))).toMatchObject({ refusal });
			expect(await createPlan(in_(db, actor), { rule: three })).toMatchObject({
				refusal: 'not-allowed'
			});
		}
		expect(await db.read.$count(planVersions)).toBe(3);
	});

	it('a head’s plan stays in the own department, and the centre’s is nobody’s alone', async () => {
		const { db, ana, north, departmentId } = await aCentre();
		const other = newId();
		await db.tx((tx) =>
			tx.insert(departments).values({ id: other, name: 'Repairs', createdAt: now })
		);
		const bo = await addPerson(db, {
			staffNo: 'H2',
			role: 'department-head',
			place: { ...north, departmentId: other }
		});
		expect(await changePlan(in_(db, ana.actor), edit(three))).toMatchObject({
			refusal: 'not-allowed'
		});
		const made = await createPlan(in_(db, ana.actor), { key: 'own', rule: three });
		expect(made).toMatchObject({ ok: true });
		expect((await planByKey(db.read, 'own', today))!.newest).toMatchObject({
			departmentId,
			rule: { callsOf: { departmentIds: [departmentId] } }
		});
		const four = { ...three, count: { how: 'fixed', n: 4 } } satisfies PlanRule;
		expect(await changePlan(in_(db, bo.actor), edit(four, 1, 'own'))).toMatchObject({
			refusal: 'no-such-plan'
		});
		for (const place of [null, departmentId])
			expect(
				await createPlan(in_(db, bo.actor), { key: 'his', departmentId: place, rule: three })
			).toMatchObject({ refusal: 'not-allowed' });
		const wide = { ...four, callsOf: { ...four.callsOf, departmentIds: [departmentId, other] } };
		expect(await changePlan(in_(db, ana.actor), edit(wide, 1, 'own'))).toMatchObject({
			refusal: 'cannot-work',
			faults: [{ field: 'callsOf.departmentIds', fault: 'beyond-department', names: ['Repairs'] }]
		});
		const both = { ...ana.actor, grants: [...ana.actor.grants, ...bo.actor.grants] };
		expect(await changePlan(in_(db, both), edit(three))).toMatchObject({ ok: true });
	});

	it('a head whose role has ended is judged by the roles of now', async () => {
		const { db, ana } = await aCentre();
		await db.tx((tx) =>
			tx.update(roleGrants).set({ to: now }).where(eq(roleGrants.userId, ana.id))
		);
		const audit = { ...standardPlans[WEEKLY_AUDIT]!, paused: true };
		expect(await changePlan(in_(db), edit(audit, 1, WEEKLY_AUDIT))).toMatchObject({
			refusal: 'cannot-work',
			faults: [{ fault: 'department-without-head', names: ['Hotline'] }]
		});
	});
});
