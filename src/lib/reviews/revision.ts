/**
 * Revisions of a review. What was submitted is locked; a correction is a further revision with a
 * reason, made by the review's author or by the head of the department, never for an own call. All
 * revisions stay readable, each beside what it changed.
 */
import { can, type Placed } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import { sameJson } from '#lib/shared/canonical-json.ts';
import type { DraftContent } from './draft.ts';
import type { EvidenceKind } from './review.ts';

export interface HeldAnswer {
	itemKey: string;
	answer: unknown;
	comment: string;
	withoutEvidence: string | null;
	rootCause: string | null;
	privateComment: string | null;
}

export interface HeldPassage {
	kind: EvidenceKind;
	itemKey: string | null;
	fromMs: number;
	toMs: number;
	note: string;
	private: boolean;
}

/** What a submitted review holds: its words trimmed, its passages inside the recording. */
export interface Held {
	answers: HeldAnswer[];
	passages: HeldPassage[];
	comment: string;
	privateComment: string | null;
}

/** What is kept of a content without faults. */
export function heldOf(content: DraftContent, durationMs: number): Held {
	return {
		answers: Object.entries(content.answers)
			.filter(([, { answer }]) => answer !== null)
			.map(([itemKey, { answer, comment, withoutEvidence, rootCause, privateComment }]) => ({
				itemKey,
				answer,
				comment: comment.trim(),
				withoutEvidence: withoutEvidence?.trim() || null,
				rootCause: rootCause ?? null,
				privateComment: privateComment?.trim() || null
			})),
		passages: content.evidence.map(({ kind, itemKey, fromMs, toMs, note, ...entry }) => ({
			kind,
			itemKey,
			fromMs,
			toMs: Math.min(toMs, durationMs),
			note: note.trim(),
			private: entry.private ?? false
		})),
		comment: content.comment.trim(),
		privateComment: content.privateComment?.trim() || null
	};
}

/** What a bench begins with to correct it; what was heard and the time spent begin anew. */
export function contentOf(held: Held): DraftContent {
	return {
		answers: Object.fromEntries(
			held.answers.map(({ itemKey, answer, comment, ...more }) => [
				itemKey,
				{
					answer: answer as DraftContent['answers'][string]['answer'],
					comment,
					...(more.withoutEvidence !== null && { withoutEvidence: more.withoutEvidence }),
					...(more.rootCause !== null && { rootCause: more.rootCause }),
					...(more.privateComment !== null && { privateComment: more.privateComment })
				}
			])
		),
		comment: held.comment,
		...(held.privateComment !== null && { privateComment: held.privateComment }),
		evidence: held.passages.map(({ private: own, ...passage }, index) => ({
			id: `p${index}`,
			...passage,
			...(own && { private: true })
		})),
		heard: [],
		spentMs: 0
	};
}

/** What a reviewed agent reads of it: nothing that is for reviewers only. */
export const withoutPrivate = (held: Held): Held => ({
	answers: held.answers.map((given) => ({ ...given, privateComment: null })),
	passages: held.passages.filter((passage) => !passage.private),
	comment: held.comment,
	privateComment: null
});

/** One criterion, or the call as a whole (null), in two revisions; only what differs is there. */
export interface Change {
	itemKey: string | null;
	before: HeldAnswer | undefined;
	after: HeldAnswer | undefined;
	/** The overall words, of the call as a whole. */
	words?: { before: string; after: string };
	removed: HeldPassage[];
	added: HeldPassage[];
}

/** What `after` changed, in the order of `after`'s answers; the call as a whole comes last. Empty when nothing did. */
export function changesBetween(before: Held, after: Held): Change[] {
	const keys = new Set([...after.answers, ...before.answers].map(({ itemKey }) => itemKey));
	const pinned = [...after.passages, ...before.passages].flatMap(({ itemKey }) => itemKey ?? []);
	const changes = [...new Set([...keys, ...pinned])].map((key) => changeOf(key, before, after));
	const whole = { ...changeOf(null, before, after), ...wordsOf(before, after) };
	return [...changes, whole].filter(
		(change) =>
			!sameJson(change.before, change.after) ||
			change.words !== undefined ||
			change.removed.length + change.added.length > 0
	);
}

function changeOf(itemKey: string | null, before: Held, after: Held): Change {
	const answer = (held: Held) => held.answers.find((given) => given.itemKey === itemKey);
	const lacks = (held: Held) => (one: HeldPassage) =>
		one.itemKey === itemKey && !held.passages.some((other) => sameJson(one, other));
	return {
		itemKey,
		before: answer(before),
		after: answer(after),
		removed: before.passages.filter(lacks(after)),
		added: after.passages.filter(lacks(before))
	};
}

function wordsOf(before: Held, after: Held): Pick<Change, 'words'> {
	const all = ({ comment, privateComment }: Held) =>
		[comment, privateComment].filter(Boolean).join('\n');
	return all(before) === all(after) ? {} : { words: { before: all(before), after: all(after) } };
}

/** Its author, or who heads the department of the call (R2: never for an own call). */
export const mayCorrect = (
	actor: Actor,
	{ reviewerId, ...placed }: Placed & { reviewerId: string }
): boolean =>
	can(actor, 'review.correct', placed) === 'allowed' &&
	(reviewerId === actor.id || can(actor, 'second-review.rule', placed) === 'allowed');

/** A reason has at least so many letters and digits. */
export const REASON_LENGTH = 10;
