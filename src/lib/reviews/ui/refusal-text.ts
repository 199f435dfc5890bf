import { m } from '#lib/i18n/paraglide/messages.js';
import type { Facts } from '#lib/shared/decision.ts';
import { timeText } from '#lib/i18n/format.ts';
import { calibrationRefusalText } from './calibration-text.ts';

const verdicts: Record<string, () => string> = {
	empty: m.reviews_verdict_empty,
	unreadable: m.reviews_verdict_unreadable
};

/** Why the server said no, in words, with the facts it gave. */
export function refusalText(refusal: string, facts: Facts | undefined, zone: string): string {
	const at = typeof facts?.at === 'string' ? timeText(new Date(facts.at), zone) : '';
	switch (refusal) {
		case 'already-reviewed':
			return m.reviews_refusal_already_reviewed({ by: String(facts?.by ?? ''), at });
		case 'nothing-to-hear':
			return verdicts[String(facts?.verdict)]?.() ?? m.reviews_verdict_unreadable();
		case 'no-agent':
			return m.reviews_refusal_no_agent();
		case 'no-rubric':
			return m.reviews_refusal_no_rubric();
		case 'stale-draft':
			return m.reviews_refusal_stale_draft();
		case 'incomplete':
			return m.reviews_refusal_incomplete({ count: Number(facts?.missing ?? 0) });
		case 'already-acknowledged':
			return m.reviews_refusal_already_acknowledged({ at });
		case 'revised':
			return m.revisions_refusal_revised({ by: String(facts?.by ?? ''), at });
		case 'disputed':
			return m.disputes_refusal_disputed();
		case 'nothing-changed':
			return m.revisions_refusal_nothing_changed();
		case 'reason-too-short':
			return m.revisions_refusal_reason_too_short({ least: Number(facts?.least ?? 0) });
		case 'already-ruled':
			return m.revisions_refusal_already_ruled({ by: String(facts?.by ?? ''), at });
		case 'task-replaced':
			return m.reviews_refusal_task_replaced();
		case 'other-person':
			return m.reviews_refusal_other_person();
		case 'task-reassigned':
			return m.reviews_refusal_task_reassigned();
		case 'already-checked':
			return m.checks_refusal_already_checked({ at });
		case 'calibration-submitted':
		case 'calibration-closed':
		case 'deadline-over':
			return calibrationRefusalText(refusal, facts);
		case 'not-kept':
			return m.reviews_refusal_not_kept();
		case 'malformed':
			return m.reviews_refusal_malformed();
		case 'not-found':
			return m.reviews_refusal_not_found();
		default:
			return m.reviews_refusal_not_allowed();
	}
}
