/**
 * One draft changed in two places: in this page or on this machine ("mine") and on the server by
 * another tab or machine ("theirs"). Compared field by field with the version that both began from:
 * what one side changed is taken from it; what both changed differently is a conflict, and the
 * person chooses. Nothing is chosen for them but what was heard, which adds up, and the time spent,
 * of which the longer stands.
 */
import { sameJson } from '#lib/shared/canonical-json.ts';
import { unionRanges } from '#lib/shared/duration.ts';
import type { DraftAnswer, DraftContent, DraftEvidence } from './draft.ts';

export type Side = 'mine' | 'theirs';

/** A field that both sides changed, each to something else; undefined where a side removed it. */
export interface Conflict {
	/** The item or passage it belongs to; neither for words about the call as a whole. */
	itemKey?: string;
	evidenceId?: string;
	part: string;
	mine: unknown;
	theirs: unknown;
}

export interface Merged {
	/** With the chosen side's value where there is a conflict. */
	content: DraftContent;
	/** In order of the answers, the words about the call, the passages. */
	conflicts: Conflict[];
}

/** As many passages as a draft may hold. */
const MOST_PASSAGES = 200;

/** Merges both sides of a draft; `chosen` decides conflicts and nothing else. */
export function mergeDrafts(
	base: DraftContent,
	{ mine, theirs }: Record<Side, DraftContent>,
	chosen: Side = 'mine'
): Merged {
	const conflicts: Conflict[] = [];
	const pick: Pick = (at, was, own, other) => {
		if (sameJson(own, other) || sameJson(other, was)) return own;
		if (sameJson(own, was)) return other;
		conflicts.push({ ...at, mine: own, theirs: other });
		return chosen === 'mine' ? own : other;
	};
	const words = (part: 'comment' | 'privateComment' | 'underHeardReason') =>
		pick({ part }, base[part] ?? '', mine[part] ?? '', theirs[part] ?? '');
	const keys = [...new Set([...Object.keys(mine.answers), ...Object.keys(theirs.answers)])];
	const answers = keys.map((itemKey): [string, DraftAnswer] => [
		itemKey,
		mergeAnswer(itemKey, [base, mine, theirs], pick)
	]);
	const comment = words('comment');
	const [privateComment, underHeardReason] = [words('privateComment'), words('underHeardReason')];
	const evidence = mergeEvidence([base, mine, theirs], pick);
	const tooMany = evidence.length > MOST_PASSAGES;
	if (tooMany) conflicts.push({ part: 'evidence', mine: mine.evidence, theirs: theirs.evidence });
	return {
		content: {
			answers: Object.fromEntries(answers),
			comment,
			...(privateComment && { privateComment }),
			...(underHeardReason && { underHeardReason }),
			evidence: tooMany ? { mine, theirs }[chosen].evidence : evidence,
			heard: unionRanges([...mine.heard, ...theirs.heard]),
			spentMs: Math.max(mine.spentMs, theirs.spentMs)
		},
		conflicts
	};
}

/** True when both say the same to a reader; what was heard and the time spent say nothing. */
export const sameDraft = (a: DraftContent, b: DraftContent): boolean => sameJson(said(a), said(b));

type Three<Value> = [base: Value, mine: Value, theirs: Value];
type Pick = <Value>(at: Omit<Conflict, 'mine' | 'theirs'>, ...values: Three<Value>) => Value;

const open: DraftAnswer = { answer: null, comment: '' };

function mergeAnswer(itemKey: string, contents: Three<DraftContent>, pick: Pick): DraftAnswer {
	const of = <Part extends keyof DraftAnswer>(part: Part, absent: DraftAnswer[Part]) => {
		const values = contents.map(({ answers }) => (answers[itemKey] ?? open)[part] ?? absent);
		return pick({ itemKey, part }, ...(values as Three<DraftAnswer[Part]>));
	};
	const answer = of('answer', null);
	const comment = of('comment', '') ?? '';
	const [withoutEvidence, privateComment] = [of('withoutEvidence', ''), of('privateComment', '')];
	const rootCause = of('rootCause', undefined);
	return {
		answer: answer ?? null,
		comment,
		...(withoutEvidence && { withoutEvidence }),
		...(privateComment && { privateComment }),
		...(rootCause && { rootCause })
	};
}

/** Passages by id: added ones of both sides, removed ones gone unless the other side changed them. */
function mergeEvidence(contents: Three<DraftContent>, pick: Pick): DraftEvidence[] {
	const sides = contents.map(({ evidence }) => new Map(evidence.map((one) => [one.id, one])));
	const [base, mine, theirs] = sides as Three<Map<string, DraftEvidence>>;
	const merged = [...new Set([...mine.keys(), ...theirs.keys()])].flatMap((id) => {
		const [was, own, other] = [base.get(id), mine.get(id), theirs.get(id)];
		return was && own && other
			? mergePassage(id, [was, own, other], pick)
			: (pick({ evidenceId: id, part: 'passage' }, was, own, other) ?? []);
	});
	return merged.sort((a, b) => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1));
}

/** What it is pinned to, where it lies and its words change apart from each other. */
function mergePassage(evidenceId: string, passages: Three<DraftEvidence>, pick: Pick) {
	const of = <Value>(part: string, read: (passage: DraftEvidence) => Value): Value =>
		pick({ evidenceId, part }, ...(passages.map(read) as Three<Value>));
	const [fromMs, toMs] = of('range', (one) => [one.fromMs, one.toMs] as const);
	const pinned = of('pinned', ({ kind, itemKey, private: hidden = false }) => ({
		kind,
		itemKey,
		...(hidden && { private: hidden })
	}));
	return { id: evidenceId, ...pinned, fromMs, toMs, note: of('note', ({ note }) => note) };
}

/** The readable part, in one form: left out and empty are the same. */
function said(content: DraftContent) {
	const { answers, comment, evidence } = mergeDrafts(content, {
		mine: content,
		theirs: content
	}).content;
	const given = Object.entries(answers).filter(([, answer]) => !sameJson(answer, open));
	const { privateComment = '', underHeardReason = '' } = content;
	return { given: Object.fromEntries(given), comment, privateComment, underHeardReason, evidence };
}
