/** Where a task is done, read and put aside. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { PlanKind } from '#lib/sampling/plan.ts';
import { isReviewed } from '#lib/sampling/plan.ts';
import { isOpen, type TaskState } from '../task.ts';

interface Linked {
	id: string;
	recordingId: string;
	kind: PlanKind;
	state: TaskState;
	reviewId: string | null;
	draftId: string | null;
}

/** The page of the task: its result when it is done, the call when it was put aside. */
export function taskHref({ id, recordingId, kind, state, reviewId }: Linked): string {
	if (reviewId) return `/reviews/${reviewId}`;
	if (!isOpen(state)) return `/recordings/${recordingId}`;
	const page = isReviewed(kind) ? 'review' : 'check';
	return `/recordings/${recordingId}/${page}?assignment=${id}`;
}

export function taskAction({ kind, state, draftId }: Linked): string {
	if (!isOpen(state)) return m.today_read();
	if (draftId) return m.today_continue();
	if (isReviewed(kind)) return m.today_review();
	return kind === 'self-check' ? m.today_self_check() : m.today_peer_check();
}

/** Undefined where there is nothing to put aside; own calls are not put aside by oneself. */
export const replaceHref = ({ id, kind, state }: Linked): string | undefined =>
	isOpen(state) && kind !== 'self-check' ? `/sampling/assignments/${id}/replacement` : undefined;
