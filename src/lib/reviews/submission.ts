/**
 * What a review needs before it may be submitted. Every item answered; a finding with words for the
 * agent and a passage to hear (or why there is none); N/A of an item that can fail the call or
 * cost money with a reason; a highlight with what is good about it; passages inside the recording.
 */
import { isAnswer, isFailed, NOT_APPLICABLE } from '#lib/rubric/answer.ts';
import { itemsOf, type Form, type Item } from '#lib/rubric/form.ts';
import type { DraftContent, DraftEvidence } from './draft.ts';

export type Fault =
	| { fault: 'open'; itemKey: string }
	| { fault: 'not-an-answer'; itemKey: string }
	| { fault: 'comment-missing'; itemKey: string }
	| { fault: 'evidence-missing'; itemKey: string }
	| { fault: 'na-reason-missing'; itemKey: string }
	| { fault: 'unknown-item'; itemKey: string }
	| { fault: 'note-missing'; evidenceId: string }
	| { fault: 'outside-recording'; evidenceId: string };
export type FaultName = Fault['fault'];

/** Everything that stands against submitting, in the order of the form; empty when it may be. */
export function submissionFaults(form: Form, content: DraftContent, durationMs: number): Fault[] {
	const items = itemsOf(form);
	const known = new Set(items.map((item) => item.key));
	const named = [
		...Object.keys(content.answers),
		...content.evidence.flatMap((entry) => entry.itemKey ?? [])
	];
	return [
		...items.flatMap((item) => itemFaults(item, content)),
		...content.evidence.flatMap((entry) => evidenceFaults(entry, durationMs)),
		...[...new Set(named)]
			.filter((key) => !known.has(key))
			.map((itemKey): Fault => ({ fault: 'unknown-item', itemKey }))
	];
}

function itemFaults(item: Item, content: DraftContent): Fault[] {
	const itemKey = item.key;
	const { answer = null, comment = '', withoutEvidence = '' } = content.answers[itemKey] ?? {};
	if (answer === null) return [{ fault: 'open', itemKey }];
	if (!isAnswer(item, answer)) return [{ fault: 'not-an-answer', itemKey }];
	const silent = comment.trim() === '';
	if (answer === NOT_APPLICABLE && (item.fatal ?? item.severe) && silent)
		return [{ fault: 'na-reason-missing', itemKey }];
	if (!isFailed(item, answer)) return [];

	const shown =
		withoutEvidence.trim() !== '' ||
		content.evidence.some((entry) => entry.kind === 'finding' && entry.itemKey === itemKey);
	return [
		...(silent ? [{ fault: 'comment-missing', itemKey } as const] : []),
		...(shown ? [] : [{ fault: 'evidence-missing', itemKey } as const])
	];
}

function evidenceFaults(entry: DraftEvidence, durationMs: number): Fault[] {
	const evidenceId = entry.id;
	// A playback copy may round the last block up.
	if (entry.toMs > durationMs + 100) return [{ fault: 'outside-recording', evidenceId }];
	if (entry.kind === 'highlight' && entry.note.trim() === '')
		return [{ fault: 'note-missing', evidenceId }];
	return [];
}
