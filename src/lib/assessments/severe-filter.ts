/** Which lines the page of a month's severe items shows, as its address says. Pure. */
import { ledgerStates, type LedgerState } from '#lib/ledger/entry.ts';
import { oneOf, wordIn } from '#lib/shared/address.ts';

export interface SevereFilter {
	/** What waits for a head unless it is named. */
	state: LedgerState;
	team?: string | undefined;
}

export const parseSevereFilter = (search: URLSearchParams): SevereFilter => ({
	state: oneOf(ledgerStates, search.get('state')) ?? 'provisional',
	team: wordIn(search.get('team'))
});

export function severeSearch({ state, team }: SevereFilter): URLSearchParams {
	const search = new URLSearchParams();
	if (state !== 'provisional') search.set('state', state);
	if (team) search.set('team', team);
	return search;
}
