/** An unfinished review as it is saved: whatever was entered so far, complete or not. */
import * as v from 'valibot';

/** Both engines refuse or lose NUL characters. */
const words = v.pipe(
	v.string(),
	v.maxLength(4000),
	v.check((value) => !value.includes('\u0000'), 'NUL character')
);
const itemKey = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,59}$/));
const ms = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1));
const range = v.strictTuple([ms, ms]);

const draftEvidence = v.pipe(
	v.strictObject({
		id: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
		kind: v.picklist(['finding', 'highlight', 'note']),
		/** The criterion it is pinned to; null for the call as a whole. */
		itemKey: v.nullable(itemKey),
		fromMs: ms,
		toMs: ms,
		note: words,
		/** Of a note: for reviewers only, the agent never reads it. */
		private: v.optional(v.boolean())
	}),
	v.check((entry) => entry.fromMs < entry.toMs, 'an empty range'),
	v.check((entry) => entry.kind === 'note' || !entry.private, 'a private finding')
);

const draftAnswer = v.strictObject({
	/** The kind's value, `na`, or null while open. */
	answer: v.nullable(v.union([v.number(), words])),
	comment: words,
	/** Why no passage can show the finding. */
	withoutEvidence: v.optional(words),
	/** For reviewers only. */
	privateComment: v.optional(words),
	/** Key of the item's root cause; asked for when the answer fails. */
	rootCause: v.optional(itemKey)
});

export const draftContent = v.strictObject({
	answers: v.pipe(
		v.record(itemKey, draftAnswer),
		v.check((answers) => Object.keys(answers).length <= 300, 'too many answers')
	),
	comment: words,
	/** For reviewers only. */
	privateComment: v.optional(words),
	/** Why less was heard than the plan asks for. */
	underHeardReason: v.optional(words),
	evidence: v.pipe(v.array(draftEvidence), v.maxLength(200)),
	/** Union of heard ranges, ms. */
	heard: v.pipe(v.array(range), v.maxLength(5000)),
	/** Time with the workbench open and in front, ms. */
	spentMs: ms
});

export type DraftContent = v.InferOutput<typeof draftContent>;
export type DraftEvidence = v.InferOutput<typeof draftEvidence>;
export type DraftAnswer = v.InferOutput<typeof draftAnswer>;

export const emptyDraft = (): DraftContent => ({
	answers: {},
	comment: '',
	evidence: [],
	heard: [],
	spentMs: 0
});

/** The given answers by item key, as scoring takes them; open ones are left out. */
export const answersOf = (content: DraftContent): Record<string, unknown> =>
	Object.fromEntries(
		Object.entries(content.answers)
			.filter(([, { answer }]) => answer !== null)
			.map(([key, { answer }]) => [key, answer])
	);

/** What the workbench sends to save a draft. */
export const draftInput = v.strictObject({
	version: v.pipe(v.number(), v.integer(), v.minValue(0)),
	assignmentId: v.optional(v.pipe(v.string(), v.maxLength(60))),
	/** Whose page it is: another person may have signed in since. */
	as: v.optional(v.pipe(v.string(), v.maxLength(60))),
	content: draftContent
});

/** A page was opened by somebody else than who is signed in by now: nothing is taken or given. */
export const isAnother = (actorId: string, as: string | null | undefined): boolean =>
	Boolean(as) && as !== actorId;
