/** A draw as the command line prints it: people by staff number, days and instants as text. */
import { inArray } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { users } from '#lib/people/server/schema.ts';
import { dayText, type BusinessDay } from '#lib/shared/calendar.ts';
import { ALGORITHM, type Chosen, type DrawShare } from '#lib/sampling/draw.ts';
import type { PlannedDraw } from './planned-draw.ts';
import type { PlanInForce } from '#lib/sampling/server/plans.ts';
import { assignmentsOf, type DrawFacts } from './stored-draws.ts';

export interface DrawReport {
	/** Null for a trial run. */
	drawId: string | null;
	plan: string;
	planVersion: number;
	period: string;
	seed: string;
	algorithm: string;
	/** Number of eligible calls. */
	candidates: number;
	candidatesSha256: string;
	unattributed: number;
	already: boolean;
	assignments: {
		recordingId: string;
		agent: string;
		reviewer: string;
		rank: number;
		dueAt: string;
	}[];
	shares: {
		agent: string;
		reviewer: string | null;
		wanted: number;
		eligible: number;
		chosen: number;
		ineligible: Record<string, number>;
	}[];
}

/** A stored draw. */
export async function reportDraw(
	db: Reader,
	facts: DrawFacts,
	already: boolean
): Promise<DrawReport> {
	const chosen = await assignmentsOf(db, facts.id);
	return {
		...headOf({ ...facts, key: facts.plan }),
		drawId: facts.id,
		already,
		...(await byStaffNo(db, chosen, facts.shares))
	};
}

/** A draw that was only worked out. */
export async function reportPlanned(
	db: Reader,
	plan: PlanInForce,
	period: BusinessDay,
	planned: PlannedDraw
): Promise<DrawReport> {
	const chosen = planned.chosen.map((pick) => ({ ...pick, dueAt: planned.dueAt }));
	return {
		...headOf({ ...planned, ...plan, period, algorithm: ALGORITHM }),
		drawId: null,
		already: false,
		...(await byStaffNo(db, chosen, planned.shares))
	};
}

const headOf = (facts: {
	key: string;
	version: number;
	period: BusinessDay;
	seed: string;
	algorithm: string;
	candidateCount: number;
	candidatesSha256: string;
	unattributed: number;
}) => ({
	plan: facts.key,
	planVersion: facts.version,
	period: dayText(facts.period),
	seed: facts.seed,
	algorithm: facts.algorithm,
	candidates: facts.candidateCount,
	candidatesSha256: facts.candidatesSha256,
	unattributed: facts.unattributed
});

async function byStaffNo(
	db: Reader,
	chosen: readonly (Chosen & { dueAt: Date })[],
	shares: readonly DrawShare[]
): Promise<Pick<DrawReport, 'assignments' | 'shares'>> {
	const ids = [...shares.map(({ agentId }) => agentId), ...chosen.map((pick) => pick.reviewerId)];
	const staffNo = await staffNumbers(db, ids);
	const of = (id: string) => staffNo.get(id) ?? id;
	return {
		assignments: chosen
			.map(({ recordingId, agentId, reviewerId, rank, dueAt }) => ({
				recordingId,
				agent: of(agentId),
				reviewer: of(reviewerId),
				rank,
				dueAt: dueAt.toISOString()
			}))
			.sort((a, b) => byText(a.agent, b.agent) || a.rank - b.rank),
		shares: shares
			.map(({ agentId, reviewerId, wanted, eligible, chosen: taken, ineligible }) => ({
				agent: of(agentId),
				reviewer: reviewerId && of(reviewerId),
				wanted,
				eligible,
				chosen: taken,
				ineligible
			}))
			.sort((a, b) => byText(a.agent, b.agent))
	};
}

async function staffNumbers(db: Reader, ids: readonly string[]): Promise<Map<string, string>> {
	const wanted = [...new Set(ids)];
	const found = new Map<string, string>();
	for (let from = 0; from < wanted.length; from += 500) {
		const rows = await db
			.select({ id: users.id, staffNo: users.staffNo })
			.from(users)
			.where(inArray(users.id, wanted.slice(from, from + 500)));
		for (const { id, staffNo } of rows) found.set(id, staffNo);
	}
	return found;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
