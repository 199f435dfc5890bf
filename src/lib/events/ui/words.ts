/** Recorder incidents in the reader's language, and how their state looks. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Facts } from '#lib/shared/decision.ts';
import type { Tone } from '#lib/ui/tone.ts';
import type { IncidentKind, IncidentState, IncidentStep } from '../recorder-incident.ts';

export const kindWords = {
	'not-playable': m.incidents_kind_not_playable,
	'checksum-different': m.incidents_kind_checksum_different,
	'storage-gone': m.incidents_kind_storage_gone,
	'no-recording': m.incidents_kind_no_recording,
	'source-silent': m.incidents_kind_source_silent,
	'bad-sound': m.incidents_kind_bad_sound,
	other: m.incidents_kind_other
} satisfies Record<IncidentKind, () => string>;

export const stateWords = {
	open: m.incidents_state_open,
	acknowledged: m.incidents_state_acknowledged,
	closed: m.incidents_state_closed
} satisfies Record<IncidentState, () => string>;

export const stateTones = {
	open: 'severe',
	acknowledged: 'attention',
	closed: 'neutral'
} satisfies Record<IncidentState, Tone>;

export const stepWords = {
	acknowledged: m.incidents_step_acknowledged,
	note: m.incidents_step_note,
	closed: m.incidents_step_closed
} satisfies Record<IncidentStep, () => string>;

const refusals: Record<string, (facts: Facts | undefined) => string> = {
	'words-missing': (facts) =>
		m.incidents_refusal_words_missing({ characters: Number(facts?.characters ?? 0) }),
	'incident-closed': m.incidents_refusal_incident_closed,
	'already-acknowledged': m.incidents_refusal_already_acknowledged
};

export const incidentRefusalText = (refusal: string, facts?: Facts): string =>
	(refusals[refusal] ?? m.incidents_refusal_invalid)(facts);
