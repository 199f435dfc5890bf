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
