/** What is recorded of a draw, its commitment and its top-ups; without the lists of candidates. */
import { asc, eq } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import type { DrawShare } from '#lib/sampling/draw.ts';
import { topUps } from '#lib/sampling/server/draw-round-schema.ts';
import { commitmentOf } from './commitments.ts';
import { drawById } from './stored-draws.ts';

/** Undefined for an unknown id, whatever its form. */
export async function drawFacts(db: Reader, id: string) {
	const row = isId(id) ? await drawById(db, id) : undefined;
	if (!row) return undefined;
	const { plan: key, version, rule, period: first, lastDay: last, shares, ...facts } = row;
	const rounds = await db
		.select({ round: topUps.round, madeAt: topUps.madeAt, shares: topUps.shares })
		.from(topUps)
		.where(eq(topUps.drawId, id))
		.orderBy(asc(topUps.round));
	const fixed = await commitmentOf(db, facts.planId, first);
	const { name, recurrence, blind } = rule;
	return {
		...facts,
		...{ first, last },
		plan: { key, version, rule: { name, recurrence, blind } },
		shares: lookedAtLast(shares, rounds),
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
