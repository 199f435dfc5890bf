/** Reads of recorder incidents, each within what its reader may read (incident-reach.ts). */
import { and, asc, desc, eq, gte, isNotNull, isNull, lt, type SQL } from 'drizzle-orm';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { pageOf, type PageCursor } from '#lib/recordings/page-cursor.ts';
import { older } from '#lib/recordings/server/older.ts';
import { addDays, dayStart } from '#lib/shared/calendar.ts';
import type { IncidentFilter } from '../incident-filter.ts';
import type { IncidentKind, IncidentState } from '../recorder-incident.ts';
import { readableBy, type Asking } from './incident-reach.ts';
import { recorderIncidents, recorderIncidentSteps } from './schema.ts';

const acknowledged = alias(recorderIncidentSteps, 'acknowledged');
const closed = alias(recorderIncidentSteps, 'closed');

/** One row for each incident: it is acknowledged once at most, and closed once. */
const rows = (db: Reader) =>
	db
		.select({
			id: recorderIncidents.id,
			kind: recorderIncidents.kind,
			recordingId: recorderIncidents.recordingId,
			source: recorderIncidents.source,
			words: recorderIncidents.words,
			reportedBy: recorderIncidents.reportedBy,
			reporter: users.name,
			at: recorderIncidents.at,
			acknowledgedAt: acknowledged.at,
			closedAt: closed.at
		})
		.from(recorderIncidents)
		.leftJoin(users, eq(users.id, recorderIncidents.reportedBy))
		.leftJoin(
			acknowledged,
			and(eq(acknowledged.incidentId, recorderIncidents.id), eq(acknowledged.step, 'acknowledged'))
		)
		.leftJoin(closed, and(eq(closed.incidentId, recorderIncidents.id), eq(closed.step, 'closed')));

type Incident = Awaited<ReturnType<typeof rows>>[number];

export const INCIDENT_PAGE = 50;

/** A page of incidents, the newest first. Days are of the centre's `zone`. */
export async function incidentPage(
	db: Reader,
	{ zone, ...asking }: Asking & { zone: string },
	{ filter, after }: { filter: IncidentFilter; after: PageCursor | undefined }
): Promise<{ rows: Incident[]; next: PageCursor | undefined }> {
	const { at, id } = recorderIncidents;
	const { state, kind, source, from, to } = filter;
	const found = await rows(db)
		.where(
			and(
				readableBy(db, asking),
				state && standing(state),
				kind && eq(recorderIncidents.kind, kind),
				source ? eq(recorderIncidents.source, source) : undefined,
				from === undefined ? undefined : gte(at, dayStart(from, zone)),
				to === undefined ? undefined : lt(at, dayStart(addDays(to, 1), zone)),
				older(at, id, after)
			)
		)
		.orderBy(desc(at), desc(id))
		.limit(INCIDENT_PAGE + 1);
	return pageOf(found, INCIDENT_PAGE, (row) => row.at);
}

/** `incidentState` as a condition. */
const standing = (state: IncidentState): SQL | undefined =>
	({
		open: () => and(isNull(acknowledged.at), isNull(closed.at)),
		acknowledged: () => and(isNotNull(acknowledged.at), isNull(closed.at)),
		closed: () => isNotNull(closed.at)
	})[state]();

/** An incident with its steps, the oldest first; undefined for an unknown id and for one out of reach. */
export async function incidentById(db: Reader, asking: Asking, id: string) {
	if (!isId(id)) return undefined;
	const [row] = await rows(db).where(and(eq(recorderIncidents.id, id), readableBy(db, asking)));
	if (!row) return undefined;
	const { step, words, at } = recorderIncidentSteps;
	const steps = await db
		.select({ id: recorderIncidentSteps.id, step, words, at, by: users.name })
		.from(recorderIncidentSteps)
		.innerJoin(users, eq(users.id, recorderIncidentSteps.by))
		.where(eq(recorderIncidentSteps.incidentId, id))
		.orderBy(asc(at), asc(recorderIncidentSteps.id));
	return { ...row, steps };
}

/** All incidents of a kind that a recording has had, whoever may read them; the newest first. */
export const incidentsOf = (
	db: Reader,
	recordingId: string,
	kind: IncidentKind
): Promise<Incident[]> =>
	rows(db)
		.where(and(eq(recorderIncidents.recordingId, recordingId), eq(recorderIncidents.kind, kind)))
		.orderBy(desc(recorderIncidents.at), desc(recorderIncidents.id));

/** Names of sources that an incident in reach names, in order: what the filter offers. */
export async function incidentSources(db: Reader, asking: Asking): Promise<string[]> {
	const found = await db
		.selectDistinct({ source: recorderIncidents.source })
		.from(recorderIncidents)
		.where(and(isNotNull(recorderIncidents.source), readableBy(db, asking)))
		.orderBy(asc(recorderIncidents.source))
		.limit(200);
	return found.map(({ source }) => source!).sort();
}
