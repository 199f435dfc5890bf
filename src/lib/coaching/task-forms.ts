/** What the forms of coaching and improvements post, checked for shape alone. */
import { parseDay, type BusinessDay } from '#lib/shared/calendar.ts';

const LAST_DAY = 21_991_231;

/** A day that every engine can say as an instant; undefined for anything else. */
export function dayTyped(text: string | undefined): BusinessDay | undefined {
	const day = parseDay(text ?? '');
	return day === undefined || day < 20_000_101 || day > LAST_DAY ? undefined : day;
}

/** Thousandths of a percentage as typed, with one decimal at most; undefined for anything else. */
export function permilleTyped(text: string | undefined): number | undefined {
	const typed = /^(\d{1,3})(?:[.,](\d))?$/.exec((text ?? '').trim());
	return typed ? Number(typed[1]) * 10 + Number(typed[2] ?? 0) : undefined;
}

/** `report:greeting` → its two keys. */
export function itemTyped(
	text: string | undefined
): { rubricKey: string; itemKey: string } | undefined {
	const [, rubricKey, itemKey] =
		/^([a-z][a-z0-9-]{0,59}):([a-z][a-z0-9-]{0,59})$/.exec(text ?? '') ?? [];
	return rubricKey && itemKey ? { rubricKey, itemKey } : undefined;
}
