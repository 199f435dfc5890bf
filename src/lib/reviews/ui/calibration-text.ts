import { m } from '#lib/i18n/paraglide/messages.js';
import type { CalibrationPhase } from '#lib/reviews/calibration.ts';
import type { Facts } from '#lib/shared/decision.ts';
import type { Tone } from '#lib/ui/tone.ts';

const phases: Record<CalibrationPhase, { tone: Tone; label: () => string }> = {
	scoring: { tone: 'info', label: m.calibration_phase_scoring },
	discussion: { tone: 'attention', label: m.calibration_phase_discussion },
	closed: { tone: 'neutral', label: m.calibration_phase_closed }
};

export const phaseTag = (phase: CalibrationPhase): { tone: Tone; label: string } => ({
	tone: phases[phase].tone,
	label: phases[phase].label()
});

/** Why a session, an answer or a remark was refused, in words. */
export function calibrationRefusalText(refusal: string, facts: Facts | undefined): string {
	const name = String(facts?.name ?? '');
	const most = Number(facts?.most ?? 0);
	switch (refusal) {
		case 'title-missing':
			return m.calibration_refusal_title_missing({ most });
		case 'calls-number':
			return m.calibration_refusal_calls_number({ most });
		case 'participants-number':
			return m.calibration_refusal_participants_number({ most, least: Number(facts?.least ?? 0) });
		case 'not-a-reviewer':
			return m.calibration_refusal_not_a_reviewer({ name });
		case 'own-call':
			return name
				? m.calibration_refusal_own_call({ name })
				: m.calibration_refusal_own_call_opener();
		case 'words-missing':
			return m.calibration_refusal_words_missing({ most });
		default:
			return (plain[refusal] ?? m.calibration_refusal_not_allowed)();
	}
}

const plain: Record<string, () => string> = {
	'not-found': m.calibration_refusal_not_found,
	'unknown-call': m.calibration_refusal_unknown_call,
	'no-agent': m.calibration_refusal_no_agent,
	'nothing-to-hear': m.calibration_refusal_nothing_to_hear,
	'deadline-missing': m.calibration_refusal_deadline_missing,
	'deadline-past': m.calibration_refusal_deadline_past,
	'deadline-far': m.calibration_refusal_deadline_far,
	'calibration-submitted': m.calibration_refusal_calibration_submitted,
	'calibration-closed': m.calibration_refusal_calibration_closed,
	'calibration-blind': m.calibration_refusal_calibration_blind,
	'deadline-over': m.calibration_refusal_deadline_over,
	'no-such-item': m.calibration_refusal_no_such_item,
	'not-an-answer': m.calibration_refusal_not_an_answer,
	retired: m.calibration_refusal_retired,
	'no-such-rubric': m.calibration_refusal_no_such_rubric
};
