/**
 * Customer numbers as shown to those who may not read them whole. At least four digits in the
 * middle are hidden (all of a number of four or fewer), so that the number cannot be dialled.
 */

/** Words that telephone systems write when there is no number. */
const noNumber = /^(unknown|anonymous|restricted|private|unavailable|withheld|blocked|s)$/i;

/**
 * `13812348000` → `138****8000`, `+8613812348000` → `+86138****8000`. Spaces and punctuation are
 * dropped. Numbers that came masked stay as they are, unless they show more than nine digits or
 * seven in a row; a text with letters keeps its first one; words such as `anonymous`, and an empty
 * text, give null.
 */
export function maskNumber(raw: string | null | undefined): string | null {
	const text = raw?.trim() ?? '';
	if (!text || noNumber.test(text)) return null;
	if (/\p{L}/u.test(text)) return `${[...text][0]}***`;
	const digits = text.replace(/\D/g, '');
	if (/\*{2,}/.test(text) && digits.length <= 9 && !/\d{7}/.test(text)) return text;
	if (!digits) return null;
	const hidden = Math.max(4, digits.length - 9);
	if (digits.length <= hidden) return '*'.repeat(digits.length);
	const tail = Math.min(4, digits.length - hidden);
	const head = digits.length - hidden - tail;
	const plus = text.startsWith('+') ? '+' : '';
	return `${plus}${digits.slice(0, head)}${'*'.repeat(hidden)}${digits.slice(-tail)}`;
}

/** Digits in file names that are no telephone number: ids, hashes, days with or without a time, the epoch of a unique id. */
const kept = [
	String.raw`(?<![\da-z])(?=[\d-]*[a-f])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\da-z])`,
	String.raw`(?<![\da-z])(?=\d*[a-f])[\da-f]{64}(?![\da-z])`,
	String.raw`(?<![+\d])20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])` +
		String.raw`(?:(?:[01]\d|2[0-3])(?:[0-5]\d){2}(?:\d{3})?)?(?!\d)`,
	String.raw`(?<![+\d])1\d{9}\.\d{1,6}(?![\da-z])`
];

/** Numbers as people group them, then every run of seven digits and more. */
const dialled = [
	String.raw`(?<!\d)1[3-9]\d(?<a>[ ._-])\d{4}\k<a>\d{4}(?!\d)`,
	String.raw`(?<!\d)0\d{2,4}(?<b>[ ._-])\d{3,4}\k<b>\d{3,4}(?!\d)`,
	String.raw`(?<!\d)[2-9]\d\d(?<c>[ ._-])[2-9]\d\d\k<c>(?!20\d\d[-_.]\d\d[-_.]\d\d)\d{4}(?!\d)`,
	String.raw`\+?\d{7,}`
];

const digitsInName = new RegExp(`(?<kept>${kept.join('|')})|${dialled.join('|')}`, 'gi');

/**
 * A file name or path as shown on screens: `in-3201-13812348000-20261120-101530-1795140930.12.wav`
 * → `in-3201-138****8000-20261120-101530-1795140930.12.wav`. Masked is whatever may be a number;
 * what reads as a day of this century stays, so that the file can still be told from others.
 * `known` is what the call is known to have been made with: masked wherever it stands, a name too.
 */
export function maskFileName(name: string, known?: string | null): string {
	const narrow = name.replace(/[０-９＋]/g, (character) => character.normalize('NFKC'));
	const plain = isTelling(known) ? narrow.replaceAll(known, maskNumber(known) ?? '***') : narrow;
	return plain.replace(digitsInName, (found, ...more) => {
		const groups = more.at(-1) as { kept?: string };
		return groups.kept === undefined ? maskNumber(found)! : found;
	});
}

/** Numbers of a few digits stand in every name by chance. */
const isTelling = (known: string | null | undefined): known is string =>
	!!known && (/\p{L}/u.test(known) ? [...known].length >= 2 : known.length >= 5);

/** Facts with every text in them as `maskFileName` shows it, however deep; keys and other values stay. */
export function maskFacts<T>(facts: T, known?: string | null): T {
	return masked(facts, known) as T;
}

function masked(value: unknown, known: string | null | undefined): unknown {
	if (typeof value === 'string') return maskFileName(value, known);
	if (Array.isArray(value)) return value.map((part) => masked(part, known));
	if (value === null || typeof value !== 'object' || value instanceof Date) return value;
	return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, masked(part, known)]));
}
