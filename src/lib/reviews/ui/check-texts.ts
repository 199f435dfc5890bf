/** Words for the codes of checks and tasks. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { CheckFault, CheckResult, ProblemKind } from '#lib/reviews/check.ts';
import type { PlanKind } from '#lib/sampling/plan.ts';
import type { Tone } from '#lib/ui/tone.ts';

export const resultTexts: Record<CheckResult, { label: () => string; hint: () => string }> = {
	clean: { label: m.checks_result_clean, hint: m.checks_hint_clean },
	problem: { label: m.checks_result_problem, hint: m.checks_hint_problem },
	highlight: { label: m.checks_result_highlight, hint: m.checks_hint_highlight }
};

export const resultTones: Record<CheckResult, Tone> = {
	clean: 'ok',
	problem: 'attention',
	highlight: 'info'
};

export const problemTexts: Record<ProblemKind, () => string> = {
	greeting: m.checks_kind_greeting,
	misled: m.checks_kind_misled,
	'invalid-promise': m.checks_kind_invalid_promise,
	'address-wrong': m.checks_kind_address_wrong,
	'station-wrong': m.checks_kind_station_wrong,
	complaint: m.checks_kind_complaint,
	other: m.checks_kind_other
};

export const checkFaultTexts: Record<CheckFault, () => string> = {
	'result-missing': m.checks_fault_result_missing,
	'kind-missing': m.checks_fault_kind_missing,
	'second-missing': m.checks_fault_second_missing,
	'outside-recording': m.checks_fault_outside_recording,
	'note-missing': m.checks_fault_note_missing,
	'not-an-answer': m.checks_fault_not_an_answer,
	'not-clean': m.checks_fault_not_clean
};

export const taskKindTexts: Record<PlanKind, () => string> = {
	'spot-check': m.checks_task_spot_check,
	'weekly-audit': m.checks_task_weekly_audit,
	'self-check': m.checks_task_self_check,
	'peer-check': m.checks_task_peer_check
};
