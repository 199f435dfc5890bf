/** Replays a stored draw from its own facts and names the first difference. */
import { rankCalls, type Chosen, type Sha256 } from './draw.ts';

export interface StoredDraw {
	algorithm: string;
	seed: string;
	/** The candidates' canonical text (see `candidateText`). */
	candidates: string;
	candidatesSha256: string;
	candidateCount: number;
	shares: readonly { agentId: string; wanted: number; eligible: number; chosen: number }[];
	assignments: readonly Pick<Chosen, 'agentId' | 'recordingId' | 'rank'>[];
}

export type DrawFault =
	| 'unknown-algorithm'
	| 'seed-differs'
	| 'candidates-differ'
	| 'share-differs'
	| 'pick-differs'
	| 'pick-too-many';

export type Replay = { match: true } | { match: false; fault: DrawFault; agentId?: string };

/** `expectedSeed` is the seed computed again from the secret, plan, version and period. */
export function replay(
	sha256: Sha256,
	algorithm: string,
	expectedSeed: string,
	stored: StoredDraw
): Replay {
	const differs = (fault: DrawFault, agentId?: string): Replay => ({
		match: false,
		fault,
		...(agentId ? { agentId } : {})
	});
	if (stored.algorithm !== algorithm) return differs('unknown-algorithm');
	if (stored.seed !== expectedSeed) return differs('seed-differs');
	if (sha256(stored.candidates) !== stored.candidatesSha256) return differs('candidates-differ');
	const byAgent = candidatesByAgent(stored.candidates);
	for (const share of stored.shares) {
		const calls = byAgent.get(share.agentId) ?? [];
		if (calls.length !== share.eligible) return differs('share-differs', share.agentId);
		const expected = rankCalls(sha256, stored.seed, calls).slice(0, share.wanted);
		const drawn = stored.assignments
			.filter(({ agentId }) => agentId === share.agentId)
			.sort((a, b) => a.rank - b.rank);
		const same =
			drawn.length === expected.length &&
			drawn.every((pick, index) => pick.recordingId === expected[index]!.id);
		if (!same) return differs('pick-differs', share.agentId);
	}
	const shared = stored.shares.reduce((sum, share) => sum + share.chosen, 0);
	return shared === stored.assignments.length ? { match: true } : differs('pick-too-many');
}

function candidatesByAgent(text: string): Map<string, { id: string }[]> {
	const byAgent = new Map<string, { id: string }[]>();
	for (const line of text.split('\n').filter(Boolean)) {
		const [agentId, id] = line.split(' ') as [string, string];
		byAgent.set(agentId, [...(byAgent.get(agentId) ?? []), { id }]);
	}
	return byAgent;
}
