/** Faults of a form in words, and what they are about. */
import { numberText } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { FormFault, FormFaultName } from '#lib/rubric/faults.ts';
import type { FormText } from '#lib/rubric/text.ts';
import { pathText } from '#lib/rubric/exchange.ts';

const words: Record<FormFaultName, (facts: Record<string, unknown>) => string> = {
	missing: m.designer_fault_missing,
	'unknown-field': m.designer_fault_unknown_field,
	'too-long': m.designer_fault_too_long,
	'out-of-bounds': m.designer_fault_out_of_bounds,
	'carries-no-weight': m.designer_fault_carries_no_weight,
	malformed: m.designer_fault_malformed,
	'option-key-repeated': m.designer_fault_option_key_repeated,
	'option-is-na': m.designer_fault_option_is_na,
	'no-full-share': m.designer_fault_no_full_share,
	bounds: m.designer_fault_bounds,
	'too-many-decimals': m.designer_fault_too_many_decimals,
	'section-key-repeated': m.designer_fault_section_key_repeated,
	'item-key-repeated': m.designer_fault_item_key_repeated,
	'cause-key-repeated': m.designer_fault_cause_key_repeated,
	'section-sum': ({ sum, weight }) =>
		m.designer_fault_section_sum({
			sum: numberText(Number(sum)),
			weight: numberText(Number(weight))
		}),
	'form-sum': ({ sum }) => m.designer_fault_form_sum({ sum: numberText(Number(sum)) }),
	'nothing-scored': m.designer_fault_nothing_scored,
	'severe-cannot-fail': m.designer_fault_severe_cannot_fail,
	'fatal-cannot-fail': m.designer_fault_fatal_cannot_fail,
	'causes-cannot-fail': m.designer_fault_causes_cannot_fail,
	'cannot-pass': m.designer_fault_cannot_pass,
	'usual-not-allowed': m.designer_fault_usual_not_allowed,
	'condition-unknown-item': m.designer_fault_condition_unknown_item,
	'condition-not-earlier': m.designer_fault_condition_not_earlier,
	'condition-not-an-answer': m.designer_fault_condition_not_an_answer
};

/** What is wrong, in a sentence. */
export const faultText = ({ fault, facts = {} }: FormFault): string => words[fault](facts);

interface Named {
	sections?: { title?: Partial<FormText>; items?: { text?: Partial<FormText> }[] }[];
}

/** Where a fault is, in the form's own words; its path where they are missing. */
export function placeText(form: unknown, path: string): string {
	const [part, section, items, item] = path.split('.');
	const at = part === 'sections' ? (form as Named).sections?.[Number(section)] : undefined;
	if (!at) return path === '' || path === 'sections' ? m.designer_place_form() : pathText(path);
	const asked = items === 'items' && item !== undefined ? at.items?.[Number(item)] : undefined;
	const name = (asked ? asked.text : at.title)?.[getLocale()]?.trim();
	if (!name) return pathText(path);
	return asked ? m.designer_place_item({ name }) : m.designer_place_section({ name });
}
