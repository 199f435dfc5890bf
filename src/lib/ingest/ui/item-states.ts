/** States of items and directions in words, with the tone of their mark. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Direction } from '#lib/recordings/call.ts';
import type { Tone } from '#lib/ui/tone.ts';
import type { ItemState } from '../issues.ts';

export const stateTexts: Record<ItemState, () => string> = {
	ready: m.ingest_state_ready,
	held: m.ingest_state_held,
	settling: m.ingest_state_settling,
	rejected: m.ingest_state_rejected,
	ignored: m.ingest_state_ignored
};

export const stateTones: Record<ItemState, Tone> = {
	ready: 'ok',
	held: 'attention',
	settling: 'info',
	rejected: 'severe',
	ignored: 'neutral'
};

export const directionTexts: Record<Direction, () => string> = {
	inbound: m.ingest_direction_inbound,
	outbound: m.ingest_direction_outbound,
	internal: m.ingest_direction_internal,
	unknown: m.ingest_direction_unknown
};

/** Refusals of the area's commands, as the page shows them. */
export const refusalTexts: Record<string, () => string> = {
	'not-permitted': m.ingest_refusal_not_permitted,
	'name-taken': m.ingest_refusal_name_taken,
	'no-such-source': m.ingest_refusal_no_such_source,
	'already-so': m.ingest_refusal_already_so,
	'nothing-to-retry': m.ingest_refusal_nothing_to_retry,
	'reason-missing': m.ingest_refusal_reason_missing
};
