/** A draw worked out from the database as it stands, written nowhere. */
import { hash } from 'node:crypto';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { addDays, atTime, businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { draw, type DrawOutcome } from '#lib/sampling/draw.ts';
import type { PlanRule } from '#lib/sampling/plan.ts';
import { callsOfDay, leadsAt } from './candidates.ts';
import type { PlanInForce } from '#lib/sampling/server/plans.ts';
import { seedFor } from '#lib/sampling/server/secret.ts';

/** SHA-256 of UTF-8 text, lower-case hex. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex');

export interface PlannedDraw extends DrawOutcome {
	seed: string;
	candidatesSha256: string;
	/** Calls of the period that belong to no known agent. */
	unattributed: number;
	dueAt: Date;
}

/** Works out the draw of `period` by `plan`, with the leads and calls of now. */
export async function planDraw(
	db: Reader,
	{ now, zone }: Pick<Context, 'now' | 'zone'>,
	plan: PlanInForce,
	period: BusinessDay
): Promise<PlannedDraw> {
	const seed = await seedFor(db, { planId: plan.planId, version: plan.version, period });
	const { calls, unattributed } = await callsOfDay(db, period);
	const outcome = draw(sha256, seed, calls, { rule: plan.rule, leads: await leadsAt(db, now) });
	return {
		...outcome,
		seed,
		candidatesSha256: sha256(outcome.candidates),
		unattributed,
		dueAt: dueOf(plan.rule, now, zone)
	};
}

const dueOf = ({ dueDays, dueAt }: PlanRule, now: Date, zone: string): Date =>
	atTime(addDays(businessDay(now, zone), dueDays), dueAt.hour, dueAt.minute, zone);
