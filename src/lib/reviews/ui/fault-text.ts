import { m } from '#lib/i18n/paraglide/messages.js';
import type { Fault, FaultName, UnderHeard } from '#lib/reviews/submission.ts';

const texts: Record<Exclude<FaultName, 'under-heard'>, () => string> = {
	open: m.workbench_fault_open,
	'not-an-answer': m.workbench_fault_not_an_answer,
	'comment-missing': m.workbench_fault_comment_missing,
	'evidence-missing': m.workbench_fault_evidence_missing,
	'na-reason-missing': m.workbench_fault_na_reason_missing,
	'root-cause-missing': m.workbench_fault_root_cause_missing,
	'unknown-item': m.workbench_fault_unknown_item,
	'note-missing': m.workbench_fault_note_missing,
	'outside-recording': m.workbench_fault_outside_recording
};

/** What is missing and what to do about it, in one sentence. */
export const faultText = (fault: Fault): string =>
	fault.fault === 'under-heard' ? underHeardText(fault) : texts[fault.fault]();

/** The share is rounded down: what is short of the minimum never reads as the minimum. */
function underHeardText({ heardPermille, minimum }: UnderHeard): string {
	return heardPermille < minimum * 10
		? m.workbench_fault_under_heard({ heard: Math.floor(heardPermille / 10), minimum })
		: m.workbench_fault_unheard();
}
