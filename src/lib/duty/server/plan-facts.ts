/** What lists need of plans: each version's key and rule. Plans are few, their tasks are many. */
import { asc } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { readVersion, versions, type PlanInForce } from '#lib/sampling/server/plan-versions.ts';
import { plans, planVersions } from '#lib/sampling/server/schema.ts';

export type PlanFacts = PlanInForce;

/** By the version's id, in the order of keys and versions. */
export async function planVersionFacts(db: Reader): Promise<Map<string, PlanFacts>> {
	const rows = await versions(db).orderBy(asc(plans.key), asc(planVersions.version));
	return new Map(rows.map((row) => [row.planVersionId, readVersion(row)]));
}

/** The newest version of each plan, by key; one that is still to come counts too. */
export const newestPlans = (facts: ReadonlyMap<string, PlanFacts>): PlanFacts[] => [
	...new Map([...facts.values()].map((plan) => [plan.key, plan])).values()
];
