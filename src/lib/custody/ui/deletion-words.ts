/** Applications for deletion in the reader's language. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { listText, numberText } from '#lib/i18n/format.ts';
import { bytesText, verdictName } from '#lib/recordings/ui/fact-texts.ts';
import { verdicts } from '#lib/recordings/speech.ts';
import type { Facts } from '#lib/shared/decision.ts';
import { durationText } from '#lib/shared/duration.ts';
import type { Tone } from '#lib/ui/tone.ts';
import { blockKinds, type BlockKind } from '../block.ts';
import type { DeletionGroup, DeletionState, DeletionStep, EmptinessEvidence } from '../deletion.ts';

export const stateWords = {
	waiting: m.deletion_state_waiting,
	quarantine: m.deletion_state_quarantine,
	rejected: m.deletion_state_rejected,
	withdrawn: m.deletion_state_withdrawn,
	voided: m.deletion_state_voided,
	restored: m.deletion_state_restored,
	purged: m.deletion_state_purged
} satisfies Record<DeletionState, () => string>;

export const stateTones = {
	waiting: 'attention',
	quarantine: 'attention',
	rejected: 'neutral',
	withdrawn: 'neutral',
	voided: 'severe',
	restored: 'ok',
	purged: 'neutral'
} satisfies Record<DeletionState, Tone>;

export const groupWords = {
	waiting: m.deletion_group_waiting,
	quarantine: m.deletion_group_quarantine,
	decided: m.deletion_group_decided
} satisfies Record<DeletionGroup, () => string>;

export const noneWords = {
	waiting: m.deletion_none_waiting,
	quarantine: m.deletion_none_quarantine,
	decided: m.deletion_none_decided
} satisfies Record<DeletionGroup, () => string>;

export const stepWords = {
	approved: m.deletion_step_approved,
	rejected: m.deletion_step_rejected,
	withdrawn: m.deletion_step_withdrawn,
	voided: m.deletion_step_voided,
	restored: m.deletion_step_restored,
	purged: m.deletion_step_purged
} satisfies Record<DeletionStep, () => string>;

const blockWords = {
	hold: m.deletion_block_hold,
	restriction: m.deletion_block_restriction,
	task: m.deletion_block_task,
	draft: m.deletion_block_draft,
	calibration: m.deletion_block_calibration,
	incident: m.deletion_block_incident,
	concealment: m.deletion_block_concealment,
	dispute: m.deletion_block_dispute,
	'closed-month': m.deletion_block_closed_month
} satisfies Record<BlockKind, () => string>;

/** What blocks, in words; `kinds` as the refusal's facts name them. */
export const blocksText = (kinds: readonly string[]): string =>
	listText(blockKinds.filter((kind) => kinds.includes(kind)).map((kind) => blockWords[kind]()));

const refusals: Record<string, (facts: Facts) => string> = {
	'not-allowed': m.deletion_refusal_not_allowed,
	'reason-missing': ({ characters }) =>
		m.deletion_refusal_reason_missing({ characters: Number(characters) }),
	'not-kept': m.deletion_refusal_not_kept,
	'already-open': m.deletion_refusal_already_open,
	blocked: ({ blocks }) =>
		m.deletion_refusal_blocked({ blocks: blocksText(String(blocks).split(' ')) }),
	'not-empty': m.deletion_refusal_not_empty,
	'no-speech-kept': m.deletion_refusal_no_speech_kept,
	'bytes-changed': m.deletion_refusal_bytes_changed,
	'too-large': m.deletion_refusal_too_large,
	'same-person': m.deletion_refusal_same_person,
	deputy: m.deletion_refusal_deputy,
	'already-decided': m.deletion_refusal_already_decided,
	'requester-no-longer-lead': m.deletion_refusal_requester_no_longer_lead,
	'not-heard': ({ heardMs, durationMs }) =>
		m.deletion_refusal_not_heard({
			heard: durationText(Number(heardMs)),
			total: durationText(Number(durationMs))
		}),
	voided: m.deletion_refusal_voided,
	'not-in-quarantine': m.deletion_refusal_not_in_quarantine
};

/** The page's answer to a form that was refused: why, and what was typed. */
export interface PostedStep {
	refusal: string;
	facts?: Facts | undefined;
	kept: Record<string, string | undefined>;
}

export const deletionRefusalText = (refusal: string, facts: Facts = {}): string =>
	(refusals[refusal] ?? m.deletion_refusal_invalid)(facts);

const isVerdict = (word: string) => verdicts.find((verdict) => verdict === word);

/** What was measured, name and value of each fact. */
export function evidenceLines(evidence: EmptinessEvidence): string[][] {
	const verdict = isVerdict(evidence.verdict);
	const peaks = evidence.peakDbfs.map((peak) => (peak === null ? '−∞' : numberText(peak, 1)));
	return [
		[m.deletion_verdict(), verdict ? verdictName(verdict) : evidence.verdict],
		[m.deletion_bytes(), bytesText(evidence.bytes)],
		[m.deletion_duration(), m.deletion_duration_value({ ms: evidence.durationMs })],
		[m.deletion_peaks(), peaks.join(' / ') || m.deletion_peaks_none()],
		[m.deletion_speech(), m.deletion_duration_value({ ms: evidence.speechMs })],
		[m.deletion_sha256(), evidence.sha256 || '—'],
		[m.deletion_detector(), evidence.detector]
	];
}
