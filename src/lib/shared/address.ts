/** What a list's address says in its filters. Anything that cannot be read is left out. */
import { dayText, parseDay, type BusinessDay } from './calendar.ts';

/** A day that every engine can say as an instant. */
export const dayIn = (text: string | null): BusinessDay | undefined => {
	const parsed = parseDay(text ?? '');
	return parsed !== undefined && parsed >= 19_700_101 && parsed < 22_000_101 ? parsed : undefined;
};

/** A short text, such as an id or a name. */
export const wordIn = (text: string | null): string | undefined =>
	text?.replaceAll('\u0000', '').trim().slice(0, 80) || undefined;

/** The number of a version. */
export const versionIn = (text: string | null): number | undefined =>
	/^[1-9]\d{0,8}$/.test(text ?? '') ? Number(text) : undefined;

/** One of a list of words. */
export const oneOf = <Word extends string>(
	words: readonly Word[],
	text: string | null
): Word | undefined => words.find((word) => word === text);

/** The address of a filter whose fields are words and days. */
export function searchOf(filter: object): URLSearchParams {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(filter) as [string, string | number | undefined][])
		if (value !== undefined) search.set(name, typeof value === 'number' ? dayText(value) : value);
	return search;
}
