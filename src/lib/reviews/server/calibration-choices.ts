import { inArray } from 'drizzle-orm';
import { can, may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { publishedRubrics } from '#lib/rubric/server/queries.ts';
import { MAX_CALLS } from '../calibration.ts';
import { placedRecording } from './subject.ts';

/** Whether a page offers to calibrate a call: the reader opens sessions and hears it, and did not handle it. */
export async function mayCalibrate(context: Context, recordingId: string): Promise<boolean> {
	if (!may(context.actor, 'calibration.open')) return false;
	const call = await placedRecording(context.db.read, recordingId, context);
	return (
		call?.custody === 'kept' &&
		call.agentId !== null &&
		call.agentId !== context.actor.id &&
		can(context.actor, 'recording.hear', call) === 'allowed'
	);
}

/** What the form offers: the named calls that may be calibrated, without their agents, and the newest version of each rubric. */
export async function calibrationChoices(context: Context, recordingIds: readonly string[]) {
	const { read } = context.db;
	const ids: string[] = [];
	for (const id of new Set(recordingIds))
		if (isId(id) && ids.length < MAX_CALLS && (await mayCalibrate(context, id))) ids.push(id);
	const rows =
		ids.length === 0
			? []
			: await read
					.select({
						id: recordings.id,
						kind: recordings.kind,
						startedAt: recordings.startedAt,
						durationMs: recordings.durationMs
					})
					.from(recordings)
					.where(inArray(recordings.id, ids));
	const calls = rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
	const versions = await publishedRubrics(read);
	const newest = versions.filter(
		({ rubricId }, index) => versions.findIndex((one) => one.rubricId === rubricId) === index
	);
	return {
		calls,
		rubrics: newest.map(({ versionId, version, form }) => ({
			...{ versionId, version, title: form.title },
			suggested: form.callKind === calls[0]?.kind
		}))
	};
}
