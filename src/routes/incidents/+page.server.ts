import { parseIncidentFilter } from '#lib/events/incident-filter.ts';
import { incidentState } from '#lib/events/recorder-incident.ts';
import { incidentPage, incidentSources } from '#lib/events/server/queries.ts';
import { may } from '#lib/people/permissions.ts';
import { pageLinks, parseCursor } from '#lib/recordings/page-cursor.ts';
import { searchOf } from '#lib/shared/address.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, db } = locals;
	const filter = parseIncidentFilter(url.searchParams);
	const after = parseCursor(url.searchParams.get('before'));
	const { rows, next } = await incidentPage(db.read, locals, { filter, after });
	const search = searchOf(filter);
	return {
		rows: rows.map(({ id, at, kind, source, reporter, words, acknowledgedAt, closedAt }) => ({
			...{ id, at, kind, source, reporter, words },
			state: incidentState([
				...(acknowledgedAt ? (['acknowledged'] as const) : []),
				...(closedAt ? (['closed'] as const) : [])
			])
		})),
		typed: Object.fromEntries(search),
		sources: await incidentSources(db.read, locals),
		mayReport: may(actor, 'incident.report'),
		...pageLinks('/incidents', search, { after, next })
	};
};
