/**
 * Calibration: several reviewers score the same calls, nobody knowing what another makes of them,
 * and then talk about where they differ. Nothing of it counts for an agent.
 */
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';

export const MAX_CALLS = 10;
const MIN_PARTICIPANTS = 2;
const MAX_PARTICIPANTS = 20;
const MAX_TITLE = 120;
export const MAX_WORDS = 4000;
/** A proposal carries them as its note. */
export const MAX_CLOSING_WORDS = 500;
/** A deadline lies at most so far ahead. */
const MAX_AHEAD_MS = 366 * 86_400_000;
/** So long after the deadline the participants may still hear the calls, unless it is closed before. */
export const DISCUSSION_MS = 30 * 86_400_000;
/** So long before the deadline whoever has not finished is reminded. */
export const REMIND_MS = 86_400_000;

/** Answers are awaited; they are in (or the deadline has passed) and are talked about; it is over. */
export type CalibrationPhase = 'scoring' | 'discussion' | 'closed';

interface CalibrationState {
	now: Date;
	/** The first instant at which nothing is taken any more. */
	deadline: Date;
	closed: boolean;
	/** Every participant has submitted every call. */
	allIn: boolean;
}

export function phaseOf({ now, deadline, closed, allIn }: CalibrationState): CalibrationPhase {
	if (closed) return 'closed';
	return allIn || now >= deadline ? 'discussion' : 'scoring';
}

/**
 * Whether somebody may know nothing yet of what others answered, scored or remarked. A participant,
 * the expert included, sees it once their own answers for all calls are in; whoever scores nothing,
 * such as the person who opened it, only when the scoring is over.
 */
export const isBlindTo = (state: CalibrationState & { ownIn: boolean }): boolean =>
	phaseOf(state) === 'scoring' && !state.ownIn;

export interface Opening {
	title: string;
	/** `own`: the asking person handled it. */
	calls: { agentId: string | null; own: boolean; audible: boolean }[];
	participants: { id: string; name: string; reviews: boolean }[];
	deadline: Date;
	now: Date;
}

export type OpeningRefusal =
	| 'title-missing'
	| 'calls-number'
	| 'participants-number'
	| 'not-a-reviewer'
	| 'own-call'
	| 'no-agent'
	| 'nothing-to-hear'
	| 'deadline-past'
	| 'deadline-far';

/** Whether a session may be opened so; rights are the policy's matter. Nobody calibrates an own call, nor opens a session on one. */
export function decideOpening(opening: Opening): Decision<{ title: string }, OpeningRefusal> {
	const { calls, participants, deadline, now } = opening;
	const title = opening.title.trim();
	if (!title || title.length > MAX_TITLE) return refuse('title-missing', { most: MAX_TITLE });
	if (calls.length === 0 || calls.length > MAX_CALLS)
		return refuse('calls-number', { most: MAX_CALLS });
	if (participants.length < MIN_PARTICIPANTS || participants.length > MAX_PARTICIPANTS)
		return refuse('participants-number', { least: MIN_PARTICIPANTS, most: MAX_PARTICIPANTS });
	if (calls.some(({ audible }) => !audible)) return refuse('nothing-to-hear');
	if (calls.some(({ agentId }) => agentId === null)) return refuse('no-agent');
	const stranger = participants.find(({ reviews }) => !reviews);
	if (stranger) return refuse('not-a-reviewer', { name: stranger.name });
	const handled = participants.find(({ id }) => calls.some(({ agentId }) => agentId === id));
	if (handled) return refuse('own-call', { name: handled.name });
	if (calls.some(({ own }) => own)) return refuse('own-call', { name: '' });
	if (deadline <= now) return refuse('deadline-past');
	return deadline.getTime() - now.getTime() > MAX_AHEAD_MS
		? refuse('deadline-far')
		: accept({ title });
}
