/** Where a page of the library ends: the last row's time and id, since times are not unique. */
export interface PageCursor {
	at: Date;
	id: string;
}

export const cursorText = ({ at, id }: PageCursor): string => `${at.getTime()}_${id}`;

/** Reads what `cursorText` wrote; undefined for anything else, which shows the first page. */
export function parseCursor(text: string | null): PageCursor | undefined {
	const match = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? '');
	if (!match) return undefined;
	const at = new Date(Number(match[1]));
	// Beyond this year PostgreSQL and JavaScript write instants differently.
	return at.getTime() < 253_402_300_800_000 ? { at, id: match[2]! } : undefined;
}

/** A page of `size` rows, of those found: one more than that tells that another page follows. */
export function pageOf<Row extends { id: string }>(
	found: readonly Row[],
	size: number,
	timeOf: (row: Row) => Date
): { rows: Row[]; next: PageCursor | undefined } {
	const rows = found.slice(0, size);
	const last = found.length > size ? rows.at(-1) : undefined;
	return { rows, next: last && { at: timeOf(last), id: last.id } };
}

/** Where a list's page leads: addresses of the next page and of the first, null where there is none to go to. */
export function pageLinks(
	path: string,
	search: URLSearchParams,
	{ after, next }: { after: PageCursor | undefined; next: PageCursor | null | undefined }
): { next: string | null; first: string | null } {
	const address = (cursor?: PageCursor) => {
		const query = new URLSearchParams(search);
		if (cursor) query.set('before', cursorText(cursor));
		return query.size > 0 ? `${path}?${query}` : path;
	};
	return { next: next ? address(next) : null, first: after ? address() : null };
}
