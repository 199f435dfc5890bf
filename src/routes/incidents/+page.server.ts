import { parseIncidentFilter } from '#lib/events/incident-filter.ts';
import { incidentState } from '#lib/events/recorder-incident.ts';
import { incidentPage, incidentSources } from '#lib/events/server/queries.ts';
import { may } from '#lib/people/permissions.ts';
import { cursorText, parseCursor } from '#lib/recordings/page-cursor.ts';
import { searchOf } from '#lib/shared/address.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, db } = locals;
	const filter = parseIncidentFilter(url.searchParams);
	const after = parseCursor(url.searchParams.get('before'));
	const { rows, next } = await incidentPage(db.read, locals, { filter, after });
	const page = (before?: string) => {
		const search = searchOf(filter);
		if (before) search.set('before', before);
		return `/incidents${search.size > 0 ? `?${search}` : ''}`;
	};
	return {
		rows: rows.map(({ id, at, kind, source, reporter, words, acknowledgedAt, closedAt }) => ({
			...{ id, at, kind, source, reporter, words },
			state: incidentState([
				...(acknowledgedAt ? (['acknowledged'] as const) : []),
				...(closedAt ? (['closed'] as const) : [])
			])
		})),
		typed: Object.fromEntries(searchOf(filter)),
		sources: await incidentSources(db.read, actor),
		mayReport: may(actor, 'incident.report'),
		next: next ? page(cursorText(next)) : null,
		first: after ? page() : null
	};
};
