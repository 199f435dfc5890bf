/** Which reports a list shows, as its address says. Anything that cannot be read is left out. */
import { oneOf, wordIn } from '#lib/shared/address.ts';
import { monthText, parseMonth, type BusinessMonth } from '#lib/shared/calendar.ts';
import { reportKinds, type ReportKind } from './call-report.ts';

export interface ReportFilter {
	kind?: ReportKind | undefined;
	team?: string | undefined;
	agent?: string | undefined;
	/** Of the calls. */
	month?: BusinessMonth | undefined;
}

export const parseReportFilter = (search: URLSearchParams): ReportFilter => ({
	kind: oneOf(reportKinds, search.get('kind')),
	team: wordIn(search.get('team')),
	agent: wordIn(search.get('agent')),
	month: parseMonth(search.get('month') ?? '') ?? undefined
});

/** The address of a filter, as `parseReportFilter` reads it. */
export function reportSearch({ kind, team, agent, month }: ReportFilter): URLSearchParams {
	const search = new URLSearchParams();
	if (kind) search.set('kind', kind);
	if (team) search.set('team', team);
	if (agent) search.set('agent', agent);
	if (month) search.set('month', monthText(month));
	return search;
}
