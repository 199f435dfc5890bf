/** Byte ranges of HTTP (RFC 9110 §14): which bytes of a file of `size` a request asks for. Positions are inclusive. */
type Selection =
	| { kind: 'whole' }
	| { kind: 'part'; start: number; end: number; openEnded: boolean }
	| { kind: 'unsatisfiable' };

const whole: Selection = { kind: 'whole' };

/**
 * Reads a `Range` field. Another unit, a malformed value, and several ranges at once are ignored
 * (`whole`), as the standard allows; a start at or past the end, and `-0`, are unsatisfiable.
 */
export function selectBytes(field: string | null, size: number): Selection {
	const match = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(field ?? '');
	if (!match) return whole;
	const [, first = '', last = ''] = match;
	if (first === '' && last === '') return whole;
	if (first === '') return lastBytes(Number(last), size);

	const start = Number(first);
	if (last !== '' && Number(last) < start) return whole;
	if (start >= size) return { kind: 'unsatisfiable' };
	const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
	return { kind: 'part', start, end, openEnded: last === '' };
}

function lastBytes(length: number, size: number): Selection {
	if (length === 0 || size === 0) return { kind: 'unsatisfiable' };
	return { kind: 'part', start: Math.max(0, size - length), end: size - 1, openEnded: false };
}

/** Shortens an open-ended part to `limit` bytes: players ask for the rest by themselves, and rights are looked at again. */
export function capped(selection: Selection, limit: number): Selection {
	if (selection.kind !== 'part' || !selection.openEnded) return selection;
	return { ...selection, end: Math.min(selection.end, selection.start + limit - 1) };
}

/** Whether `Range` holds: `If-Range` is absent, or names exactly this strong entity tag. A date never matches: we give none. */
export const rangeApplies = (ifRange: string | null, etag: string): boolean =>
	ifRange === null || ifRange.trim() === etag;

/** Whether an `If-None-Match` list names this entity tag (weak comparison). */
export const isKnown = (ifNoneMatch: string | null, etag: string): boolean =>
	(ifNoneMatch ?? '')
		.split(',')
		.map((tag) => tag.trim().replace(/^W\//, ''))
		.some((tag) => tag === etag || tag === '*');
