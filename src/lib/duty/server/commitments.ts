/** The seed's hash and the plan's version, fixed in the audit chain before a period's calls are read. */
import { and, eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { auditEntries } from '#lib/audit/server/schema.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { Period } from '#lib/sampling/period.ts';
import { planVersionById, type PlanInForce } from '#lib/sampling/server/plans.ts';
import { drawCommitments } from '#lib/sampling/server/draw-round-schema.ts';
import { seedFor } from '#lib/sampling/server/secret.ts';
import { dayText, type BusinessDay } from '#lib/shared/calendar.ts';
import { sha256 } from './planned-draw.ts';

/** Commits the seed unless that is done; answers the version that is pinned, whatever `plan` was edited to since. */
export async function commitSeed(
	{ db, actor, now }: Context,
	plan: PlanInForce,
	period: Period
): Promise<PlanInForce> {
	const pinned = await pinnedVersion(db.read, plan.planId, period.first);
	if (pinned) return pinned;
	return db.tx(async (tx) => {
		const seedSha256 = sha256(await seedFor(tx, { ...plan, period: period.first }));
		const made = await tx
			.insert(drawCommitments)
			.values({
				planId: plan.planId,
				period: period.first,
				planVersionId: plan.planVersionId,
				seedSha256,
				committedAt: now,
				committedBy: actor.id
			})
			.onConflictDoNothing()
			.returning({ period: drawCommitments.period });
		if (made.length === 0) return (await pinnedVersion(tx, plan.planId, period.first))!;
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'draw.committed',
				subject: `plan:${plan.planId}`,
				facts: {
					key: plan.key,
					version: plan.version,
					period: dayText(period.first),
					lastDay: dayText(period.last),
					seedSha256
				}
			}
		);
		return plan;
	});
}

/** What was committed for a period; undefined before, and for draws of editions that did not commit. */
export async function commitmentOf(db: Reader, planId: string, period: BusinessDay) {
	const [row] = await db
		.select()
		.from(drawCommitments)
		.where(and(eq(drawCommitments.planId, planId), eq(drawCommitments.period, period)));
	return row;
}

/**
 * The commitment of a period as the audit chain holds it; null when the chain does not bear out the
 * row, or there is none.
 */
export async function chainedCommitment(
	db: Reader,
	planId: string,
	period: BusinessDay
): Promise<{ seedSha256: string; at: Date } | null> {
	const row = await commitmentOf(db, planId, period);
	if (!row) return null;
	const { seedSha256, committedAt: at } = row;
	const entries = await db
		.select({ body: auditEntries.body })
		.from(auditEntries)
		.where(
			and(
				eq(auditEntries.subject, `plan:${planId}`),
				eq(auditEntries.kind, 'draw.committed'),
				eq(auditEntries.at, at)
			)
		);
	const isBorneOut = entries.some(({ body }) => {
		const { facts } = JSON.parse(body) as { facts: Record<string, unknown> };
		return facts.period === dayText(period) && facts.seedSha256 === seedSha256;
	});
	return isBorneOut ? { seedSha256, at } : null;
}

async function pinnedVersion(
	db: Reader,
	planId: string,
	period: BusinessDay
): Promise<PlanInForce | undefined> {
	const committed = await commitmentOf(db, planId, period);
	return committed && planVersionById(db, committed.planVersionId);
}
