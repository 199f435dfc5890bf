/** Coaching tasks and improvements in the reader's language, and how their state looks. */
import { dayLabel, numberText, percentText } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { text, type FormText } from '#lib/rubric/form.ts';
import type { Facts } from '#lib/shared/decision.ts';
import type { Tone } from '#lib/ui/tone.ts';
import type { ActionState } from '../improvement.ts';
import type { ActionStep, TaskStep } from '../steps.ts';
import type { TaskState } from '../task.ts';

interface Tag {
	tone: Tone;
	label: string;
}

const taskTags: Record<TaskState | 'late', () => Tag> = {
	open: () => ({ tone: 'attention', label: m.coaching_state_open() }),
	acknowledged: () => ({ tone: 'info', label: m.coaching_state_acknowledged() }),
	done: () => ({ tone: 'ok', label: m.coaching_state_done() }),
	'called-off': () => ({ tone: 'neutral', label: m.coaching_state_called_off() }),
	late: () => ({ tone: 'severe', label: m.coaching_state_late() })
};
export const taskTag = (state: TaskState | 'late'): Tag => taskTags[state]();

const actionTags: Record<ActionState | 'late', () => Tag> = {
	open: () => ({ tone: 'info', label: m.improvements_state_open() }),
	done: () => ({ tone: 'attention', label: m.improvements_state_done() }),
	effective: () => ({ tone: 'ok', label: m.improvements_state_effective() }),
	'not-effective': () => ({ tone: 'severe', label: m.improvements_state_not_effective() }),
	'called-off': () => ({ tone: 'neutral', label: m.improvements_state_called_off() }),
	late: () => ({ tone: 'severe', label: m.improvements_state_late() })
};
export const actionTag = (state: ActionState | 'late'): Tag => actionTags[state]();

export const taskStepText: Record<TaskStep, () => string> = {
	acknowledged: m.coaching_step_acknowledged,
	done: m.coaching_step_done,
	'called-off': m.coaching_step_called_off
};

export const actionStepText: Record<ActionStep, () => string> = {
	done: m.improvements_step_done,
	effective: m.improvements_step_effective,
	'not-effective': m.improvements_step_not_effective,
	'called-off': m.improvements_step_called_off
};

/** A form's text in the reader's language; the key itself for what was never published. */
export const itemText = (words: FormText | undefined, key: string): string =>
	words ? text(words, getLocale()) : key;

/** `500` thousandths → `50.0 %`; what is not stated is too little to state. */
export const permilleText = (permille: number | null): string =>
	permille === null ? m.coaching_effect_too_few() : percentText(permille / 10, 1);

export const intervalText = (interval: [number, number] | null): string =>
	interval
		? `${numberText(interval[0] / 10, 1)} – ${percentText(interval[1] / 10, 1)}`
		: m.coaching_effect_too_few();

export const periodText = ({ from, to }: { from: number; to: number }): string =>
	m.coaching_effect_days({ from: dayLabel(from), to: dayLabel(to) });

const taskRefusals: Record<string, (facts: Facts) => string> = {
	'no-such-person': m.coaching_refusal_no_such_person,
	'clip-gone': m.coaching_refusal_clip_gone,
	'topic-missing': m.coaching_refusal_topic_missing,
	'words-missing': m.coaching_refusal_words_missing,
	'reason-missing': ({ characters }) =>
		m.coaching_refusal_reason_missing({ characters: Number(characters) }),
	'due-past': m.coaching_refusal_due_past,
	'too-many-clips': ({ most }) => m.coaching_refusal_too_many_clips({ most: Number(most) }),
	'wrong-state': m.coaching_refusal_wrong_state
};
export const taskRefusalText = (refusal: string, facts: Facts = {}): string =>
	(taskRefusals[refusal] ?? m.coaching_refusal_invalid)(facts);

const actionRefusals: Record<string, (facts: Facts) => string> = {
	'no-such-item': m.improvements_refusal_no_such_item,
	'no-such-owner': m.improvements_refusal_no_such_owner,
	'title-missing': m.improvements_refusal_title_missing,
	'words-missing': m.improvements_refusal_words_missing,
	'reason-missing': ({ characters }) =>
		m.improvements_refusal_reason_missing({ characters: Number(characters) }),
	'due-past': m.improvements_refusal_due_past,
	'target-wrong': m.improvements_refusal_target_wrong,
	'baseline-wrong': ({ days }) => m.improvements_refusal_baseline_wrong({ days: Number(days) }),
	'wrong-state': m.improvements_refusal_wrong_state
};
export const actionRefusalText = (refusal: string, facts: Facts = {}): string =>
	(actionRefusals[refusal] ?? m.improvements_refusal_invalid)(facts);
