/** A draw worked out from the database as it stands, written nowhere. */
import { hash } from 'node:crypto';
import { workingCalendar } from '#lib/calendar/server/queries.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { draw, type DrawOutcome } from '#lib/sampling/draw.ts';
import { drawInstant, type Period } from '#lib/sampling/period.ts';
import type { PlanRule } from '#lib/sampling/plan.ts';
import type { PlanInForce } from '#lib/sampling/server/plans.ts';
import { seedFor } from '#lib/sampling/server/secret.ts';
import { addDays, businessDay } from '#lib/shared/calendar.ts';
import { dueInstant } from '../due.ts';
import { periodFacts } from './period-facts.ts';

/** SHA-256 of UTF-8 text, lower-case hex. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex');

export interface PlannedDraw extends DrawOutcome {
	plan: PlanInForce;
	period: Period;
	seed: string;
	candidatesSha256: string;
	/** Calls of the period that belong to no known agent. */
	unattributed: number;
	/** Who stands in for somebody: what they check may lie beyond their roles. */
	deputies: ReadonlySet<string>;
	scheduledAt: Date;
	dueAt: Date;
}

/** Works out the draw of `period` by `plan`, with the people and calls of now. */
export async function planDraw(
	db: Reader,
	{ now, zone }: Pick<Context, 'now' | 'zone'>,
	plan: PlanInForce,
	period: Period
): Promise<PlannedDraw> {
	const [seed, facts, dueAt] = await Promise.all([
		seedFor(db, { ...plan, period: period.first }),
		periodFacts(db, { plan, period, now, zone }),
		dueOf(db, plan.rule, now, zone)
	]);
	const outcome = draw(sha256, seed, facts);
	return {
		...outcome,
		plan,
		period,
		seed,
		candidatesSha256: sha256(outcome.candidates),
		unattributed: facts.unattributed,
		deputies: new Set(facts.reviewers.deputies.values()),
		scheduledAt: drawInstant(plan.rule, period, zone),
		dueAt
	};
}

/** Longer than any due rule reaches, holidays included. */
const CALENDAR_DAYS = 550;

async function dueOf(db: Reader, rule: PlanRule, now: Date, zone: string): Promise<Date> {
	const from = businessDay(now, zone);
	const calendar = await workingCalendar(db, { from, to: addDays(from, CALENDAR_DAYS) });
	return dueInstant(rule, now, calendar, zone);
}
