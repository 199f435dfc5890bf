/** A draw as the command line prints it: people by staff number, teams by name, days and instants as text. */
import { inArray } from 'drizzle-orm';
import { teams, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { ALGORITHM, type Chosen, type DrawShare } from '#lib/sampling/draw.ts';
import { dayText, type BusinessDay } from '#lib/shared/calendar.ts';
import type { PlannedDraw } from './planned-draw.ts';
import { assignmentsOf, type DrawFacts } from './stored-draws.ts';

export interface DrawReport {
	/** Null for a trial run. */
	drawId: string | null;
	plan: string;
	planVersion: number;
	/** First and last day. */
	period: string;
	lastDay: string;
	late: boolean;
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
		stratum: string;
		rank: number;
		/** 0 of the draw itself, else of a top-up. */
		round: number;
		dueAt: string;
	}[];
	shares: {
		/** Null where calls were wanted of a team. */
		agent: string | null;
		team: string | null;
		reviewers: string[];
		calls: number;
		wanted: number;
		eligible: number;
		chosen: number;
		strata: DrawShare['strata'];
		ineligible: Record<string, number>;
		rostered: boolean;
	}[];
}

type Drawn = Omit<Chosen, 'unitId'> & { round: number; dueAt: Date };

/** A stored draw, with its top-ups and substitutes among the assignments. */
export async function reportDraw(
	db: Reader,
	facts: DrawFacts,
	already: boolean
): Promise<DrawReport> {
	return {
		...headOf({ ...facts, key: facts.plan }),
		drawId: facts.id,
		late: facts.late,
		already,
		...(await byStaffNo(db, await assignmentsOf(db, facts.id), facts.shares))
	};
}

/** A draw that was only worked out. */
export async function reportPlanned(db: Reader, planned: PlannedDraw): Promise<DrawReport> {
	const { plan, period, chosen, dueAt } = planned;
	const drawn = chosen.map((pick) => ({ ...pick, round: 0, dueAt }));
	const named = { key: plan.key, version: plan.version, algorithm: ALGORITHM };
	return {
		...headOf({ ...planned, ...named, period: period.first, lastDay: period.last }),
		drawId: null,
		late: false,
		already: false,
		...(await byStaffNo(db, drawn, planned.shares))
	};
}

const headOf = (facts: {
	key: string;
	version: number;
	period: BusinessDay;
	lastDay: BusinessDay;
	seed: string;
	algorithm: string;
	candidateCount: number;
	candidatesSha256: string;
	unattributed: number;
}) => ({
	plan: facts.key,
	planVersion: facts.version,
	period: dayText(facts.period),
	lastDay: dayText(facts.lastDay),
	seed: facts.seed,
	algorithm: facts.algorithm,
	candidates: facts.candidateCount,
	candidatesSha256: facts.candidatesSha256,
	unattributed: facts.unattributed
});

async function byStaffNo(
	db: Reader,
	drawn: readonly Drawn[],
	shares: readonly DrawShare[]
): Promise<Pick<DrawReport, 'assignments' | 'shares'>> {
	const staffNo = await staffNumbers(db, [
		...shares.flatMap(({ unitId, reviewerIds }) => [unitId, ...reviewerIds]),
		...drawn.flatMap(({ agentId, reviewerId }) => [agentId, reviewerId])
	]);
	const of = (id: string) => staffNo.get(id) ?? id;
	const names = new Map(
		(await db.select({ id: teams.id, name: teams.name }).from(teams)).map(({ id, name }) => [
			id,
			name
		])
	);
	return {
		assignments: drawn
			.map(({ recordingId, agentId, reviewerId, stratum, rank, round, dueAt }) => ({
				recordingId,
				agent: of(agentId),
				reviewer: of(reviewerId),
				stratum,
				rank,
				round,
				dueAt: dueAt.toISOString()
			}))
			.sort((a, b) => byText(a.agent, b.agent) || a.round - b.round || a.rank - b.rank),
		shares: shares
			.map(({ unit, unitId, teamId, reviewerIds, ...counts }) => ({
				// An agent in no team is a unit alone, also where teams are drawn from.
				agent: unit === 'agent' || staffNo.has(unitId) ? of(unitId) : null,
				team: teamId && (names.get(teamId) ?? null),
				reviewers: reviewerIds.map(of),
				...counts
			}))
			.sort((a, b) => byText(a.agent ?? a.team ?? '', b.agent ?? b.team ?? ''))
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
