/** What a changed field is called, and what stood in it, in words. */
import { numberText } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { CallKind } from '#lib/recordings/call.ts';
import { kindName } from '#lib/recordings/ui/fact-texts.ts';
import type { Form } from '#lib/rubric/form.ts';
import { isKindName } from '#lib/rubric/kinds/index.ts';
import type { Item } from '#lib/rubric/item.ts';
import { canonicalJson } from '#lib/shared/canonical-json.ts';
import { kindText } from '../kind-text.ts';

type Field = Exclude<keyof Form | keyof Item | 'title', 'sections' | 'key'>;

const names: Record<Field, () => string> = {
	title: m.designer_field_title,
	callKind: m.designer_field_call_kind,
	passMark: m.designer_field_pass_mark,
	weight: m.designer_field_weight,
	text: m.designer_field_text,
	kind: m.designer_field_kind,
	guidance: m.designer_field_guidance,
	examples: m.designer_field_examples,
	require: m.designer_field_require,
	rootCauses: m.designer_field_root_causes,
	shownIf: m.designer_field_shown_if,
	severe: m.designer_field_severe,
	fatal: m.designer_field_fatal,
	naAllowed: m.designer_field_na_allowed,
	usual: m.designer_field_usual,
	config: m.designer_field_config,
	selfCheck: m.designer_field_self_check
};

/** A field of a later release shows its own name. */
export const fieldText = (field: string): string => names[field as Field]?.() ?? field;

const words: Record<string, () => string> = {
	na: m.rubric_not_applicable,
	form: m.rubric_flag_fatal_form,
	section: m.rubric_flag_fatal_section
};
const isText = (value: object): value is { en: string; 'zh-CN': string } =>
	'en' in value && 'zh-CN' in value;

/** What a field says: a text in both languages, since either may be what changed. */
export function valueText(value: unknown): string {
	if (value === undefined) return m.designer_value_none();
	if (typeof value === 'boolean') return value ? m.designer_value_yes() : m.designer_value_no();
	if (typeof value === 'number') return numberText(value);
	if (typeof value === 'string') return wordOf(value);
	if (Array.isArray(value)) return value.map(valueText).join('\n');
	if (typeof value !== 'object' || value === null) return '';
	if (isText(value))
		return getLocale() === 'en'
			? `${value.en}\n${value['zh-CN']}`
			: `${value['zh-CN']}\n${value.en}`;
	return canonicalJson(value);
}

function wordOf(value: string): string {
	if (value === 'report' || value === 'call-back' || value === 'other')
		return kindName(value satisfies CallKind);
	return isKindName(value) ? kindText(value) : (words[value]?.() ?? value);
}
