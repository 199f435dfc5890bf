/**
 * The duty to check: how a drawn task stands. Done when a review or a check names it; put aside
 * when a replacement does. Whoever has not done a task when it is due (that instant included) is
 * overdue, with or without a draft, and doing it afterwards is done late.
 */

export const taskStates = ['overdue', 'draft', 'open', 'done', 'done-late', 'replaced'] as const;
export type TaskState = (typeof taskStates)[number];

export interface TaskFacts {
	dueAt: Date;
	doneAt: Date | null;
	/** The recorded fact; a task just due may not have it yet. */
	overdueAt: Date | null;
	drafted: boolean;
	replaced: boolean;
}

/** How the task stands at `now`. */
export function taskState(
	{ dueAt, doneAt, overdueAt, drafted, replaced }: TaskFacts,
	now: Date
): TaskState {
	if (doneAt) return overdueAt || doneAt >= dueAt ? 'done-late' : 'done';
	if (replaced) return 'replaced';
	if (overdueAt || dueAt <= now) return 'overdue';
	return drafted ? 'draft' : 'open';
}

/** Still to be done. */
export const isOpen = (state: TaskState): boolean =>
	state === 'overdue' || state === 'draft' || state === 'open';
