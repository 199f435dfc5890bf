/** Words and signs for how tasks stand. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';
import type { TaskState } from '../task.ts';

export const taskTexts: Record<TaskState, () => string> = {
	overdue: m.today_state_overdue,
	draft: m.today_state_draft,
	open: m.today_state_open,
	done: m.today_state_done,
	'done-late': m.today_state_done_late,
	replaced: m.today_state_replaced
};

export const taskTones: Record<TaskState, Tone> = {
	overdue: 'severe',
	draft: 'info',
	open: 'neutral',
	done: 'ok',
	'done-late': 'attention',
	replaced: 'neutral'
};
