/**
 * Which rubric scores a call: the choice that names its place most closely. A place is a kind of
 * call with, or without, a queue and a team; team and queue go before team, team before queue, and
 * queue before the kind alone. A place has one choice, so there are no ties.
 */
import * as v from 'valibot';
import { callKinds, type CallKind } from '#lib/recordings/call.ts';
import { canonicalJson } from '#lib/shared/canonical-json.ts';

export interface Place {
	callKind: CallKind;
	/** Null means every queue. */
	queue: string | null;
	/** Null means every team. */
	teamId: string | null;
}

export interface RubricChoice extends Place {
	rubricId: string;
}

const optionalName = v.pipe(
	v.string(),
	v.trim(),
	v.maxLength(200),
	v.check((value) => !value.includes('\u0000'), 'NUL character'),
	v.transform((value) => (value === '' ? null : value))
);

export const placeInput = v.object({
	callKind: v.picklist(callKinds),
	queue: optionalName,
	teamId: optionalName
});

export const choiceInput = v.object({
	...placeInput.entries,
	/** Empty: no choice of its own for this place. */
	rubricId: optionalName
});
export type ChoiceInput = v.InferOutput<typeof choiceInput>;

export type ChoiceRefusal =
	| 'not-allowed'
	| 'no-such-team'
	| 'other-department'
	| 'no-such-rubric'
	| 'other-kind'
	| 'unchanged';

/** The three of a place as one text. */
export const placeText = ({ callKind, queue, teamId }: Place): string =>
	canonicalJson([callKind, queue, teamId]);

/** A rubric as far as choosing needs it, the oldest first in lists. */
interface ChoosableRubric {
	id: string;
	callKind: CallKind;
}

/**
 * Ids of the rubrics that may score `call`, the first of them first: those chosen, by closeness,
 * then those written for its kind, the oldest first. `rubrics` are the ones not retired.
 */
export const rubricOrder = (
	choices: readonly RubricChoice[],
	rubrics: readonly ChoosableRubric[],
	call: Place
): string[] => {
	const standing = new Set(rubrics.map(({ id }) => id));
	return scoredAs(call.callKind).flatMap((kind) => [
		...choices
			.filter((choice) => choice.callKind === kind && covers(choice, call))
			.toSorted((a, b) => closeness(b) - closeness(a))
			.map(({ rubricId }) => rubricId)
			.filter((id) => standing.has(id)),
		...rubrics.filter(({ callKind }) => callKind === kind).map(({ id }) => id)
	]);
};

/** The kinds whose rubrics may score a call, in order: `other` calls are scored as reports where nothing else is said. */
export const scoredAs = (kind: CallKind): CallKind[] =>
	kind === 'other' ? ['other', 'report'] : [kind];

const covers = (choice: Place, call: Place): boolean =>
	(choice.queue === null || choice.queue === call.queue) &&
	(choice.teamId === null || choice.teamId === call.teamId);

const closeness = ({ queue, teamId }: Place): number =>
	(teamId === null ? 0 : 2) + (queue === null ? 0 : 1);
