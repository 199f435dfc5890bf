/** Reading draws: their facts, everything that replay and export need, and the replay itself. */
import { and, asc, eq, type SQL } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { ALGORITHM, type DrawShare } from '#lib/sampling/draw.ts';
import type { Period } from '#lib/sampling/period.ts';
import type { PlanKind, PlanRule } from '#lib/sampling/plan.ts';
import {
	assignments,
	draws,
	plans,
	planVersions,
	replacements
} from '#lib/sampling/server/schema.ts';
import { topUps } from '#lib/sampling/server/draw-round-schema.ts';
import { seedFor } from '#lib/sampling/server/secret.ts';
import { readShare, type StoredDraw, type StoredRound } from '#lib/sampling/stored-draw.ts';
import { readRule } from '#lib/sampling/stored-rule.ts';
import { replay, type Replay } from '#lib/sampling/verify.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import { isLate } from '../late.ts';
import { chainedRounds } from './chained-rounds.ts';
import { chainedCommitment } from './commitments.ts';
import { unpack } from './pack.ts';
import { firstReviewers } from './first-reviewers.ts';
import { sha256 } from './planned-draw.ts';

/** A draw without its candidates. */
export interface DrawFacts {
	id: string;
	planId: string;
	plan: string;
	version: number;
	rule: PlanRule;
	kind: PlanKind;
	/** First day of the period; its last one. */
	period: BusinessDay;
	lastDay: BusinessDay;
	scheduledAt: Date | null;
	/** More than an hour after its time. */
	late: boolean;
	dueAt: Date | null;
	algorithm: string;
	seed: string;
	candidatesSha256: string;
	candidateCount: number;
	unattributed: number;
	shares: DrawShare[];
	drawnAt: Date;
	drawnBy: string;
}

const drawColumns = {
	id: draws.id,
	planId: draws.planId,
	plan: plans.key,
	version: planVersions.version,
	rule: planVersions.rule,
	kind: draws.kind,
	period: draws.period,
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
};

async function drawWhere(db: Reader, condition: SQL | undefined): Promise<DrawFacts | undefined> {
	const [row] = await db
		.select(drawColumns)
		.from(draws)
		.innerJoin(plans, eq(plans.id, draws.planId))
		.innerJoin(planVersions, eq(planVersions.id, draws.planVersionId))
		.where(condition);
	return (
		row && {
			...row,
			rule: readRule(row.rule),
			lastDay: row.lastDay ?? row.period,
			late: isLate(row),
			shares: row.shares.map(readShare)
		}
	);
}

export const drawById = (db: Reader, id: string): Promise<DrawFacts | undefined> =>
	drawWhere(db, eq(draws.id, id));

/** The draw of the plan with this key for the period that begins on `period`. */
export const drawOfPeriod = (
	db: Reader,
	plan: string,
	period: BusinessDay
): Promise<DrawFacts | undefined> =>
	drawWhere(db, and(eq(plans.key, plan), eq(draws.period, period)));

/** A draw's assignments with those of its top-ups and substitutes, by agent id, then rank. */
export async function assignmentsOf(db: Reader, drawId: string) {
	const rows = await db
		.select()
		.from(assignments)
		.where(eq(assignments.drawId, drawId))
		.orderBy(asc(assignments.agentId), asc(assignments.rank));
	return rows.map((row) => ({ ...row, unitId: row.unitId ?? row.agentId }));
}

/** Everything that is stored of a draw; undefined when there is no such draw. */
export async function storedDraw(db: Reader, id: string): Promise<StoredDraw | undefined> {
	const facts = await drawById(db, id);
	if (!facts) return undefined;
	const period: Period = { first: facts.period, last: facts.lastDay };
	const first = await firstReviewers(db, id);
	const picks = await assignmentsOf(db, id);
	return {
		id,
		plan: { id: facts.planId, key: facts.plan, version: facts.version, rule: facts.rule },
		period,
		algorithm: facts.algorithm,
		seed: facts.seed,
		commitment: await chainedCommitment(db, facts.planId, facts.period),
		rounds: await roundsOf(db, facts),
		picks: picks.map((pick) => ({
			assignmentId: pick.id,
			recordingId: pick.recordingId,
			agentId: pick.agentId,
			unitId: pick.unitId,
			reviewerId: first.get(pick.id) ?? pick.reviewerId,
			stratum: pick.stratum,
			rank: pick.rank,
			round: pick.round
		})),
		replacements: await db
			.select({
				assignmentId: replacements.assignmentId,
				reason: replacements.reason,
				substituteId: replacements.substituteId,
				skipped: replacements.skipped
			})
			.from(replacements)
			.innerJoin(assignments, eq(assignments.id, replacements.assignmentId))
			.where(eq(assignments.drawId, id))
			.orderBy(asc(replacements.at), asc(replacements.assignmentId))
	};
}

async function roundsOf(db: Reader, facts: DrawFacts): Promise<StoredRound[]> {
	const [own] = await db
		.select({ candidates: draws.candidates })
		.from(draws)
		.where(eq(draws.id, facts.id));
	const { candidatesSha256, candidateCount, shares, drawnAt: at } = facts;
	const drawn = { candidatesSha256, candidateCount, shares, at };
	const later = await db
		.select()
		.from(topUps)
		.where(eq(topUps.drawId, facts.id))
		.orderBy(asc(topUps.round));
	const chained = await chainedRounds(db, facts.id);
	return [
		{ ...drawn, round: 0, candidates: unpack(own!.candidates), chained: chained.get(0) ?? null },
		...later.map((row) => ({
			round: row.round,
			at: row.madeAt,
			candidates: unpack(row.candidates),
			candidatesSha256: row.candidatesSha256,
			candidateCount: row.candidateCount,
			shares: row.shares.map(readShare),
			chained: chained.get(row.round) ?? null
		}))
	];
}

/**
 * Replays the draw from what is stored of it; undefined when there is no such draw. A draw of
 * today's method whose seed the chain did not hold beforehand, or whose candidates it does not hold,
 * does not match.
 */
export async function verifyDraw(db: Reader, id: string): Promise<Replay | undefined> {
	const stored = await storedDraw(db, id);
	if (!stored) return undefined;
	const { plan, period, algorithm, commitment } = stored;
	const seed = await seedFor(db, { planId: plan.id, version: plan.version, period: period.first });
	const result = replay(sha256, seed, stored);
	if (!result.match || algorithm !== ALGORITHM) return result;
	if (!commitment) return { match: false, fault: 'commitment-differs' };
	const unchained = stored.rounds.find(({ chained }) => !chained);
	return unchained ? { match: false, fault: 'candidates-differ', round: unchained.round } : result;
}
