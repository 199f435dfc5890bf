/**
 * A plan: who checks how many of whose calls, how often, and by when. Versioned; a change holds
 * from the next period, never for a running one, and never changes how periods are cut.
 *
 * Pure. Stored as JSON in `plan_versions.rule`, checked by `planRule` wherever it comes in.
 */
import * as v from 'valibot';
import { callKinds, directions } from '#lib/recordings/call.ts';

const id = v.pipe(v.string(), v.uuid());
const ids = v.pipe(v.array(id), v.maxLength(500));
const whole = (min: number, max: number) =>
	v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
/** One line; PostgreSQL keeps no NUL, and nobody types other control characters. */
const text = (max: number) =>
	v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max), v.regex(/^\P{Cc}*$/u));

const timeOfDay = v.strictObject({ hour: whole(0, 23), minute: whole(0, 59) });
export type TimeOfDay = v.InferOutput<typeof timeOfDay>;

/** Who checks: fixes the kind of check too, see `planKind`. */
const reviewerRule = v.variant('by', [
	/** Each lead checks the own team; a call of the only lead goes to the head. */
	v.strictObject({ by: v.literal('team-lead') }),
	v.strictObject({ by: v.literal('department-head') }),
	/** Agents check their own calls. */
	v.strictObject({ by: v.literal('self') }),
	/** Agents check calls of colleagues of the same team. */
	v.strictObject({ by: v.literal('peers') }),
	v.strictObject({ by: v.literal('named'), userIds: v.pipe(ids, v.minLength(1)) })
]);

/** Whose calls. Departments, teams and people add up, none of them means everybody; the rest narrows. */
const callsOf = v.strictObject({
	departmentIds: ids,
	teamIds: ids,
	userIds: ids,
	/** Only agents whose first membership began at most so many days before the period's last day. */
	newUpToDays: v.nullable(whole(1, 3650)),
	/** Only agents whose mean score of the last 90 days lies below this, points; without a score: not. */
	belowScore: v.nullable(whole(1, 100))
});

/** Days from 1 Monday to 7 Sunday. A week is the seven days before the weekday of drawing. */
export const recurrence = v.variant('every', [
	v.strictObject({ every: v.literal('day') }),
	v.strictObject({ every: v.literal('week'), weekday: whole(1, 7) }),
	/** Drawn on this day of the month, for the month before. */
	v.strictObject({ every: v.literal('month'), day: whole(1, 28) })
]);
export type Recurrence = v.InferOutput<typeof recurrence>;

/** How many calls a unit gives; `percent` and `workload` count the unit's calls of the period and round up. */
const countRule = v.variant('how', [
	v.strictObject({ how: v.literal('fixed'), n: whole(1, 200) }),
	v.strictObject({
		how: v.literal('percent'),
		percent: whole(1, 100),
		min: whole(0, 200),
		max: whole(1, 200)
	}),
	v.strictObject({
		how: v.literal('workload'),
		perTen: whole(1, 10),
		min: whole(0, 200),
		max: whole(1, 200)
	})
]);
export type CountRule = v.InferOutput<typeof countRule>;

/** Which reviews a call may or must have: `passed` and `failed` are of the newest review that counts. */
export const reviewedModes = ['not-reviewed', 'any', 'reviewed', 'passed', 'failed'] as const;
export type ReviewedMode = (typeof reviewedModes)[number];

const eligible = v.strictObject({
	/** ms; the bounds themselves are eligible. */
	minDurationMs: whole(0, 86_400_000),
	maxDurationMs: v.nullable(whole(1, 86_400_000)),
	/** Empty lists mean all. */
	directions: v.array(v.picklist(directions)),
	kinds: v.array(v.picklist(callKinds)),
	queues: v.pipe(v.array(text(80)), v.maxLength(100)),
	reviewed: v.picklist(reviewedModes)
});

