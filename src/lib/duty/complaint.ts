/** Complaint words and flags in what the source delivered with a call. Pure. */

const NO = new Set(['', '0', 'false', 'no', 'n', '否']);

/**
 * Whether a field's value contains one of `words`, or a field named by one of them says anything
 * but no. Upper and lower case are alike.
 */
export function mentions(
	attributes: Readonly<Record<string, unknown>>,
	words: readonly string[]
): boolean {
	const wanted = words.map((word) => word.toLowerCase());
	return Object.entries(attributes).some(([name, value]) => {
		const text = textOf(value);
		if (wanted.some((word) => text.includes(word))) return true;
		return wanted.includes(name.toLowerCase()) && !NO.has(text);
	});
}

const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? String(value).trim().toLowerCase()
		: '';
