/**
 * Recorder incidents (house rule M1): recording or its storage is faulty. Reported by a person or
 * found by the program; acknowledged, followed up, closed by a technician. What was done is a list
 * of steps; the state follows from it. A recording has one open incident of a kind: who reports it
 * again adds a note to it.
 */
import * as v from 'valibot';
import { wordIn } from '#lib/shared/address.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';

export const incidentKinds = [
	'not-playable',
	'checksum-different',
	'storage-gone',
	'no-recording',
	'source-silent',
	'bad-sound',
	'other'
] as const;
export type IncidentKind = (typeof incidentKinds)[number];

const incidentSteps = ['acknowledged', 'note', 'closed'] as const;
export type IncidentStep = (typeof incidentSteps)[number];

export const incidentStates = ['open', 'acknowledged', 'closed'] as const;
export type IncidentState = (typeof incidentStates)[number];

/** What was done, in any order, gives where the incident stands; notes change nothing. */
export function incidentState(steps: readonly IncidentStep[]): IncidentState {
	if (steps.includes('closed')) return 'closed';
	return steps.includes('acknowledged') ? 'acknowledged' : 'open';
}

/** What was typed; cut and cleaned later, since a form may hold anything. */
const typed = v.fallback(v.string(), '');
const kind = v.picklist(incidentKinds);
export const recordingIncidentInput = v.object({ kind, words: typed });
export const recorderIncidentInput = v.object({
	kind,
	/** As the list's filter reads it, so that it is found again. */
	source: v.pipe(
		typed,
		v.transform((text) => wordIn(text) ?? '')
	),
	words: typed
});
export const stepInput = v.object({ step: v.picklist(incidentSteps), words: typed });

/** Letters and digits that an account of a fault has at least. */
export const FEWEST_CHARACTERS = 2;

/** Kinds that say all there is to say of a recording: no words are asked for. */
const plainKinds: readonly IncidentKind[] = ['not-playable', 'checksum-different', 'storage-gone'];

/** Whether a report needs words, of a recording or (`recordingId` null) of the recorder as a whole. */
export const needsWords = (kind: IncidentKind, recordingId: string | null): boolean =>
	recordingId === null || !plainKinds.includes(kind);

export type StepRefusal = 'incident-closed' | 'already-acknowledged' | 'words-missing';

/** Decides a technician's step; `characters` counts the letters and digits of the words. A closed incident takes none. */
export function decideStep(
	state: IncidentState,
	step: IncidentStep,
	characters: number
): Decision<undefined, StepRefusal> {
	if (state === 'closed') return refuse('incident-closed');
	if (step === 'acknowledged' && state !== 'open') return refuse('already-acknowledged');
	if (step !== 'acknowledged' && characters < FEWEST_CHARACTERS)
		return refuse('words-missing', { characters: FEWEST_CHARACTERS });
	return accept(undefined);
}
