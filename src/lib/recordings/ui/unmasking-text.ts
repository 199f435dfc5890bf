import { m } from '#lib/i18n/paraglide/messages.js';
import type { Facts } from '#lib/shared/decision.ts';

const texts: Record<string, (facts: Facts) => string> = {
	'no-number': () => m.unmasking_refusal_no_number(),
	'reason-missing': ({ characters }) =>
		m.unmasking_refusal_reason_missing({ characters: Number(characters) }),
	'budget-spent': ({ budget }) => m.unmasking_refusal_budget_spent({ budget: Number(budget) })
};

/** Why the number was not shown, in the reader's language. */
export const unmaskingRefusalText = (refusal: string, facts: Facts = {}): string =>
	texts[refusal]?.(facts) ?? m.unmasking_refusal_malformed();
