/**
 * Customer numbers as shown to those who may not read them whole. At least four digits in the
 * middle are hidden (all of a number of four or fewer), so that the number cannot be dialled.
 */

/** Words that telephone systems write when there is no number. */
const noNumber = /^(unknown|anonymous|restricted|private|unavailable|withheld|blocked|s)$/i;

/**
 * `13812348000` → `138****8000`, `+8613812348000` → `+86138****8000`. Spaces and punctuation are
 * dropped. Masked numbers stay as they are; a text with letters keeps its first one; words such
 * as `anonymous`, and an empty text, give null.
 */
export function maskNumber(raw: string | null | undefined): string | null {
	const text = raw?.trim() ?? '';
	if (!text || noNumber.test(text)) return null;
	if (/\*{2,}/.test(text)) return text;
	if (/\p{L}/u.test(text)) return `${[...text][0]}***`;
	const digits = text.replace(/\D/g, '');
	if (!digits) return null;
	const hidden = Math.max(4, digits.length - 9);
	if (digits.length <= hidden) return '*'.repeat(digits.length);
	const tail = Math.min(4, digits.length - hidden);
	const head = digits.length - hidden - tail;
	const plus = text.startsWith('+') ? '+' : '';
	return `${plus}${digits.slice(0, head)}${'*'.repeat(hidden)}${digits.slice(-tail)}`;
}
