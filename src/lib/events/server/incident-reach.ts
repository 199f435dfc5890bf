/** Whose incident is whose to read, as a condition on `recorderIncidents`. */
import { and, eq, exists, gt, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import { may, scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { teamMemberships } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isNotRestricted } from '#lib/recordings/server/kept.ts';
import { entrustments, recordings } from '#lib/recordings/server/schema.ts';
import { scopeCondition } from '#lib/recordings/server/scope-condition.ts';
import { recorderIncidents, recorderIncidentSteps } from './schema.ts';

/** Who asks, and when: a task may entrust a recording to them. */
export type Asking = Pick<Context, 'actor' | 'now'>;

/**
 * Who looks after recorder and evidence reads all; leads and heads what is of no recording, of one
 * that they see, and what people of a team they lead reported; everybody what they reported or added to.
 */
export function readableBy(db: Reader, asking: Asking): SQL | undefined {
	const { actor } = asking;
	if (may(actor, 'incident.read') && may(actor, 'source.read')) return undefined;
	const added = db
		.select({ one: sql`1` })
		.from(recorderIncidentSteps)
		.where(
			and(
				eq(recorderIncidentSteps.incidentId, recorderIncidents.id),
				eq(recorderIncidentSteps.by, actor.id)
			)
		);
	const own = or(eq(recorderIncidents.reportedBy, actor.id), exists(added));
	if (!may(actor, 'incident.read')) return own;
	return or(
		own,
		isNull(recorderIncidents.recordingId),
		exists(seen(db, asking)),
		exists(entrusted(db, asking)),
		ofLed(db, asking)
	);
}

const seen = (db: Reader, { actor }: Asking) =>
	db
		.select({ one: sql`1` })
		.from(recordings)
		.where(
			and(
				eq(recordings.id, recorderIncidents.recordingId),
				isNotRestricted,
				scopeCondition(scopeOf(actor, 'recording.list'))
			)
		);

const entrusted = (db: Reader, { actor, now }: Asking) =>
	db
		.select({ one: sql`1` })
		.from(entrustments)
		.where(
			and(
				eq(entrustments.recordingId, recorderIncidents.recordingId),
				eq(entrustments.userId, actor.id),
				lte(entrustments.from, now),
				or(isNull(entrustments.to), gt(entrustments.to, now))
			)
		);

/** Reported by a member, as it was then, of a team that the reader leads: they were told of it. */
function ofLed(db: Reader, { actor }: Asking): SQL | undefined {
	const { teamIds } = scopeOf(actor, 'recording.list');
	if (teamIds.length === 0) return undefined;
	const members = db
		.select({ one: sql`1` })
		.from(teamMemberships)
		.where(
			and(
				eq(teamMemberships.userId, recorderIncidents.reportedBy),
				inArray(teamMemberships.teamId, teamIds),
				lte(teamMemberships.from, recorderIncidents.at),
				or(isNull(teamMemberships.to), gt(teamMemberships.to, recorderIncidents.at))
			)
		);
	return exists(members);
}
