/**
 * Making and changing plans. A change is a further version that rules from the next period on; one
 * that has not begun yet is superseded by the next. How periods are cut never changes.
 */
import * as v from 'valibot';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { isUniqueViolation } from '#lib/platform/server/db/errors.ts';
import { canonicalJson } from '#lib/shared/canonical-json.ts';
import { businessDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Accepted, type Refused } from '#lib/shared/decision.ts';
import { may } from '#lib/people/permissions.ts';
import { effectiveFrom } from '../period.ts';
import type { PlanFault } from '../plan-fault.ts';
import { judgePlan } from '../plan-faults.ts';
import { isPlanKey, keyOfName } from '../plan-key.ts';
import { headedBy, headsAll, planRight } from '../plan-rights.ts';
import { planRule, type PlanRule } from '../plan.ts';
import { centreAt, departmentTeams } from './centre-facts.ts';
import { addPlan, addVersion } from './plan-versions.ts';
import { planByKey, planKeys } from './plans.ts';

type PlanRefusal =
	| 'not-allowed'
	| 'no-such-plan'
	| 'invalid'
	| 'key-invalid'
	| 'key-taken'
	| 'stale'
	| 'nothing-changed'
	| 'recurrence-is-fixed';

/** The plan can never work: each reason at its field. */
interface CannotWork extends Refused<'cannot-work'> {
	faults: PlanFault[];
}

interface SavedPlan {
	key: string;
	version: number;
	effectiveFrom: BusinessDay;
	/** What works in part only. */
	warnings: PlanFault[];
}
type PlanOutcome = Accepted<SavedPlan> | Refused<PlanRefusal> | CannotWork;

interface CreatePlan {
	/** Stable name; made of the English name when left out. */
	key?: string;
	/** Whose plan it is; left out: the centre's for who heads all of it, else the first headed. */
	departmentId?: string | null;
	rule: PlanRule;
}

/** Adds a plan; its first period is the next one. */
export async function createPlan(context: Context, wanted: CreatePlan): Promise<PlanOutcome> {
	const { db, actor, now, zone } = context;
	if (!may(actor, 'plan.manage')) return refuse('not-allowed');
	if (wanted.key !== undefined && !isPlanKey(wanted.key)) return refuse('key-invalid');
	return db.tx(async (tx): Promise<PlanOutcome> => {
		const places = await departmentTeams(tx);
		const { departmentId = headsAll(actor, places) ? null : (headedBy(actor)[0] ?? null) } = wanted;
		if (planRight(actor, { departmentId }, places) !== 'manage') return refuse('not-allowed');
		const judged = await judge(tx, context, { rule: wanted.rule, departmentId });
		if (!judged.ok) return judged;
		const { rule, warnings } = judged.value;
		const key = wanted.key ?? (await freeKey(tx, rule));
		const planId = await addPlan(tx, now, { key, departmentId });
		if (planId === undefined) return refuse('key-taken');
		const from = effectiveFrom(rule.recurrence, now, zone);
		const version = { planId, key, version: 1, rule, effectiveFrom: from };
		await addVersion({ tx, actor, now }, version);
		return accept({ key, version: 1, effectiveFrom: from, warnings });
	});
}

interface ChangePlan {
	key: string;
	/** The newest version when the edit began; another one since: `stale`. */
	version: number;
	rule: PlanRule;
	/** Why, for the audit chain and the plan's page. */
	reason: string;
}

/** Adds a version that rules from the next period on. */
export async function changePlan(
	context: Context,
	{ key, version: edited, rule: wanted, reason }: ChangePlan
): Promise<PlanOutcome> {
	const { db, actor, now, zone } = context;
	const why = v.safeParse(changeReason, reason);
	if (!why.success) return refuse('invalid');
	const change = db.tx(async (tx): Promise<PlanOutcome> => {
		const plan = await planByKey(tx, key, businessDay(now, zone));
		const right = plan && planRight(actor, plan, await departmentTeams(tx));
		if (!plan || right === 'hidden') return refuse('no-such-plan');
		if (right !== 'manage') return refuse('not-allowed');
		const { planId, departmentId, newest } = plan;
		if (newest.version !== edited) return refuse('stale', { version: newest.version });
		if (!same(newest.rule.recurrence, wanted.recurrence)) return refuse('recurrence-is-fixed');
		const judged = await judge(tx, context, { rule: wanted, departmentId });
		if (!judged.ok) return judged;
		const { rule, warnings } = judged.value;
		if (same(rule, newest.rule)) return refuse('nothing-changed');
		const from = effectiveFrom(rule.recurrence, now, zone);
		const next = { planId, key, version: edited + 1, rule, effectiveFrom: from };
		await addVersion({ tx, actor, now }, { ...next, reason: why.output });
		return accept({ key, version: next.version, effectiveFrom: from, warnings });
	});
	return change.catch((error: unknown) => {
		if (isUniqueViolation(error)) return refuse('stale');
		throw error;
	});
}

/** A short reason on one line or several; without control characters but line feeds. */
const changeReason = v.pipe(
	v.string(),
	v.trim(),
	v.minLength(1),
	v.maxLength(500),
	v.regex(/^[\P{Cc}\r\n]*$/u)
);

async function judge(
	tx: Reader,
	{ now, zone }: Context,
	{ rule: given, departmentId }: { rule: PlanRule; departmentId: string | null }
): Promise<Accepted<{ rule: PlanRule; warnings: PlanFault[] }> | Refused<'invalid'> | CannotWork> {
	const parsed = v.safeParse(planRule, given);
	if (!parsed.success) return refuse('invalid');
	const rule = boundedTo(parsed.output, departmentId);
	const centre = await centreAt(tx, now, zone);
	const today = businessDay(now, zone);
	const { faults, warnings } = judgePlan(rule, centre, { departmentId, today });
	return faults.length > 0 ? { ...refuse('cannot-work'), faults } : accept({ rule, warnings });
}

/** In a department's own plan "everybody" is the department. */
export function boundedTo(rule: PlanRule, departmentId: string | null): PlanRule {
	const { departmentIds, teamIds, userIds } = rule.callsOf;
	if (departmentId === null || departmentIds.length + teamIds.length + userIds.length > 0)
		return rule;
	return { ...rule, callsOf: { ...rule.callsOf, departmentIds: [departmentId] } };
}

async function freeKey(tx: Writer, { name }: PlanRule): Promise<string> {
	const taken = new Set((await planKeys(tx)).map(({ key }) => key));
	const wish = keyOfName(name.en);
	let key = wish;
	for (let number = 2; taken.has(key); number++) key = `${wish}-${number}`;
	return key;
}

const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);
