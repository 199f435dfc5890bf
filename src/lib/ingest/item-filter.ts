/** The filter of a source's files, as it stands in the address. */
import { issueCodes, itemStates, type ItemState } from './issues.ts';

export interface ItemFilter {
	state: ItemState | null;
	/** Counted days back, today included; null for ever. */
	days: 1 | 30 | null;
	code: string | null;
	/** The last row of the page before: its time and id. */
	after: { atMs: number; id: string } | null;
}

/** What an address asks for; what it says wrongly is left out. */
export function readItemFilter(query: URLSearchParams): ItemFilter {
	const [state, days, code] = ['state', 'days', 'code'].map((name) => query.get(name));
	const after = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(query.get('after') ?? '');
	return {
		state: itemStates.find((known) => known === state) ?? null,
		days: days === '1' ? 1 : days === '30' ? 30 : null,
		code: code && code in issueCodes ? code : null,
		after: after ? { atMs: Number(after[1]), id: after[2]! } : null
	};
}

/** The address of the filter, with or without its place in the pages. */
export function itemFilterQuery({ state, days, code, after }: ItemFilter): string {
	const query = new URLSearchParams();
	if (state) query.set('state', state);
	if (days) query.set('days', String(days));
	if (code) query.set('code', code);
	if (after) query.set('after', `${after.atMs}.${after.id}`);
	const text = query.toString();
	return text ? `?${text}` : '?';
}
