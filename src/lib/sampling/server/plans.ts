/** Plans and their versions. */
import { and, asc, desc, eq, lte } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import { standardPlans, type PlanRule } from '../plan.ts';
import { planVersions, plans } from './schema.ts';
import { ensureSeedSecret } from './secret.ts';

export interface PlanInForce {
	planId: string;
	key: string;
	planVersionId: string;
	version: number;
	rule: PlanRule;
}

/** The first version of a standard plan holds from the beginning, so that earlier days can be drawn too. */
const FROM_THE_BEGINNING: BusinessDay = 19_700_101;

/** Makes the ready plans and the secret behind the seeds, unless they are there. Any number of times. */
export async function ensureStandardPlans({ db, actor, now }: Context): Promise<void> {
	const known = new Set((await planKeys(db.read)).map(({ key }) => key));
	if (Object.keys(standardPlans).every((key) => known.has(key))) return;
	await db.tx(async (tx) => {
		await ensureSeedSecret(tx, now);
		for (const [key, rule] of Object.entries(standardPlans)) {
			const planId = newId(now);
			const made = await tx
				.insert(plans)
				.values({ id: planId, key, departmentId: null, createdAt: now })
				.onConflictDoNothing()
				.returning({ id: plans.id });
			if (made.length === 0) continue;
			await tx.insert(planVersions).values({
				id: newId(now),
				planId,
				version: 1,
				rule,
				effectiveFrom: FROM_THE_BEGINNING,
				createdAt: now,
				createdBy: actor.id
			});
			await appendAudit(
				{ tx, actor, now },
				{ kind: 'plan.versioned', subject: `plan:${planId}`, facts: { key, version: 1, rule } }
			);
		}
	});
}

/** All plans, by key. */
export const planKeys = (db: Reader) =>
	db.select({ id: plans.id, key: plans.key }).from(plans).orderBy(asc(plans.key));

/** The version of a plan that rules `period`: the newest whose first day has come. Undefined for an unknown key. */
export async function planInForce(
	db: Reader,
	key: string,
	period: BusinessDay
): Promise<PlanInForce | undefined> {
	const [row] = await db
		.select({
			planId: plans.id,
			key: plans.key,
			planVersionId: planVersions.id,
			version: planVersions.version,
			rule: planVersions.rule
		})
		.from(plans)
		.innerJoin(planVersions, eq(planVersions.planId, plans.id))
		.where(and(eq(plans.key, key), lte(planVersions.effectiveFrom, period)))
		.orderBy(desc(planVersions.version))
		.limit(1);
	return row;
}
