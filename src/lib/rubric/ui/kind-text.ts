import { m } from '#lib/i18n/paraglide/messages.js';
import type { CriterionKindName } from '#lib/rubric/kinds/index.ts';

const names: Record<CriterionKindName, () => string> = {
	'yes-no': m.rubric_kind_yes_no,
	scale: m.rubric_kind_scale,
	choice: m.rubric_kind_choice,
	deduction: m.rubric_kind_deduction,
	bonus: m.rubric_kind_bonus,
	number: m.rubric_kind_number,
	text: m.rubric_kind_text,
	record: m.rubric_kind_record
};

/** The name of a kind of criterion. */
export const kindText = (kind: CriterionKindName): string => names[kind]();
