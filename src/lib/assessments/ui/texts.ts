/** Words for the codes of months. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { ReviewKind } from '#lib/reviews/review.ts';

export const kindTexts: Record<ReviewKind, () => string> = {
	'spot-check': m.assessments_kind_spot_check,
	'weekly-audit': m.assessments_kind_weekly_audit,
	'ad-hoc': m.assessments_kind_ad_hoc
};

const codeTexts: Record<string, () => string> = {
	'address-wrong': m.assessments_code_address_wrong,
	'station-wrong': m.assessments_code_station_wrong,
	'invalid-promise': m.assessments_code_invalid_promise
};

/** A severe item's name; a code without a text shows itself. */
export const codeText = (code: string): string =>
	codeTexts[code]?.() ?? m.assessments_code_other({ code });
