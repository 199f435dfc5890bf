import { m } from '#lib/i18n/paraglide/messages.js';
import type { FaultName } from '#lib/reviews/submission.ts';

const texts: Record<FaultName, () => string> = {
	open: m.workbench_fault_open,
	'not-an-answer': m.workbench_fault_not_an_answer,
	'comment-missing': m.workbench_fault_comment_missing,
	'evidence-missing': m.workbench_fault_evidence_missing,
	'na-reason-missing': m.workbench_fault_na_reason_missing,
	'unknown-item': m.workbench_fault_unknown_item,
	'note-missing': m.workbench_fault_note_missing,
	'outside-recording': m.workbench_fault_outside_recording
};

/** What is missing and what to do about it, in one sentence. */
export const faultText = (fault: FaultName): string => texts[fault]();
