/** The next of a unit's ranking that can still be drawn, with who was passed over. */
import { and, eq, inArray } from 'drizzle-orm';
import { sha256Text } from '#lib/audit/server/append.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isKept } from '#lib/recordings/server/kept.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { newestRevision } from '#lib/reviews/server/revisions.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import { substitutes } from '#lib/sampling/candidates.ts';
import type { Pool } from '#lib/sampling/plan.ts';
import type { ReplacementReason } from '#lib/sampling/replacement.ts';
import { assignments, draws, planVersions } from '#lib/sampling/server/schema.ts';
import { topUps } from '#lib/sampling/server/draw-round-schema.ts';
import { readRule } from '#lib/sampling/stored-rule.ts';
import { reviewerOfSubstitute, whySkipped } from '../replace.ts';
import type { officeAt } from './office.ts';

import { unpack } from './pack.ts';
import type { StandingTask } from './standing-task.ts';

export interface Substitute {
	recordingId: string;
	stratum: Pool;
	reviewerId: string;
	agentId: string;
	teamId: string | null;
	departmentId: string | null;
	businessDay: number;
	reviewState: 'none' | 'assigned' | 'reviewed';
}

export interface Search {
	/** Undefined when none is left. */
	found: Substitute | undefined;
	/** In the order of the ranking; calls that the draw itself has taken are not named. */
	skipped: { recordingId: string; reason: string }[];
}

/** Calls are looked up so many at a time: the first will mostly do. */
const STEP = 50;

/** Looks for the call that takes the place of `task`. */
export async function findSubstitute(
	db: Reader,
	task: StandingTask,
	wish: {
		reason: ReplacementReason;
		replacedBy: string;
		office: Awaited<ReturnType<typeof officeAt>>;
		away: ReadonlySet<string>;
	}
): Promise<Search> {
	const { ranked, rule, taken } = await rankingOf(db, task);
	const left = ranked.filter(({ recordingId }) => !taken.has(recordingId));
	// Of a team's calls any agent's will do; of an agent's only the agent's own.
	const agentId = rule.unit === 'agent' ? (task.unitId ?? task.agentId) : null;
	const skipped: Search['skipped'] = [];
	for (let from = 0; from < left.length; from += STEP) {
		const some = left.slice(from, from + STEP);
		const calls = await callsOf(
			db,
			task,
			some.map(({ recordingId }) => recordingId)
		);
		for (const { recordingId, stratum } of some) {
			const call = calls.get(recordingId);
			const skip = call
				? whySkipped(call, { agentId, reviewed: rule.eligible.reviewed })
				: 'superseded';
			const reviewerId =
				call &&
				!skip &&
				reviewerOfSubstitute({
					...wish,
					kind: task.kind,
					reviewerId: task.reviewerId,
					agentId: call.agentId!,
					leads: wish.office.leads.get(call.teamId ?? '') ?? [],
					heads: wish.office.heads.get(call.departmentId ?? '') ?? [],
					reviewedBy: call.reviewedBy
				});
			if (call && reviewerId)
				return {
					found: { ...call, agentId: call.agentId!, recordingId, stratum, reviewerId },
					skipped
				};
			skipped.push({ recordingId, reason: skip ?? 'nobody-to-check' });
		}
	}
	return { found: undefined, skipped };
}

/** The ranking of the round in which the task was drawn, and what the draw has taken of it. */
async function rankingOf(db: Reader, { drawId, round, unitId, agentId, stratum }: StandingTask) {
	const [draw] = await db
		.select({ seed: draws.seed, candidates: draws.candidates, rule: planVersions.rule })
		.from(draws)
		.innerJoin(planVersions, eq(planVersions.id, draws.planVersionId))
		.where(eq(draws.id, drawId));
	const [topUp] = await db
		.select({ candidates: topUps.candidates })
		.from(topUps)
		.where(and(eq(topUps.drawId, drawId), eq(topUps.round, round)));
	const picks = await db
		.select({ recordingId: assignments.recordingId })
		.from(assignments)
		.where(eq(assignments.drawId, drawId));
	const packed = round > 0 && topUp ? topUp.candidates : draw!.candidates;
	const of = { unitId: unitId ?? agentId, pool: stratum };
	return {
		ranked: substitutes(sha256Text, draw!.seed, unpack(packed), of),
		rule: readRule(draw!.rule),
		taken: new Set(picks.map(({ recordingId }) => recordingId))
	};
}

async function callsOf(db: Reader, { kind }: StandingTask, ids: string[]) {
	const rows = await db
		.select({
			id: recordings.id,
			agentId: recordings.agentId,
			teamId: recordings.teamId,
			departmentId: recordings.departmentId,
			businessDay: recordings.businessDay,
			current: recordings.current,
			verdict: recordings.verdict,
			reviewState: recordings.reviewState
		})
		.from(recordings)
		.where(and(inArray(recordings.id, ids), isKept));
	const drawn = await db
		.select({ recordingId: assignments.recordingId })
		.from(assignments)
		.where(and(eq(assignments.kind, kind), inArray(assignments.recordingId, ids)));
	const reviewed = await db
		.select({ recordingId: reviews.recordingId, by: reviews.reviewerId })
		.from(reviews)
		.where(and(inArray(reviews.recordingId, ids), newestRevision()));
	const drawnIds = new Set(drawn.map(({ recordingId }) => recordingId));
	return new Map(
		rows.map((row) => [
			row.id,
			{
				...row,
				drawn: drawnIds.has(row.id),
				reviewedBy: reviewed.filter(({ recordingId }) => recordingId === row.id).map(({ by }) => by)
			}
		])
	);
}
