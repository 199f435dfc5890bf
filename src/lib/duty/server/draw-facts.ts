/** What is recorded of a draw, its commitment and its top-ups; without the lists of candidates. */
import { asc, eq } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import type { DrawShare } from '#lib/sampling/draw.ts';
import { draws } from '#lib/sampling/server/schema.ts';
import { topUps } from '#lib/sampling/server/draw-round-schema.ts';
import { planVersionById } from '#lib/sampling/server/plans.ts';
import { readShare } from '#lib/sampling/stored-draw.ts';
import { isLate } from '../late.ts';
import { commitmentOf } from './commitments.ts';

/** Undefined for an unknown id, whatever its form. */
export async function drawFacts(db: Reader, id: string) {
	if (!isId(id)) return undefined;
	const [row] = await db
		.select({
			id: draws.id,
			planId: draws.planId,
			planVersionId: draws.planVersionId,
			kind: draws.kind,
			first: draws.period,
			lastDay: draws.lastDay,
			scheduledAt: draws.scheduledAt,
			dueAt: draws.dueAt,
			algorithm: draws.algorithm,
			seed: draws.seed,
			candidatesSha256: draws.candidatesSha256,
			candidateCount: draws.candidateCount,
			unattributed: draws.unattributed,
			shares: draws.shares,
			drawnAt: draws.drawnAt,
			drawnBy: draws.drawnBy
		})
		.from(draws)
		.where(eq(draws.id, id));
	if (!row) return undefined;
	const { planId, planVersionId, lastDay, scheduledAt, shares, ...facts } = row;
	const rounds = await db
		.select({ round: topUps.round, madeAt: topUps.madeAt, shares: topUps.shares })
		.from(topUps)
		.where(eq(topUps.drawId, id))
		.orderBy(asc(topUps.round));
	const fixed = await commitmentOf(db, planId, facts.first);
	const plan = (await planVersionById(db, planVersionId))!;
	return {
		...facts,
		last: lastDay ?? facts.first,
		late: isLate(row),
		scheduledAt,
		plan: {
			key: plan.key,
			version: plan.version,
			rule: { name: plan.rule.name, recurrence: plan.rule.recurrence, blind: plan.rule.blind }
		},
		shares: lookedAtLast(shares.map(readShare), rounds),
		planId,
		/** Undefined of draws of earlier editions. */
		commitment: fixed && { seedSha256: fixed.seedSha256, committedAt: fixed.committedAt },
		topUps: rounds.map(({ round, madeAt, shares: own }) => ({
			...{ round, madeAt },
			calls: own.reduce((sum, { chosen }) => sum + chosen, 0)
		}))
	};
}

/** Shares as the last look found them: of a unit that was topped up, its calls and reviewers by then. */
function lookedAtLast(shares: DrawShare[], rounds: readonly { shares: DrawShare[] }[]) {
	const later = new Map(
		rounds.flatMap(({ shares: own }) => own.map((share) => [share.unitId, share] as const))
	);
	return shares.map((share) => {
		const { calls, eligible, ineligible, reviewerIds } = later.get(share.unitId) ?? share;
		const all = [...new Set([...share.reviewerIds, ...reviewerIds])];
		return { ...share, calls, eligible, ineligible, reviewerIds: all };
	});
}

export type DrawFacts = NonNullable<Awaited<ReturnType<typeof drawFacts>>>;
