/** Refusals, reasons and kinds of the calendar in the reader's language. */
import { dayLabel } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import type { Facts } from '#lib/shared/decision.ts';
import type { DayKind } from '../working-calendar.ts';

type Said = Record<'limit' | 'limitKib' | 'fault' | 'zone' | 'otherLine' | 'day', string>;
type Texts = Record<string, (said: Said) => string>;

const refusals: Texts = {
	invalid: m.calendar_refusal_invalid,
	'date-invalid': m.calendar_refusal_date_invalid,
	'name-invalid': m.calendar_refusal_name_invalid,
	'ends-before-start': m.calendar_refusal_ends_before_start,
	'too-long': (said) => m.calendar_refusal_too_long({ limit: said.limit }),
	'out-of-reach': m.calendar_refusal_out_of_reach,
	'no-working-day': m.calendar_refusal_no_working_day,
	'no-such-period': m.calendar_refusal_no_such_period,
	'file-missing': m.calendar_refusal_file_missing,
	'too-large': (said) => m.calendar_refusal_too_large({ limitKib: said.limitKib }),
	'not-utf8': m.calendar_refusal_not_utf8,
	'empty-file': m.calendar_refusal_empty_file,
	'not-a-calendar': m.calendar_refusal_not_a_calendar,
	truncated: m.calendar_refusal_truncated,
	'too-many-entries': (said) => m.calendar_refusal_too_many_entries({ limit: said.limit }),
	'table-unreadable': (said) => m.calendar_refusal_table_unreadable({ fault: said.fault }),
	'preview-outdated': m.calendar_refusal_preview_outdated
};

const reasons: Texts = {
	unclear: m.calendar_reason_unclear,
	'both-words': m.calendar_reason_both_words,
	negated: m.calendar_reason_negated,
	'part-of-day': m.calendar_reason_part_of_day,
	'date-missing': m.calendar_reason_date_missing,
	'date-invalid': m.calendar_reason_date_invalid,
	'ends-before-start': m.calendar_reason_ends_before_start,
	'too-long': m.calendar_reason_too_long,
	'too-far': m.calendar_reason_too_far,
	'zone-unknown': (said) => m.calendar_reason_zone_unknown({ zone: said.zone }),
	'recurrence-unsupported': m.calendar_reason_recurrence_unsupported,
	unreadable: m.calendar_reason_unreadable,
	'kind-missing': m.calendar_reason_kind_missing,
	'name-invalid': m.calendar_reason_name_invalid,
	'too-many-cells': m.calendar_reason_too_many_cells,
	contradicts: (said) =>
		m.calendar_reason_contradicts({ otherLine: said.otherLine, day: said.day }),
	cancelled: m.calendar_reason_cancelled,
	superseded: m.calendar_reason_superseded,
	observance: m.calendar_reason_observance,
	'long-past': m.calendar_reason_long_past,
	'staff-no-missing': m.calendar_reason_staff_no_missing,
	'staff-no-unknown': m.calendar_reason_staff_no_unknown,
	'out-of-reach': m.calendar_reason_out_of_reach,
	'shift-invalid': m.calendar_reason_shift_invalid,
	'named-twice': m.calendar_reason_named_twice
};

const saidOf = (facts: Facts | undefined): Said => {
	const text = (name: keyof Said) => String(facts?.[name] ?? '');
	return {
		limit: text('limit'),
		limitKib: text('limitKib'),
		fault: text('fault'),
		zone: text('zone'),
		otherLine: text('otherLine'),
		day: text('day')
	};
};

/** Why a change was refused. */
export const calendarRefusalText = (refusal: string, facts?: Facts): string =>
	(refusals[refusal] ?? m.calendar_refusal_invalid)(saidOf(facts));

/** Why an entry or a row was held or left out; one without words shows its name. */
export const reasonText = (reason: string, facts?: Facts): string =>
	reasons[reason]?.(saidOf(facts)) ?? reason;

export const kindWord = (kind: DayKind | null): string =>
	kind === 'holiday'
		? m.calendar_kind_holiday()
		: kind === 'working'
			? m.calendar_kind_working()
			: m.calendar_kind_ordinary();

/** `1 Oct 2026`, or `1 Oct – 7 Oct 2026`; the year twice only when it differs. */
export function spanText(first: BusinessDay, last: BusinessDay): string {
	if (first === last) return dayLabel(first);
	const span = { first: dayLabel(first), last: dayLabel(last) };
	if (Math.floor(first / 10_000) !== Math.floor(last / 10_000)) return m.calendar_span(span);
	return m.calendar_span({
		first: span.first.replace(/ \d{4}$/, ''),
		last: span.last.replace(/^\d{4}年/, '')
	});
}
