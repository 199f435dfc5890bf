/**
 * Coaching tasks (house rule M17): a topic, words, passages to listen to, a day. A lead or head gives
 * it, the agent acknowledges it, the agent or who may give it says that it is done; or it is called
 * off, with a reason. Its effect is read from how often the item fails before and after.
 */
import type { BusinessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { FEWEST_REASON, isReason } from '#lib/shared/reason.ts';
import { realCharacters } from '#lib/shared/words.ts';
import type { TaskStep } from './steps.ts';

export const taskStates = ['open', 'acknowledged', 'done', 'called-off'] as const;
export type TaskState = (typeof taskStates)[number];

/** States in which it is still to be done. */
export const unfinished: readonly TaskState[] = ['open', 'acknowledged'];

/** The due day itself is in time. */
export const isLate = (state: TaskState, dueDay: BusinessDay, today: BusinessDay): boolean =>
	unfinished.includes(state) && today > dueDay;

/** Letters and digits that a topic, and words, have at least. */
const FEWEST_WORDS = 2;
const MOST_CLIPS = 20;

interface NewTask {
	topic: string;
	words: string;
	dueDay: BusinessDay;
	clips: number;
}

export type TaskRefusal = 'topic-missing' | 'words-missing' | 'due-past' | 'too-many-clips';

export function decideTask(
	{ topic, words, dueDay, clips }: NewTask,
	today: BusinessDay
): Decision<undefined, TaskRefusal> {
	if (realCharacters(topic) < FEWEST_WORDS) return refuse('topic-missing');
	if (realCharacters(words) < FEWEST_WORDS) return refuse('words-missing');
	if (dueDay < today) return refuse('due-past');
	return clips > MOST_CLIPS ? refuse('too-many-clips', { most: MOST_CLIPS }) : accept(undefined);
}

export type StepRefusal = 'wrong-state' | 'words-missing' | 'reason-missing';

/** Whether the step may be taken; `byAgent` when the agent, rather than a lead or head, takes it. */
export function decideTaskStep(
	state: TaskState,
	step: TaskStep,
	{ words, byAgent }: { words: string; byAgent: boolean }
): Decision<undefined, StepRefusal> {
	const from: readonly TaskState[] =
		step === 'acknowledged' ? ['open'] : step === 'done' && byAgent ? ['acknowledged'] : unfinished;
	if (!from.includes(state)) return refuse('wrong-state');
	if (step === 'done' && realCharacters(words) < FEWEST_WORDS) return refuse('words-missing');
	if (step === 'called-off' && !isReason(words))
		return refuse('reason-missing', { characters: FEWEST_REASON });
	return accept(undefined);
}
