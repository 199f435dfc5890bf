/** Which coaching tasks, and which improvements, a list shows, as its address says. */
import { oneOf, wordIn } from '#lib/shared/address.ts';
import { actionStates, type ActionState } from './improvement.ts';
import { taskStates, type TaskState } from './task.ts';

/** `late` is one whose day passed before it was done. */
export const shownTaskStates = [...taskStates, 'late'] as const;
export const shownActionStates = [...actionStates, 'late'] as const;

export interface TaskFilter {
	state?: TaskState | 'late' | undefined;
	/** Staff number. */
	agent?: string | undefined;
	/** Team id. */
	team?: string | undefined;
}

export const parseTaskFilter = (search: URLSearchParams): TaskFilter => ({
	state: oneOf(shownTaskStates, search.get('state')),
	agent: wordIn(search.get('agent')),
	team: wordIn(search.get('team'))
});

export interface ActionFilter {
	state?: ActionState | 'late' | undefined;
	/** Staff number. */
	owner?: string | undefined;
}

export const parseActionFilter = (search: URLSearchParams): ActionFilter => ({
	state: oneOf(shownActionStates, search.get('state')),
	owner: wordIn(search.get('owner'))
});
