/** Calls that arrive after their draw: units that lack some are topped up until the due time, by the same rule and seed. */
import { asc, desc, eq, gt } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isUniqueViolation } from '#lib/platform/server/db/errors.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { ALGORITHM, topUp, type DrawOutcome, type Standing } from '#lib/sampling/draw.ts';
import { planVersionById } from '#lib/sampling/server/plans.ts';
import { assignments, draws, replacements } from '#lib/sampling/server/schema.ts';
import { topUps } from '#lib/sampling/server/draw-round-schema.ts';
import { sharesText, standingOf } from '#lib/sampling/stored-draw.ts';
import { dayText } from '#lib/shared/calendar.ts';
import { assign, FactsMoved } from './assign.ts';
import { pack } from './pack.ts';
import { periodFacts } from './period-facts.ts';
import { sha256 } from './planned-draw.ts';

type Draw = Awaited<ReturnType<typeof openDraws>>[number];

/** Tops up every draw that is not due yet. What was taken or changed meanwhile waits for the next run. */
export async function topUpDraws(context: Context): Promise<{ chosen: number }> {
	let chosen = 0;
	for (const draw of await openDraws(context.db.read, context.now))
		try {
			chosen += await topUpDraw(context, draw);
		} catch (error) {
			if (!(error instanceof FactsMoved) && !isUniqueViolation(error)) throw error;
		}
	return { chosen };
}

const openDraws = (db: Reader, now: Date) =>
	db
		.select({
			id: draws.id,
			planId: draws.planId,
			planVersionId: draws.planVersionId,
			period: draws.period,
			lastDay: draws.lastDay,
			dueAt: draws.dueAt,
			algorithm: draws.algorithm,
			seed: draws.seed
		})
		.from(draws)
		.where(gt(draws.dueAt, now))
		.orderBy(asc(draws.period), asc(draws.id));

async function topUpDraw(context: Context, draw: Draw): Promise<number> {
	const { db, actor, now, zone } = context;
	const plan = await planVersionById(db.read, draw.planVersionId);
	if (!plan || draw.algorithm !== ALGORITHM) return 0;
	const period = { first: draw.period, last: draw.lastDay ?? draw.period };
	const round = await nextRound(db.read, draw.id);
	const facts = await periodFacts(db.read, { plan, period, now, zone });
	const outcome = topUp(sha256, draw.seed, facts, await standing(db.read, draw.id), round);
	if (!outcome) return 0;
	return db.tx(async (tx) => {
		// Another process was quicker.
		if ((await nextRound(tx, draw.id)) !== round) return 0;
		const stored = storedForm(outcome);
		await tx.insert(topUps).values({
			id: newId(now),
			drawId: draw.id,
			round,
			...stored,
			candidates: pack(outcome.candidates),
			shares: outcome.shares,
			madeAt: now,
			madeBy: actor.id
		});
		await assign(tx, now, {
			drawId: draw.id,
			plan,
			period,
			round,
			chosen: outcome.chosen,
			deputies: new Set(facts.reviewers.deputies.values()),
			dueAt: draw.dueAt!
		});
		await appendAudit(
			{ tx, actor, now },
			{
				kind: 'draw.topped-up',
				subject: `draw:${draw.id}`,
				facts: {
					round,
					period: dayText(period.first),
					candidatesSha256: stored.candidatesSha256,
					sharesSha256: sha256(sharesText(outcome.shares)),
					candidates: stored.candidateCount,
					units: outcome.shares.length,
					chosen: outcome.chosen.length
				}
			}
		);
		return outcome.chosen.length;
	});
}

const storedForm = ({ candidates, candidateCount }: DrawOutcome) => ({
	candidatesSha256: sha256(candidates),
	candidateCount
});

async function nextRound(db: Reader, drawId: string): Promise<number> {
	const [last] = await db
		.select({ round: topUps.round })
		.from(topUps)
		.where(eq(topUps.drawId, drawId))
		.orderBy(desc(topUps.round))
		.limit(1);
	return (last?.round ?? 0) + 1;
}

async function standing(db: Reader, drawId: string): Promise<Map<string, Standing>> {
	const picks = await db
		.select({
			assignmentId: assignments.id,
			agentId: assignments.agentId,
			unitId: assignments.unitId,
			rank: assignments.rank
		})
		.from(assignments)
		.where(eq(assignments.drawId, drawId));
	const put = await db
		.select({ substituteId: replacements.substituteId })
		.from(replacements)
		.innerJoin(assignments, eq(assignments.id, replacements.assignmentId))
		.where(eq(assignments.drawId, drawId));
	return standingOf(
		picks.map(({ unitId, agentId, ...pick }) => ({ ...pick, unitId: unitId ?? agentId })),
		put
	);
}
