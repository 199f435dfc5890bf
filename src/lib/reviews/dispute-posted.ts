/**
 * Disputes and rulings as plain forms send them. A dispute names its criteria by `item` and of each
 * sends `answer.KEY`, `reason.KEY` and `at.KEY` (`1:23` or seconds); a ruling sends `dispute`,
 * `outcome`, `answer`, `reason` and `coaching`.
 */
import { answerFromText } from '#lib/rubric/answer.ts';
import type { Item } from '#lib/rubric/form.ts';
import { oneOf } from '#lib/shared/address.ts';
import { parseDuration } from '#lib/shared/duration.ts';
import { disputeOutcomes, type Claim, type DisputeOutcome } from './dispute.ts';

/** What was typed for one criterion, given back with a refusal. */
export interface TypedClaim {
	answer: string;
	reason: string;
	at: string;
}

interface PostedClaims {
	claims: Claim[];
	/** By item key; of all criteria that the form shows. */
	typed: Record<string, TypedClaim>;
	chosen: string[];
}

/** A second that cannot be read is one outside of every recording. */
const NOWHERE = -1;

export function postedClaims(items: readonly Item[], data: FormData): PostedClaims {
	const chosen = data.getAll('item').filter((key) => typeof key === 'string');
	const typed = Object.fromEntries(
		items.map((item) => [item.key, typedClaim(data, `.${item.key}`)])
	);
	const claims = items
		.filter(({ key }) => chosen.includes(key))
		.map((item) => claimOf(item, typed[item.key]!));
	// A criterion that the form does not have is refused by name rather than left out.
	const strange = chosen
		.filter((key) => !items.some((item) => item.key === key))
		.map((itemKey): Claim => ({ itemKey, reason: '', proposed: undefined, atMs: null }));
	return { claims: [...claims, ...strange], typed, chosen };
}

/** The fields of one claim; `suffix` tells the criteria of one form apart. */
export const typedClaim = (data: FormData, suffix = ''): TypedClaim => ({
	answer: textIn(data, `answer${suffix}`),
	reason: textIn(data, `reason${suffix}`),
	at: textIn(data, `at${suffix}`).trim()
});

export const claimOf = (item: Item, { answer, reason, at }: TypedClaim): Claim => ({
	itemKey: item.key,
	reason,
	proposed: answerFromText(item, answer),
	atMs: at === '' ? null : (parseDuration(at) ?? NOWHERE)
});

interface PostedRuling {
	disputeId: string;
	/** Undefined when none was chosen. */
	outcome: DisputeOutcome | undefined;
	/** As the field sends it; read by the criterion's own kind. */
	answer: string;
	reason: string;
	coaching: string;
}

export const postedDisputeRuling = (data: FormData, pageId: string): PostedRuling => ({
	disputeId: disputeIn(data, pageId),
	outcome: oneOf(disputeOutcomes, textIn(data, 'outcome')),
	answer: textIn(data, 'answer'),
	reason: textIn(data, 'reason'),
	coaching: textIn(data, 'coaching')
});

/** Which dispute of the page a form is about: the page's own when it names none. */
export const disputeIn = (data: FormData, pageId: string): string =>
	textIn(data, 'dispute') || pageId;

/** One field; both engines refuse or lose NUL characters. */
export function textIn(data: FormData, name: string): string {
	const value = data.get(name);
	return typeof value === 'string'
		? value.replaceAll('\u0000', '').replaceAll('\r\n', '\n').slice(0, 4000)
		: '';
}
