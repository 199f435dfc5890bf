/** What the import's form says, and what its preview shows. */
import { shownFirst } from '#lib/calendar/preview.ts';
import type { CalendarImport } from '#lib/calendar/server/import.ts';
import { packFile } from '#lib/calendar/server/packed-file.ts';
import { dayKinds } from '#lib/calendar/working-calendar.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';

export const textOf = (form: FormData, name: string): string => {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
};

export const choiceOf = (form: FormData) => ({
	as: dayKinds.find((kind) => kind === textOf(form, 'as')),
	greetings: form.has('greetings')
});

export function previewOf({ items, days, ...value }: CalendarImport, bytes: Uint8Array) {
	return { ...value, ...shownFirst(items), dayCount: days.length, packed: packFile(bytes) };
}

/** The year of the first change from today on, or of the last before. */
export function seenAt({ days }: CalendarImport, today: BusinessDay): Record<string, string> {
	const changed = days.filter(({ state }) => state !== 'same').map(({ day }) => day);
	const seen = changed.find((day) => day >= today) ?? changed.at(-1);
	return seen ? { year: String(seen).slice(0, 4), saved: '1' } : { saved: '1' };
}
