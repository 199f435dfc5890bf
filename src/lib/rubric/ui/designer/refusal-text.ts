/** Why something of the designer was refused, in words; each text is named as the refusal is. */
import { m } from '#lib/i18n/paraglide/messages.js';

const texts: Record<string, (facts: Record<string, unknown>) => string> = {
	'not-allowed': m.designer_refusal_not_allowed,
	'no-such-rubric': m.designer_refusal_no_such_rubric,
	'no-such-draft': m.designer_refusal_no_such_draft,
	retired: m.designer_refusal_retired,
	'draft-open': m.designer_refusal_draft_open,
	'key-taken': m.designer_refusal_key_taken,
	invalid: m.designer_refusal_invalid,
	stale: m.designer_refusal_stale,
	faults: m.designer_refusal_faults,
	unchanged: m.designer_refusal_unchanged,
	'own-work': m.designer_refusal_own_work,
	'reason-missing': ({ least }) =>
		m.designer_refusal_reason_missing({ least: Number(least ?? 10) }),
	'day-past': m.designer_refusal_day_past,
	'day-too-far': m.designer_refusal_day_too_far,
	'day-unreadable': m.designer_refusal_day_unreadable,
	'already-retired': m.designer_refusal_already_retired,
	'last-of-kind': m.designer_refusal_last_of_kind,
	'other-call-kind': m.designer_refusal_other_call_kind,
	'too-large': m.designer_refusal_too_large,
	'no-json': m.designer_refusal_no_json,
	'other-format': m.designer_refusal_other_format,
	'file-missing': m.designer_refusal_file_missing,
	'not-reached': m.designer_not_reached
};

/** A refusal without a text shows its name. */
export const refusalText = (refusal: string, facts: Record<string, unknown> = {}): string =>
	texts[refusal]?.(facts) ?? refusal;
