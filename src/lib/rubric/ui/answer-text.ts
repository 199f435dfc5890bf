import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { m } from '#lib/i18n/paraglide/messages.js';
import { NOT_APPLICABLE } from '#lib/rubric/answer.ts';
import { text, type FormText, type Item } from '#lib/rubric/form.ts';

/** An answer in words, as the reviewed agent reads it. */
export function answerText(item: Item, answer: unknown): string {
	if (answer === NOT_APPLICABLE) return m.rubric_not_applicable();
	const locale = getLocale();
	switch (item.kind) {
		case 'yes-no':
			return answer === 'yes' ? m.rubric_yes() : m.rubric_no();
		case 'scale': {
			const step = (item.config as { steps: FormText[] }).steps[Number(answer) - 1];
			return step ? text(step, locale) : String(answer);
		}
		case 'deduction':
		case 'bonus':
			return m.rubric_count({ count: Number(answer) });
		case 'number': {
			const { unit } = item.config as { unit?: FormText };
			return unit ? `${String(answer)} ${text(unit, locale)}` : String(answer);
		}
		case 'text':
			return String(answer);
		case 'choice':
		case 'record': {
			const { options } = item.config as { options?: { key: string; text: FormText }[] };
			const option = options?.find(({ key }) => key === answer);
			return option ? text(option.text, locale) : String(answer);
		}
	}
}

const severeNames: Record<string, () => string> = {
	'address-wrong': m.rubric_severe_address_wrong,
	'station-wrong': m.rubric_severe_station_wrong,
	'invalid-promise': m.rubric_severe_invalid_promise
};

/** The name of a severe item; the code itself when a rubric names one of its own. */
export const severeText = (code: string): string => severeNames[code]?.() ?? code;
