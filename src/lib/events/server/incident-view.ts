/** What the page of an incident shows. */
import { and, eq } from 'drizzle-orm';
import { can, may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { audible } from '#lib/recordings/server/playable.ts';
import { isNotRestricted } from '#lib/recordings/server/kept.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { incidentState } from '../recorder-incident.ts';
import { incidentById } from './queries.ts';

/** The incident with its state and its recording's file; undefined for an unknown id and for one out of reach. */
export async function incidentView(context: Context, id: string) {
	const { db, actor } = context;
	const incident = await incidentById(db.read, context, id);
	if (!incident) return undefined;
	const { recordingId } = incident;
	return {
		...incident,
		state: incidentState(incident.steps.map(({ step }) => step)),
		recording: recordingId === null ? null : await fileOf(context, recordingId),
		mayHandle: may(actor, 'incident.handle')
	};
}

/** Facts of the file alone, for whoever looks after the recorder: nothing of the caller or the agent. */
async function fileOf(context: Context, recordingId: string) {
	const [file] = await context.db.read
		.select({
			startedAt: recordings.startedAt,
			importedAt: recordings.importedAt,
			container: recordings.container,
			codec: recordings.codec,
			bytes: recordings.bytes,
			sha256: recordings.sha256
		})
		.from(recordings)
		.where(and(eq(recordings.id, recordingId), isNotRestricted));
	const placed = await audible(context, recordingId);
	const seen = placed && can(context.actor, 'recording.list', placed) !== 'hidden';
	return file && { ...file, path: seen ? `/recordings/${recordingId}` : null };
}
