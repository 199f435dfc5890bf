import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Marker } from '#lib/recordings/playable.ts';
import { itemsOf, text, type Form } from '#lib/rubric/form.ts';

interface Passage {
	id: string;
	kind: 'finding' | 'highlight';
	itemKey: string | null;
	fromMs: number;
	toMs: number;
	note: string;
}

/** Evidence as the player shows it: named by its criterion, else by its note. */
export function markersOf(form: Form, passages: readonly Passage[]): Marker[] {
	const items = new Map(itemsOf(form).map((item) => [item.key, item]));
	return passages.map(({ id, kind, itemKey, fromMs, toMs, note }) => {
		const item = itemKey === null ? undefined : items.get(itemKey);
		const fallback = note || (kind === 'highlight' ? m.reviews_highlight() : m.reviews_finding());
		return { id, kind, fromMs, toMs, label: item ? text(item.text, getLocale()) : fallback };
	});
}
