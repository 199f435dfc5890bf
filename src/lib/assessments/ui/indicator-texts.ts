/** Words for what stands against an indicator's value, or a row of a file. */
import { m } from '#lib/i18n/paraglide/messages.js';

const refusals: Record<string, () => string> = {
	invalid: m.indicators_refused_invalid,
	'unknown-indicator': m.indicators_refused_unknown_indicator,
	'unknown-place': m.indicators_refused_unknown_place,
	'out-of-reach': m.indicators_refused_out_of_reach,
	'month-closed': m.indicators_refused_month_closed,
	'month-to-come': m.indicators_refused_month_to_come,
	'past-month': m.indicators_refused_past_month,
	unchanged: m.indicators_refused_unchanged,
	'file-missing': m.indicators_refused_file_missing,
	'too-large': m.indicators_refused_too_large,
	'table-unreadable': m.indicators_refused_table_unreadable,
	'too-many-entries': m.indicators_refused_too_many_entries
};

const reasons: Record<string, () => string> = {
	...refusals,
	'indicator-missing': m.indicators_row_indicator_missing,
	'place-missing': m.indicators_row_place_missing,
	'two-places': m.indicators_row_two_places,
	'ambiguous-place': m.indicators_row_ambiguous_place,
	'numerator-invalid': m.indicators_row_numerator_invalid,
	'denominator-invalid': m.indicators_row_denominator_invalid,
	'source-too-long': m.indicators_row_source_too_long,
	'too-many-cells': m.indicators_row_too_many_cells,
	'named-twice': m.indicators_row_named_twice
};

export const indicatorRefusalText = (refusal: string): string =>
	(refusals[refusal] ?? m.indicators_refused_invalid)();

export const importReasonText = (reason: string): string =>
	(reasons[reason] ?? m.indicators_refused_invalid)();
