import { m } from '#lib/i18n/paraglide/messages.js';
import { dayLabel } from '#lib/i18n/format.ts';
import type { Facts } from '#lib/shared/decision.ts';
import type { PhraseRefusal } from '../phrase.ts';

export type PhraseRefusalName = PhraseRefusal | 'no-such-item' | 'invalid';

const texts: Record<PhraseRefusalName, (facts: Facts) => string> = {
	invalid: () => m.phrases_refusal_invalid(),
	'no-such-item': () => m.phrases_refusal_no_such_item(),
	'one-language': () => m.phrases_refusal_one_language(),
	'unknown-slot': ({ found }) => m.phrases_refusal_unknown_slot({ found: String(found) }),
	'stray-brace': ({ found }) => m.phrases_refusal_stray_brace({ found: String(found) }),
	'day-past': ({ today }) => m.phrases_refusal_day_past({ today: dayLabel(Number(today)) }),
	unchanged: () => m.phrases_refusal_unchanged()
};

/** Why words were not set. */
export const phraseRefusalText = (refusal: PhraseRefusalName, facts: Facts): string =>
	texts[refusal](facts);
