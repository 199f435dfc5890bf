/** Words for what leads and heads are counted by. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { DisputeOutcome } from '#lib/reviews/dispute.ts';
import type { SecondRuling } from '#lib/reviews/review.ts';

export const ruledText = (ruling: SecondRuling): string =>
	({
		confirmed: m.assessments_second_confirmed,
		corrected: m.assessments_second_corrected,
		calibration: m.assessments_second_calibration
	})[ruling]();

export const outcomeText = (outcome: DisputeOutcome): string =>
	({
		upheld: m.assessments_dispute_upheld,
		changed: m.assessments_dispute_changed,
		partly: m.assessments_dispute_partly
	})[outcome]();

/** What became of a task: done by somebody else after its time is not done by its holder. */
export function taskStateText(task: {
	doneAt: Date | null;
	overdueAt: Date | null;
	own: boolean;
}): string {
	if (!task.doneAt) return task.overdueAt ? m.assessments_task_undone() : m.assessments_task_open();
	if (!task.overdueAt) return m.assessments_task_done();
	return task.own ? m.assessments_task_late() : m.assessments_task_by_other();
}
