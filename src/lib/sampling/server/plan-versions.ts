/** How versions of plans are written and read. */
import { eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import type { PlanRule } from '../plan.ts';
import { readRule } from '../stored-rule.ts';
import { planVersions, plans } from './schema.ts';

export interface PlanInForce {
	planId: string;
	key: string;
	/** Whose plan it is; null: the whole centre's. */
	departmentId: string | null;
	planVersionId: string;
	version: number;
	/** First day of the first period that this version rules. */
	effectiveFrom: BusinessDay;
	rule: PlanRule;
}

/** A plan with the version that rules the period of a day, and the one that follows it. */
export interface PlanNow {
	planId: string;
	key: string;
	departmentId: string | null;
	/** Undefined before the plan's first period. */
	inForce: PlanInForce | undefined;
	/** The newest version, while its first day has not come. */
	pending: PlanInForce | undefined;
	/** The newest version of all: what an edit begins from. */
	newest: PlanInForce;
}

/** A new plan without a version; undefined when the key is taken. */
export async function addPlan(
	tx: Writer,
	now: Date,
	{ key, departmentId }: { key: string; departmentId: string | null }
): Promise<string | undefined> {
	const [made] = await tx
		.insert(plans)
		.values({ id: newId(now), key, departmentId, createdAt: now })
		.onConflictDoNothing()
		.returning({ id: plans.id });
	return made?.id;
}

interface NewVersion {
	planId: string;
	key: string;
	version: number;
	rule: PlanRule;
	effectiveFrom: BusinessDay;
	/** Why, in the words of who changed it. */
	reason?: string;
}

/** One more version, with its entry in the audit chain. */
export async function addVersion(
	{ tx, actor, now }: Omit<Context, 'db' | 'zone'> & { tx: Writer },
	{ planId, key, version, rule, effectiveFrom, reason }: NewVersion
): Promise<void> {
	await tx.insert(planVersions).values({
		id: newId(now),
		planId,
		version,
		rule,
		effectiveFrom,
		createdAt: now,
		createdBy: actor.id
	});
	await appendAudit(
		{ tx, actor, now },
		{
			kind: 'plan.versioned',
			subject: `plan:${planId}`,
			...(reason ? { reason } : {}),
			facts: { key, version, effectiveFrom, rule }
		}
	);
}

/** Versions joined to their plans, to be narrowed and ordered. */
export const versions = (db: Reader) =>
	db
		.select({
			planId: plans.id,
			key: plans.key,
			departmentId: plans.departmentId,
			planVersionId: planVersions.id,
			version: planVersions.version,
			effectiveFrom: planVersions.effectiveFrom,
			rule: planVersions.rule
		})
		.from(plans)
		.innerJoin(planVersions, eq(planVersions.planId, plans.id));

/** A row with its rule as today's program reads it. */
export const readVersion = (row: PlanInForce): PlanInForce => ({
	...row,
	rule: readRule(row.rule)
});

/** How a plan stands on `day`, from its versions, the newest first; at least one. */
export function standing(newestFirst: PlanInForce[], day: BusinessDay): PlanNow {
	const newest = newestFirst[0]!;
	const { planId, key, departmentId } = newest;
	const inForce = newestFirst.find(({ effectiveFrom }) => effectiveFrom <= day);
	const pending = newest.effectiveFrom > day ? newest : undefined;
	return { planId, key, departmentId, inForce, pending, newest };
}