/** A pool inside a unit's eligible calls, and the share of the wanted calls that comes from it. */
const stratumRule = v.variant('pool', [
	v.strictObject({ pool: v.literal('any'), percent: whole(1, 100) }),
	/** The longest, or shortest, quarter of the unit's eligible calls (rounded up). */
	v.strictObject({ pool: v.literal('longest'), percent: whole(1, 100) }),
	v.strictObject({ pool: v.literal('shortest'), percent: whole(1, 100) }),
	/** Calls with one of these words in a field that the source delivered. */
	v.strictObject({
		pool: v.literal('complaint'),
		percent: whole(1, 100),
		words: v.pipe(v.array(text(40)), v.minLength(1), v.maxLength(50))
	}),
	/** Calls in which the agent's own self-check found a problem. */
	v.strictObject({ pool: v.literal('self-check-problem'), percent: whole(1, 100) }),
	/** Calls with a highlight, in a review or a self-check. */
	v.strictObject({ pool: v.literal('praised'), percent: whole(1, 100) }),
	/** Calls begun in `[fromHour, toHour)` of the centre's day; over midnight when from is not below to. */
	v.strictObject({
		pool: v.literal('hours'),
		percent: whole(1, 100),
		fromHour: whole(0, 23),
		toHour: whole(1, 24)
	})
]);
export type StratumRule = v.InferOutput<typeof stratumRule>;
export type Pool = StratumRule['pool'];

const dueRule = v.variant('in', [
	v.strictObject({ in: v.literal('hours'), hours: whole(1, 744) }),
	/** At `at` of the n-th working day after the day of drawing (0: that day itself). */
	v.strictObject({ in: v.literal('working-days'), days: whole(0, 60), at: timeOfDay })
]);
export type DueRule = v.InferOutput<typeof dueRule>;

export const planRule = v.strictObject({
	name: v.strictObject({ en: text(80), 'zh-CN': text(80) }),
	reviewer: reviewerRule,
	callsOf,
	recurrence,
	/** Time of drawing, in the centre's zone, on the day after the period's last day. */
	drawAt: timeOfDay,
	/** Of whom so many calls are wanted: each agent on duty, or each team. */
	unit: v.picklist(['agent', 'team']),
	count: countRule,
	eligible,
	/** In order of filling; percents add up to 100. */
	strata: v.pipe(v.array(stratumRule), v.minLength(1), v.maxLength(8)),
	due: dueRule,
	/** Key of the rubric; null: by the kind of the call. */
	rubricKey: v.nullable(text(80)),
	/** The reviewer sees neither the agent's name nor earlier reviews until own is submitted. */
	blind: v.boolean(),
	/** What a reviewer must have heard before submitting, percent of the speech; `LISTEN_PERCENT` when left out. */
	listen: v.optional(v.strictObject({ speechPercent: whole(0, 100) })),
	/** A paused plan draws nothing from the period on from which this version holds. */
	paused: v.boolean()
});
export type PlanRule = v.InferOutput<typeof planRule>;

/** So much of the speech is asked for where no plan says otherwise. */
export const LISTEN_PERCENT = 80;

export const listenPercent = ({ listen }: Pick<PlanRule, 'listen'>): number =>
	listen?.speechPercent ?? LISTEN_PERCENT;

/** What the drawn calls are for. A call is drawn at most once for each kind. */
export const planKinds = ['spot-check', 'weekly-audit', 'self-check', 'peer-check'] as const;
export type PlanKind = (typeof planKinds)[number];

/** The kind follows from who checks; named reviewers make spot checks. */
export function planKind({ reviewer }: Pick<PlanRule, 'reviewer'>): PlanKind {
	switch (reviewer.by) {
		case 'team-lead':
		case 'named':
			return 'spot-check';
		case 'department-head':
			return 'weekly-audit';
		case 'self':
			return 'self-check';
		case 'peers':
			return 'peer-check';
	}
}

/** Kinds that end in a scored review against a rubric; the others end in a check (clean, problem, highlight). */
export const isReviewed = (kind: PlanKind): boolean =>
	kind === 'spot-check' || kind === 'weekly-audit';
