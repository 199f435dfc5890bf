/** Cases in the reader's language, and how their state looks. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { FormText } from '#lib/rubric/form.ts';
import type { Facts } from '#lib/shared/decision.ts';
import type { Tone } from '#lib/ui/tone.ts';
import type { CaseState } from '../case.ts';
import type { GroundKind } from '../ground.ts';
import type { CaseStep, Measure } from '../measure.ts';

export type Locale = 'en' | 'zh-CN';
interface In {
	locale?: Locale;
}

const measureTexts = {
	'self-criticism': m.accountability_measure_self_criticism,
	rectification: m.accountability_measure_rectification,
	'circulated-criticism': m.accountability_measure_circulated_criticism,
	'performance-pay': m.accountability_measure_performance_pay,
	'year-end-bonus': m.accountability_measure_year_end_bonus,
	compensation: m.accountability_measure_compensation,
	'transfer-or-dismissal': m.accountability_measure_transfer_or_dismissal,
	'legal-liability': m.accountability_measure_legal_liability,
	other: m.accountability_measure_other
} satisfies Record<Measure, unknown>;

/** A measure in the page's language, or in the one that is given. */
export const measureText = (measure: Measure, options: In = {}): string =>
	measureTexts[measure]({}, options);

const tags: Record<CaseState | 'overdue', { tone: Tone; label: () => string }> = {
	opened: { tone: 'neutral', label: m.accountability_state_opened },
	served: { tone: 'attention', label: m.accountability_state_served },
	acknowledged: { tone: 'info', label: m.accountability_state_acknowledged },
	rectified: { tone: 'attention', label: m.accountability_state_rectified },
	checked: { tone: 'info', label: m.accountability_state_checked },
	closed: { tone: 'ok', label: m.accountability_state_closed },
	escalated: { tone: 'severe', label: m.accountability_state_escalated },
	overdue: { tone: 'severe', label: m.accountability_state_overdue }
};

export const caseTag = (state: CaseState | 'overdue'): { tone: Tone; label: string } => ({
	tone: tags[state].tone,
	label: tags[state].label()
});

export const caseStepText: Record<CaseStep, () => string> = {
	served: m.accountability_step_served,
	acknowledged: m.accountability_step_acknowledged,
	statement: m.accountability_step_statement,
	rectified: m.accountability_step_rectified,
	checked: m.accountability_step_checked,
	closed: m.accountability_step_closed,
	escalated: m.accountability_step_escalated
};

/** What a step is called where it can be taken; escalating has a page of its own. */
export const caseActText: Record<Exclude<CaseStep, 'escalated'>, () => string> = {
	served: m.accountability_do_served,
	acknowledged: m.accountability_do_acknowledged,
	statement: m.accountability_do_statement,
	rectified: m.accountability_do_rectified,
	checked: m.accountability_do_checked,
	closed: m.accountability_do_closed
};

export interface ShownGround {
	kind: GroundKind;
	/** Code of a severe item. */
	code: string | null;
	item: FormText | null;
}

const severe: Record<string, (inputs: object, options: In) => string> = {
	'address-wrong': m.rubric_severe_address_wrong,
	'station-wrong': m.rubric_severe_station_wrong,
	'invalid-promise': m.rubric_severe_invalid_promise
};

export function groundText({ kind, code, item }: ShownGround, options: In = {}): string {
	switch (kind) {
		case 'ledger-line': {
			const named =
				code === null ? item?.[options.locale ?? getLocale()] : severe[code]?.({}, options);
			return m.accountability_ground_ledger_line({ mark: named ?? code ?? '' }, options);
		}
		case 'review':
			return m.accountability_ground_review({}, options);
		case 'concealment':
			return m.accountability_ground_concealment({}, options);
		case 'missed-duty':
			return m.accountability_ground_missed_duty({}, options);
	}
}

const refusals: Record<string, (facts: Facts) => string> = {
	'no-such-person': m.accountability_refusal_no_such_person,
	'ground-wrong': m.accountability_refusal_ground_wrong,
	'facts-too-short': ({ characters }) =>
		m.accountability_refusal_facts_too_short({ characters: Number(characters) }),
	'no-measure': m.accountability_refusal_no_measure,
	'amount-missing': m.accountability_refusal_amount_missing,
	'measure-words-missing': m.accountability_refusal_measure_words_missing,
	'deadline-past': m.accountability_refusal_deadline_past,
	'no-more-measures': m.accountability_refusal_no_more_measures,
	'wrong-state': m.accountability_refusal_wrong_state,
	'words-missing': m.accountability_refusal_words_missing
};
export const caseRefusalText = (refusal: string, facts: Facts = {}): string =>
	(refusals[refusal] ?? m.accountability_refusal_invalid)(facts);
