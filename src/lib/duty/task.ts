/**
 * The duty to check: how an assignment stands. Done when a review names it; a task whose due
 * time has come (that instant included) and that is not done is overdue, with or without a draft.
 */

export const dutyStates = ['overdue', 'draft', 'open', 'done'] as const;
export type DutyState = (typeof dutyStates)[number];

export interface DutyFacts {
	dueAt: Date;
	reviewId: string | null;
	draftId: string | null;
}

/** How the task stands at `now`. */
export function dutyState({ dueAt, reviewId, draftId }: DutyFacts, now: Date): DutyState {
	if (reviewId) return 'done';
	if (dueAt <= now) return 'overdue';
	return draftId ? 'draft' : 'open';
}
