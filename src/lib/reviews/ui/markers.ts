import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { Marker } from '#lib/recordings/playable.ts';
import { markerKindName } from '#lib/recordings/ui/marker-text.ts';
import { itemsOf, text, type Form } from '#lib/rubric/form.ts';

interface Passage {
	id: string;
	kind: Marker['kind'];
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
		const fallback = note || markerKindName(kind);
		return { id, kind, fromMs, toMs, label: item ? text(item.text, getLocale()) : fallback };
	});
}
