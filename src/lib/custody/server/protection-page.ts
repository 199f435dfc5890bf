/** What keeps one recording as it is: its page, and what the reader may change there. */
import { can, type PlacedAction } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { openJointRequests } from '#lib/people/server/joint.ts';
import { holdsOf } from './holds.ts';
import { reachOf } from './reach.ts';
import { retentionOf } from './retention.ts';

/** Undefined for whom the recording, or its custody, is not there. */
export async function protectionPage(
	context: Pick<Context, 'db' | 'actor' | 'now'>,
	recordingId: string
) {
	const { read } = context.db;
	const reach = await reachOf(read, context, { recordingId, action: 'recording.list' });
	if (!reach.ok) return undefined;
	const { recording, actor } = reach.value;
	const may = (action: PlacedAction) => can(actor, action, recording) === 'allowed';
	if (!may('custody.read')) return undefined;
	const holds = await holdsOf(read, recordingId);
	const waiting: { id: string; subject: string }[] = [];
	for (const subject of [`recording:${recordingId}`, ...holds.map(({ id }) => `hold:${id}`)])
		for (const { id } of await openJointRequests(read, subject)) waiting.push({ id, subject });
	return {
		recordingId,
		custody: recording.custody,
		retention: await retentionOf(read, recordingId),
		holds: holds.map((hold) => ({
			...hold,
			requestId: waiting.find(({ subject }) => subject === `hold:${hold.id}`)?.id ?? null
		})),
		/** The open request to restrict it, or to lift that. */
		restrictionId:
			waiting.find(({ subject }) => subject === `recording:${recordingId}`)?.id ?? null,
		may: {
			place: may('hold.place') && recording.custody !== 'purged',
			release: may('hold.release'),
			restrict: may('restriction.set') && recording.custody !== 'purged',
			note: may('retention.note')
		}
	};
}
export type ProtectionPage = NonNullable<Awaited<ReturnType<typeof protectionPage>>>;

/** What the recording's own page says of it; null for whoever does not read custody there. */
export async function protectionShown(
	context: Pick<Context, 'db' | 'actor' | 'now'>,
	recordingId: string
) {
	const page = await protectionPage(context, recordingId);
	if (!page) return null;
	const { retentionClass } = page.retention;
	return { recordingId, holds: page.holds.filter(({ stands }) => stands).length, retentionClass };
}
