/**
 * What a plan's rule would give if the running period were drawn now: counts only. The seed is
 * thrown away, so nobody learns which calls it will be.
 */
import { randomUUID } from 'node:crypto';
import type { Context } from '#lib/people/server/context.ts';
import { draw } from '#lib/sampling/draw.ts';
import type { PeriodCall } from '#lib/sampling/eligibility.ts';
import { runningPeriod } from '#lib/sampling/period.ts';
import { circles } from '#lib/sampling/reviewers.ts';
import type { PlanInForce } from '#lib/sampling/server/plans.ts';
import { unitsOf } from '#lib/sampling/units.ts';
import { reviewHours } from '../workload.ts';
import { periodFacts } from './period-facts.ts';
import { sha256 } from './planned-draw.ts';
import { withNames } from './unit-names.ts';

export type PlanPreview = Awaited<ReturnType<typeof previewPlan>>;

/** The running period by `plan`, in the teams that `sees` lets through. */
export async function previewPlan(
	{ db, now, zone }: Context,
	plan: Pick<PlanInForce, 'rule' | 'departmentId'>,
	sees: (teamId: string | null) => boolean
) {
	const { rule } = plan;
	const period = runningPeriod(rule.recurrence, now, zone);
	const facts = await periodFacts(db.read, { plan, period, now, zone });
	const outcome = draw(sha256, randomUUID(), facts);
	const circleOf = circles(rule, facts.reviewers);
	const eligible = new Map(unitsOf(facts, circleOf).map((unit) => [unit.unitId, unit.eligible]));
	const shares = outcome.shares.filter(({ teamId }) => sees(teamId));
	const seen = new Set(shares.map(({ unitId }) => unitId));
	const given = outcome.chosen.filter(({ unitId }) => seen.has(unitId));
	const byAgent = rule.unit === 'team' ? agentsAmong(facts, circleOf, sees) : [];
	return {
		period,
		rule: { reviewer: rule.reviewer, unit: rule.unit, belowScore: rule.callsOf.belowScore },
		/** True when the plan's narrowing by score or newness leaves no agent at all. */
		nobodyLeft: facts.agents?.size === 0,
		unattributed: facts.unattributed,
		units: await withNames(db.read, shares.map(toldUnit)),
		/** Of a plan by teams: what each agent has that may be drawn. */
		agents: await withNames(db.read, byAgent.map(toldUnit)),
		reviewers: await reviewersOf(db.read, given, (unitId) => meanMs(eligible.get(unitId) ?? []))
	};
}

interface Countable {
	unitId: string;
	unit: 'agent' | 'team';
	teamId: string | null;
	calls: number;
	ineligible: Record<string, number>;
	rostered: boolean;
}

/** Counts, and nothing that tells of single calls. */
const toldUnit = (
	share: Countable & { eligible: number; wanted?: number; chosen?: number; reviewerIds?: string[] }
) => {
	const { unitId, unit, teamId, calls, eligible, ineligible, rostered } = share;
	const { wanted = 0, chosen = 0, reviewerIds = [] } = share;
	return {
		unitId,
		unit,
		teamId,
		calls,
		eligible,
		ineligible,
		rostered,
		wanted,
		chosen,
		reviewerIds
	};
};

function agentsAmong(
	facts: Parameters<typeof unitsOf>[0],
	circleOf: Parameters<typeof unitsOf>[1],
	sees: (teamId: string | null) => boolean
) {
	const agents = unitsOf({ ...facts, rule: { ...facts.rule, unit: 'agent' } }, circleOf);
	return agents
		.filter(({ teamId }) => sees(teamId))
		.map(({ eligible, ...unit }) => ({ ...unit, eligible: eligible.length }));
}

/** Mean length of a unit's eligible calls: what a call drawn from it can be expected to last. */
const meanMs = (calls: readonly PeriodCall[]): number =>
	calls.reduce((sum, { durationMs }) => sum + durationMs, 0) / Math.max(1, calls.length);

async function reviewersOf(
	db: Context['db']['read'],
	given: readonly { reviewerId: string; unitId: string }[],
	expectedMs: (unitId: string) => number
) {
	const loads = new Map<string, { calls: number; ms: number }>();
	for (const { reviewerId, unitId } of given) {
		const { calls, ms } = loads.get(reviewerId) ?? { calls: 0, ms: 0 };
		loads.set(reviewerId, { calls: calls + 1, ms: ms + expectedMs(unitId) });
	}
	const rows = [...loads].map(([unitId, { calls, ms }]) => ({
		...{ unitId, unit: 'agent' as const, teamId: null, reviewerIds: [] },
		...{ calls, hours: reviewHours(ms) }
	}));
	return (await withNames(db, rows))
		.map(({ unitId, name, staffNo, calls, hours }) => ({ id: unitId, name, staffNo, calls, hours }))
		.sort((a, b) => b.hours - a.hours || (a.name < b.name ? -1 : 1));
}
