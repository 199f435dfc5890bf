/**
 * What somebody reports of a call by themselves, beside a check or without one: a problem of house
 * rule M6, or a highlight worth learning from. Never taken back: it stays marked as reported.
 */
import * as v from 'valibot';
import { parseDuration } from '#lib/shared/duration.ts';
import { checkContent, type Finding, type ProblemKind } from './check.ts';

export const reportKinds = ['problem', 'highlight'] as const;
export type ReportKind = (typeof reportKinds)[number];

const { problem, atMs, note } = checkContent.entries;

const reportContent = v.strictObject({
	kind: v.picklist(reportKinds),
	problem,
	atMs,
	note,
	/** Of a highlight: it may be used in the listening library. */
	shared: v.boolean()
});
export type ReportContent = v.InferOutput<typeof reportContent>;

export type ReportFault = 'kind-missing' | 'second-missing' | 'outside-recording' | 'note-missing';

/** Everything that stands against it, in the order of the form; empty when it may be. */
export function reportFaults(
	{ kind, problem, atMs, note }: ReportContent,
	durationMs: number
): ReportFault[] {
	return [
		...(kind === 'problem' && problem === null ? ['kind-missing' as const] : []),
		...(atMs === null ? ['second-missing' as const] : []),
		...(atMs !== null && atMs > durationMs ? ['outside-recording' as const] : []),
		...(note === '' ? ['note-missing' as const] : [])
	];
}

/** What a check reports beside its result; undefined of a clean call. */
export function reportOfCheck(
	{ result, problem, atMs, note }: Finding,
	shared: boolean
): ReportContent | undefined {
	return result === 'clean' ? undefined : { kind: result, problem, atMs, note, shared };
}

/** What was typed, given back with a refusal. */
export interface TypedReport {
	kind: string;
	problem: string;
	at: string;
	note: string;
	shared: boolean;
}

/** A report as a plain form sends it: `kind`, `problem`, `at` (`1:23` or seconds), `note`, `shared`. */
export function postedReport(data: FormData): {
	/** Undefined when it is not one that the page can send. */
	content: ReportContent | undefined;
	typed: TypedReport;
} {
	const text = (name: string) => {
		const value = data.get(name);
		return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
	};
	const typed = {
		kind: text('kind'),
		problem: text('problem'),
		at: text('at').trim(),
		note: text('note'),
		shared: text('shared') !== ''
	};
	const isProblem = typed.kind === 'problem';
	const content = v.safeParse(reportContent, {
		kind: typed.kind,
		problem: (isProblem && typed.problem) || null,
		atMs: parseDuration(typed.at) ?? null,
		note: typed.note,
		shared: !isProblem && typed.shared
	});
	return { content: content.success ? content.output : undefined, typed };
}

/** A report as its readers see it. */
export interface ReadReport {
	id: string;
	kind: ReportKind;
	problem: ProblemKind | null;
	atMs: number;
	note: string;
	shared: boolean;
	at: Date;
	reporter: string;
	/** Of an own call: reported by the agent, and marked so for good. */
	own: boolean;
}

/** A report as a list tells of it. */
export interface ToldReport {
	id: string;
	at: Date;
	agentId: string;
	/** Null where the name would tell whose call a blind task is about. */
	agent: string | null;
	staffNo: string | null;
	reporter: string;
	own: boolean;
	/** Null while something of the reader's own is open on the call. */
	call: {
		recordingId: string;
		startedAt: Date;
		kind: ReportKind;
		problem: ProblemKind | null;
		atMs: number;
		note: string;
		shared: boolean;
		/** The sound is still there to be heard. */
		heard: boolean;
	} | null;
}
