/**
 * The bench, one screen in five uses. `ui/Bench.svelte` takes a `BenchMode` and `BenchData`; what
 * differs between the uses stands in `benchUses` and nowhere else.
 *
 * - `review`: the reviewer's own. Drafts save themselves, Save, Submit and next, Skip.
 * - `correction`: begins with what a submitted review holds (`draft.content`), asks for `reason`.
 * - `calibration`: as a review, but with the drafts and the submit of the session it belongs to.
 * - `preview`: a rubric tried on a call. It scores and forgets: no draft, no submit.
 * - `read`: what was submitted, as it stands. Nothing can be changed; passages still play.
 *
 * Every use that submits posts what `posted.ts` reads, to the `submit` action of its own route.
 */
import type { Direction, CallKind } from '#lib/recordings/call.ts';
import type { PlayableRecording } from '#lib/recordings/playable.ts';
import type { Range } from '#lib/recordings/speech.ts';
import type { WorkOrder } from '#lib/recordings/work-order.ts';
import type { Form, FormText } from '#lib/rubric/form.ts';
import type { ReadReport } from './call-report.ts';
import type { ReadCheck } from './check.ts';
import type { DraftContent } from './draft.ts';
import type { ReviewKind } from './review.ts';
import type { Outcome } from './scoring.ts';

export type BenchMode = 'review' | 'correction' | 'calibration' | 'preview' | 'read';

export interface BenchUse {
	/** Answers, words and evidence can be changed. */
	edits: boolean;
	/** What is typed is kept on the server by itself, when the route names where (`draftUrl`). */
	drafts: boolean;
	/** The draft can be thrown away, by the `discard` action of the route. */
	discards: boolean;
	submits: boolean;
	/** The submit needs a `reason`, typed above the bar. */
	reason: boolean;
}

export const benchUses: Record<BenchMode, BenchUse> = {
	review: { edits: true, drafts: true, discards: true, submits: true, reason: false },
	correction: { edits: true, drafts: false, discards: false, submits: true, reason: true },
	calibration: { edits: true, drafts: true, discards: false, submits: true, reason: false },
	preview: { edits: true, drafts: false, discards: false, submits: false, reason: false },
	read: { edits: false, drafts: false, discards: false, submits: false, reason: false }
};

/** The call as whoever sits at the bench may see it; of a blind one `agent` and `staffNo` are null. */
export interface BenchCall {
	agent: string | null;
	staffNo: string | null;
	customerMasked: string | null;
	direction: Direction;
	kind: CallKind;
	queue: string | null;
	startedAt: Date;
	durationMs: number;
	/** What was entered after the call; null when the source delivers none. */
	order: WorkOrder | null;
}

/** The drawn task that the bench was opened by. */
interface BenchTask {
	kind: string;
	seed: string;
	dueAt: Date;
	eligible: number | null;
	chosen: number | null;
}

/** What a bench shows. `server/workbench.ts` makes it for a review; other routes make their own. */
export interface BenchData {
	recording: PlayableRecording;
	/** What this person heard of it before. */
	heard: Range[];
	/** Percent of the speech to hear before submitting; nothing is asked for when left out. */
	minimum?: number;
	call: BenchCall;
	/** Stands for the name of a hidden agent. */
	agentNumber: number | null;
	form: Form;
	rubricVersion: number;
	/** Stable name of the rubric; left out where nothing is looked up by it. */
	rubricKey?: string;
	assignmentId: string | null;
	task: BenchTask | undefined;
	/** What the fields begin with; version 0 and no time when nothing was saved. */
	draft: { content: DraftContent; version: number; savedAt: Date | null };
	/** A further task waits after this one. */
	hasNext: boolean;
	/** The standard phrase of the day of the call, by item; none when left out. */
	phrases?: { itemKey: string; words: FormText }[];
	/** Earlier reviews of the agent's other calls; left out while the agent is hidden. */
	history?: EarlierReview[];
	/** What the agent and colleagues found in the call; left out until the own judgement stands. */
	checks?: ReadCheck[];
	/** What was reported of the call; left out with the checks. */
	reports?: ReadReport[];
	/** The submitted review that is read. */
	submitted?: { id: string; at: Date };
}

/** An earlier review of the same agent, in its newest revision. */
export interface EarlierReview {
	id: string;
	kind: ReviewKind;
	callStartedAt: Date;
	submittedAt: Date;
	reviewer: string;
	rawTenths: number | null;
	outcome: Outcome;
	severe: string[];
	revision: number;
}
