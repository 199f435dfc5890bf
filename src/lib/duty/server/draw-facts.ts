/** What is recorded of a draw, its commitment and its top-ups; without the lists of candidates. */
import { asc, eq } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { draws, topUps } from '#lib/sampling/server/schema.ts';
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
		shares: shares.map(readShare),
		planId,
		/** Undefined of draws of earlier editions. */
		commitment: fixed && { seedSha256: fixed.seedSha256, committedAt: fixed.committedAt },
		topUps: await db
			.select({ round: topUps.round, madeAt: topUps.madeAt, shares: topUps.shares })
			.from(topUps)
			.where(eq(topUps.drawId, id))
			.orderBy(asc(topUps.round))
			.then((rounds) =>
				rounds.map(({ shares: own, ...round }) => ({
					...round,
					calls: own.reduce((sum, { chosen }) => sum + chosen, 0)
				}))
			)
	};
}

export type DrawFacts = NonNullable<Awaited<ReturnType<typeof drawFacts>>>;
