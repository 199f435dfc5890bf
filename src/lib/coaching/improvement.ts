/**
 * Improvements (house rule M17, PDCA): what fails often, why, what is done about it by whom and when,
 * and the fail rate to come down to. The owner says when it is done; whoever asked for it, or a head
 * who does not own it, judges whether it helped, from the same item's fail rate before and after.
 */
import { addDays, type BusinessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { FEWEST_REASON, isReason } from '#lib/shared/reason.ts';
import { realCharacters } from '#lib/shared/words.ts';
import type { Period } from './effect.ts';
import type { ActionStep } from './steps.ts';

export const actionStates = ['open', 'done', 'effective', 'not-effective', 'called-off'] as const;
export type ActionState = (typeof actionStates)[number];

export const isLateAction = (state: ActionState, dueDay: BusinessDay, today: BusinessDay) =>
	state === 'open' && today > dueDay;

/** Letters and digits that a title, and words, have at least. */
const FEWEST_WORDS = 2;

interface NewAction {
	title: string;
	words: string;
	dueDay: BusinessDay;
	targetPermille: number;
	baselineFrom: BusinessDay;
	fromDay: BusinessDay;
}

export type ActionRefusal =
	'title-missing' | 'words-missing' | 'due-past' | 'target-wrong' | 'baseline-wrong';

export function decideAction(
	{ title, words, dueDay, targetPermille, baselineFrom, fromDay }: NewAction,
	today: BusinessDay
): Decision<undefined, ActionRefusal> {
	if (realCharacters(title) < FEWEST_WORDS) return refuse('title-missing');
	if (realCharacters(words) < FEWEST_WORDS) return refuse('words-missing');
	if (dueDay < today) return refuse('due-past');
	if (!Number.isInteger(targetPermille) || targetPermille < 0 || targetPermille > 1000)
		return refuse('target-wrong');
	// A period of years would be read again on every look at the page.
	if (baselineFrom >= fromDay || baselineFrom < addDays(fromDay, -MOST_BASELINE_DAYS))
		return refuse('baseline-wrong', { days: MOST_BASELINE_DAYS });
	return accept(undefined);
}

const MOST_BASELINE_DAYS = 366;

/** The days that are compared: `after` is null until a day has passed. */
export const actionPeriods = (
	{ baselineFrom, fromDay }: Pick<NewAction, 'baselineFrom' | 'fromDay'>,
	today: BusinessDay
): { before: Period; after: Period | null } => ({
	before: { from: baselineFrom, to: addDays(fromDay, -1) },
	after: today < fromDay ? null : { from: fromDay, to: earlier(today, addDays(fromDay, 366)) }
});

const earlier = (a: BusinessDay, b: BusinessDay): BusinessDay => (a < b ? a : b);

export type ActionStepRefusal = 'wrong-state' | 'words-missing' | 'reason-missing';

/** In which states a step is taken. */
const statesOf: Record<ActionStep, readonly ActionState[]> = {
	done: ['open'],
	effective: ['done'],
	'not-effective': ['done'],
	'called-off': ['open', 'done']
};

export const isOpenTo = (state: ActionState, step: ActionStep): boolean =>
	statesOf[step].includes(state);

export function decideActionStep(
	state: ActionState,
	step: ActionStep,
	words: string
): Decision<undefined, ActionStepRefusal> {
	if (!isOpenTo(state, step)) return refuse('wrong-state');
	if (step === 'called-off' && !isReason(words))
		return refuse('reason-missing', { characters: FEWEST_REASON });
	return realCharacters(words) < FEWEST_WORDS ? refuse('words-missing') : accept(undefined);
}

interface Hands {
	isOwner: boolean;
	/** Whoever asked for it, by any account. */
	isAsker: boolean;
	/** May manage improvements of the place. */
	manages: boolean;
	/** Heads the department. */
	heads: boolean;
}

/** Whose step it is: the owner's, the judge's, or anybody's who may manage it. */
export function mayTake(step: ActionStep, { isOwner, isAsker, manages, heads }: Hands): boolean {
	if (step === 'done') return isOwner;
	if (step === 'called-off') return manages;
	return isAsker || (heads && !isOwner);
}
