/**
 * A check: an agent listens to an own call (self-check) or to a colleague's (peer check) and says
 * that it is clean, what problem there is, or what is worth learning from (house rules M6 and M7).
 * Submitted once, then locked.
 */
import * as v from 'valibot';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import type { Verdict } from '#lib/recordings/speech.ts';
import type { Item } from '#lib/rubric/form.ts';
import { itemFaults, type ItemFault } from './check-items.ts';

export const checkResults = ['clean', 'problem', 'highlight'] as const;
export type CheckResult = (typeof checkResults)[number];

/** What an agent may find when listening to an own or a colleague's call (house rule M6). */
export const problemKinds = [
	'greeting',
	'misled',
	'invalid-promise',
	'address-wrong',
	'station-wrong',
	'complaint',
	'other'
] as const;
export type ProblemKind = (typeof problemKinds)[number];

const ms = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1));

/** Both engines refuse or lose NUL characters. */
const words = v.pipe(
	v.string(),
	v.maxLength(2000),
	v.check((value) => !value.includes('\u0000'), 'NUL character')
);

export const checkContent = v.strictObject({
	result: v.nullable(v.picklist(checkResults)),
	problem: v.nullable(v.picklist(problemKinds)),
	/** Where in the call; null when not given or not readable. */
	atMs: v.nullable(ms),
	note: v.pipe(v.string(), v.trim(), words),
	/** By the key of the rubric's item; what was left open is left out. */
	answers: v.optional(
		v.pipe(
			v.record(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,59}$/)), v.union([v.number(), words])),
			v.check((answers) => Object.keys(answers).length <= 300, 'too many answers')
		)
	),
	/** A highlight may be used in the listening library. */
	shared: v.optional(v.boolean()),
	/** Ranges that the page says were heard, ms. */
	heard: v.pipe(v.array(v.strictTuple([ms, ms])), v.maxLength(5000)),
	/** Time that the page says it stood open and in front, ms. */
	spentMs: ms
});
export type CheckContent = v.InferOutput<typeof checkContent>;

export type CheckFault =
	| 'result-missing'
	| 'kind-missing'
	| 'second-missing'
	| 'note-missing'
	| 'outside-recording'
	| ItemFault;

/** Everything that stands against submitting, in the order of the form; empty when it may be. */
export function checkFaults(
	content: CheckContent,
	durationMs: number,
	items: readonly Item[] = []
): CheckFault[] {
	const { result, problem, atMs, note, answers = {} } = content;
	if (result === null) return ['result-missing'];
	const clean = result === 'clean';
	const strange = itemFaults(items, answers, { clean });
	if (clean) return strange;
	return [
		...strange,
		...(result === 'problem' && problem === null ? ['kind-missing' as const] : []),
		...(atMs === null ? ['second-missing' as const] : []),
		...(atMs !== null && atMs > durationMs ? ['outside-recording' as const] : []),
		...(note === '' ? ['note-missing' as const] : [])
	];
}

export interface Finding {
	result: CheckResult;
	problem: ProblemKind | null;
	atMs: number | null;
	note: string;
}

/** What is stored of a content without faults: a clean call has no kind and no second. */
export function findingOf({ result, problem, atMs, note }: CheckContent): Finding {
	if (result === null) throw new Error('a check without a result');
	if (result === 'clean') return { result, problem: null, atMs: null, note };
	return { result, problem: result === 'problem' ? problem : null, atMs, note };
}

interface CheckableRecording {
	agentId: string | null;
	verdict: Verdict;
	verdictReason: string | null;
	/** When the same person has checked it already. */
	checkedAt: Date | undefined;
}

export type CheckRefusal = 'already-checked' | 'no-agent' | 'nothing-to-hear';

/** Whether there is something to listen to, for the first time. Rights are the policy's matter. */
export function decideCheck(
	recording: CheckableRecording
): Decision<{ agentId: string }, CheckRefusal> {
	const { agentId, verdict, verdictReason, checkedAt } = recording;
	if (checkedAt) return refuse('already-checked', { at: checkedAt.toISOString() });
	if (!agentId) return refuse('no-agent');
	if (verdict === 'empty' || verdict === 'unreadable')
		return refuse('nothing-to-hear', { verdict, reason: verdictReason });
	return accept({ agentId });
}

/** A submitted check as its readers see it. */
export interface ReadCheck extends Finding {
	id: string;
	checker: string;
	checkerId: string;
	/** Of an own call: a self-check. */
	own: boolean;
	at: Date;
	/** Length of the call. */
	durationMs: number;
	heardMs: number;
	/** Null in checks from before it was kept, as the next. */
	spentMs: number | null;
	coveredPermille: number | null;
	/** A hint that decides nothing, see `looksHasty`. */
	hasty: boolean;
}
