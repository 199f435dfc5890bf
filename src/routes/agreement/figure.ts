import { numberText } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** A coefficient with two decimals; a dash when it is not defined. */
export const figure = (value: number | null): string =>
	value === null ? '–' : numberText(value, 2);

export const percentText = (value: number | null): string =>
	value === null ? '–' : m.agreement_percent({ percent: numberText(Math.round(value)) });

export const intervalText = (interval: [number, number] | null, digits = 2): string =>
	interval
		? m.agreement_interval({
				low: numberText(interval[0], digits),
				high: numberText(interval[1], digits)
			})
		: '';

/** The page of the calls behind a figure, under the same filters. */
export function rowsHref(
	typed: Record<string, string>,
	of: { item?: string; reviewers?: string[] } = {}
): string {
	const search = new URLSearchParams(typed);
	if (of.item) search.set('item', of.item);
	for (const id of of.reviewers ?? []) search.append('reviewer', id);
	return `/agreement/calls?${search}`;
}
