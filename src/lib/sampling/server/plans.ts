/** Plans: the ready ones, which version rules a period, making and changing. */
import { and, asc, desc, eq, lte } from 'drizzle-orm';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import { isPlanKey } from '../plan-key.ts';
import { standardPlans } from '../standard-plans.ts';
import {
	addPlan,
	addVersion,
	readVersion,
	standing,
	versions,
	type PlanInForce,
	type PlanNow
} from './plan-versions.ts';
import { planVersions, plans } from './schema.ts';
import { ensureSeedSecret } from './secret.ts';

export type { PlanInForce, PlanNow } from './plan-versions.ts';

/** The first version of a standard plan holds from the beginning, so that earlier days can be drawn too. */
const FROM_THE_BEGINNING: BusinessDay = 19_700_101;

/** Makes the ready plans and the secret behind the seeds, unless they are there. Any number of times. */
export async function ensureStandardPlans({ db, actor, now }: Context): Promise<void> {
	const known = new Set((await planKeys(db.read)).map(({ key }) => key));
	const missing = Object.entries(standardPlans).filter(([key]) => !known.has(key));
	if (missing.length === 0) return;
	await db.tx(async (tx) => {
		await ensureSeedSecret(tx, now);
		for (const [key, rule] of missing) {
			const planId = await addPlan(tx, now, { key, departmentId: null });
			if (planId === undefined) continue;
			const first = { planId, key, version: 1, rule, effectiveFrom: FROM_THE_BEGINNING };
			await addVersion({ tx, actor, now }, first);
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
	if (!isPlanKey(key)) return undefined;
	const [row] = await versions(db)
		.where(and(eq(plans.key, key), lte(planVersions.effectiveFrom, period)))
		.orderBy(desc(planVersions.version))
		.limit(1);
	return row && readVersion(row);
}

/** One version by its id, such as the one that a draw pins. */
export async function planVersionById(db: Reader, id: string): Promise<PlanInForce | undefined> {
	if (!isId(id)) return undefined;
	const [row] = await versions(db).where(eq(planVersions.id, id));
	return row && readVersion(row);
}

/** Every plan as it stands on `day`, by key. */
export async function allPlans(db: Reader, day: BusinessDay): Promise<PlanNow[]> {
	const rows = await versions(db).orderBy(asc(plans.key), desc(planVersions.version));
	const byPlan = Map.groupBy(rows.map(readVersion), ({ planId }) => planId);
	return [...byPlan.values()].map((newestFirst) => standing(newestFirst, day));
}

/** One plan as it stands on `day`; undefined for an unknown key. */
export async function planByKey(
	db: Reader,
	key: string,
	day: BusinessDay
): Promise<PlanNow | undefined> {
	if (!isPlanKey(key)) return undefined;
	const rows = await versions(db).where(eq(plans.key, key)).orderBy(desc(planVersions.version));
	return rows.length === 0 ? undefined : standing(rows.map(readVersion), day);
}
