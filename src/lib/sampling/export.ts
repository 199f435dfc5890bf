/** A draw as a file for another program: everything but the server's secret. Its form is in docs/sampling.md. */
import type { StoredDraw } from './stored-draw.ts';

/** Name and version of the file's form. */
const EXPORT_FORMAT = 'listenback-draw/1';

/** A plain value for `JSON.stringify`, always in the same order. */
export function exportDraw(stored: StoredDraw): object {
	const { id, plan, period, algorithm, seed, commitment, rounds, picks, replacements } = stored;
	return {
		format: EXPORT_FORMAT,
		id,
		plan: { id: plan.id, key: plan.key, version: plan.version, rule: plan.rule },
		period: { first: period.first, last: period.last },
		algorithm,
		seed,
		commitment: commitment && {
			seedSha256: commitment.seedSha256,
			at: commitment.at.toISOString()
		},
		rounds: rounds.map((round) => ({
			round: round.round,
			at: round.at.toISOString(),
			candidatesSha256: round.candidatesSha256,
			candidateCount: round.candidateCount,
			chained: round.chained,
			candidates: round.candidates,
			shares: round.shares
		})),
		picks: picks.map((pick) => ({
			assignmentId: pick.assignmentId,
			round: pick.round,
			unitId: pick.unitId,
			rank: pick.rank,
			recordingId: pick.recordingId,
			stratum: pick.stratum,
			agentId: pick.agentId,
			reviewerId: pick.reviewerId
		})),
		replacements: replacements.map(({ assignmentId, reason, substituteId, skipped }) => ({
			assignmentId,
			reason,
			substituteId,
			skipped
		}))
	};
}
