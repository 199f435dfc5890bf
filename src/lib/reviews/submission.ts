/**
 * What a review needs before it may be submitted. Every item that is asked answered; a finding with
 * words for the agent, a passage to hear (or why there is none) and one of the item's root causes,
 * unless the item demands more or less; N/A of an item that can fail the call or
 * cost money with a reason; a highlight or note with words; passages inside the recording; as much
 * heard as the plan asks for, and all of every passage pinned, or a reason why less was enough.
 */
import type { Range } from '#lib/recordings/speech.ts';
import { isAnswer, isFailed, NOT_APPLICABLE } from '#lib/rubric/answer.ts';
import { shownItems } from '#lib/rubric/condition.ts';
import { itemsOf, type Form } from '#lib/rubric/form.ts';
import type { Demand, Item } from '#lib/rubric/item.ts';
import { realCharacters } from '#lib/shared/words.ts';
import { answersOf, type DraftAnswer, type DraftContent, type DraftEvidence } from './draft.ts';
import { heardOfSpeech, isHeard } from './listened.ts';
import { REASON_LENGTH } from './revision.ts';

type FaultOfItem =
	| 'open'
	| 'not-an-answer'
	| 'comment-missing'
	| 'evidence-missing'
	| 'na-reason-missing'
	| 'root-cause-missing'
	| 'unknown-item';
export type Fault =
	| { fault: FaultOfItem; itemKey: string }
	| { fault: 'note-missing' | 'outside-recording'; evidenceId: string }
	| UnderHeard;
export type FaultName = Fault['fault'];

export interface UnderHeard {
	fault: 'under-heard';
	/** Share of the speech that was heard, 0 … 1000. */
	heardPermille: number;
	/** Percent of the speech that is asked for. */
	minimum: number;
	/** Ids of passages that were not heard whole. */
	unheard: string[];
}

/** What there was to hear, and how much of it is asked for. */
export interface Hearing {
	durationMs: number;
	/** Ranges in which anybody speaks. */
	speech: readonly Range[];
	/** Percent of the speech that must be heard, and with it every passage pinned; 0 asks for neither. */
	minimum: number;
}

/**
 * Everything that stands against submitting, in the order of the form; empty when it may be.
 * `content.heard` is taken as it is: the server puts there what the play log bears out.
 */
export function submissionFaults(form: Form, content: DraftContent, hearing: Hearing): Fault[] {
	const short = underHeard(content, hearing);
	const known = new Set(itemsOf(form).map((item) => item.key));
	const named = [
		...Object.keys(content.answers),
		...content.evidence.flatMap((entry) => entry.itemKey ?? [])
	];
	return [
		...shownItems(form, answersOf(content)).flatMap((item) => itemFaults(item, content)),
		...content.evidence.flatMap((entry) => evidenceFaults(entry, hearing.durationMs)),
		...[...new Set(named)]
			.filter((key) => !known.has(key))
			.map((itemKey): Fault => ({ fault: 'unknown-item', itemKey })),
		...(short && underHeardReason(content) === '' ? [short] : [])
	];
}

/** What was heard too little of, whatever the reason; undefined when it was enough. */
export function underHeard(
	{ heard, evidence }: DraftContent,
	{ durationMs, speech, minimum }: Hearing
): UnderHeard | undefined {
	if (minimum === 0) return undefined;
	const heardPermille = heardOfSpeech(heard, speech);
	const unheard = evidence
		.filter(({ fromMs, toMs }) => !isHeard([fromMs, Math.min(toMs, durationMs)], heard))
		.map(({ id }) => id);
	return heardPermille < minimum * 10 || unheard.length > 0
		? { fault: 'under-heard', heardPermille, minimum, unheard }
		: undefined;
}

/** The content without what was given to items before they were hidden, nor causes of what no longer fails: neither is kept. */
export function askedContent(form: Form, content: DraftContent): DraftContent {
	const items = shownItems(form, answersOf(content));
	const asked = new Set(items.map(({ key }) => key));
	const answers = items.flatMap((item): [string, DraftAnswer][] => {
		const given = content.answers[item.key];
		if (!given) return [];
		const { rootCause, ...rest } = given;
		const caused = rootCause !== undefined && isFailed(item, given.answer);
		return [[item.key, caused ? { ...rest, rootCause } : rest]];
	});
	return {
		...content,
		answers: Object.fromEntries(answers),
		evidence: content.evidence.filter(({ itemKey }) => itemKey === null || asked.has(itemKey))
	};
}

/** Why less was enough, without the spaces around it; empty when the words are too few for a reason. */
export function underHeardReason({ underHeardReason: words = '' }: DraftContent): string {
	const reason = words.trim();
	return realCharacters(reason) >= REASON_LENGTH ? reason : '';
}

function itemFaults(item: Item, content: DraftContent): Fault[] {
	const itemKey = item.key;
	const given = content.answers[itemKey];
	const { answer = null, comment = '', withoutEvidence = '', rootCause } = given ?? {};
	if (answer === null) return [{ fault: 'open', itemKey }];
	if (!isAnswer(item, answer)) return [{ fault: 'not-an-answer', itemKey }];
	const silent = comment.trim() === '';
	const na = answer === NOT_APPLICABLE;
	if (na && (item.fatal ?? item.severe) && silent) return [{ fault: 'na-reason-missing', itemKey }];

	const failed = isFailed(item, answer);
	const demanded = (demand: Demand = 'failed') =>
		demand === 'always' || (demand === 'failed' && failed);
	const shown =
		withoutEvidence.trim() !== '' ||
		content.evidence.some((entry) => entry.itemKey === itemKey && shows(entry, failed));
	const causes = failed ? item.rootCauses : undefined;
	const faults: [boolean, FaultOfItem][] = [
		[demanded(item.require?.comment) && silent, 'comment-missing'],
		[demanded(item.require?.evidence) && !na && !shown, 'evidence-missing'],
		[causes !== undefined && !causes.some(({ key }) => key === rootCause), 'root-cause-missing']
	];
	return faults.filter(([missing]) => missing).map(([, fault]) => ({ fault, itemKey }));
}

/** A failed answer is shown by a finding; one that stands well, by whatever the agent may read. */
const shows = (entry: DraftEvidence, failed: boolean): boolean =>
	failed ? entry.kind === 'finding' : !entry.private;

function evidenceFaults(entry: DraftEvidence, durationMs: number): Fault[] {
	const evidenceId = entry.id;
	// A playback copy may round the last block up.
	if (entry.toMs > durationMs + 100) return [{ fault: 'outside-recording', evidenceId }];
	if (entry.kind !== 'finding' && entry.note.trim() === '')
		return [{ fault: 'note-missing', evidenceId }];
	return [];
}
