import { error } from '@sveltejs/kit';
import type { CustodyState } from '#lib/recordings/custody-state.ts';
import { holderOfSession } from '#lib/auth/server/session-list.ts';
import { can } from '#lib/people/permissions.ts';
import { custodySentence } from '#lib/recordings/ui/custody-text.ts';
import { actorById } from '#lib/people/server/actors.ts';
import { audible, type Audible } from '#lib/recordings/server/playable.ts';

/** The recording, when the reader of this request may hear it; what they may not see is as unknown as what is not there. */
export async function hearable(locals: App.Locals, id: string): Promise<Audible> {
	const recording = await audible(locals, id);
	const verdict = recording ? can(locals.actor, 'recording.hear', recording) : 'hidden';
	if (!recording || verdict === 'hidden') error(404, 'recording-not-found');
	if (verdict === 'forbidden') error(403, 'recording-not-to-be-heard');
	if (recording.custody !== 'kept') gone(recording.custody);
	return recording;
}

/** Ends the request on a recording that is there for the reader and not to be heard by anybody. */
export function gone(custody: CustodyState): never {
	error(410, { message: `recording-${custody}`, sentence: custodySentence(custody) });
}

/** Whether the session of this request still runs, and its person may still hear the recording; asked while sound flows. */
export async function stillHearable(locals: App.Locals, id: string): Promise<boolean> {
	const { db, sessionHandle, runtime } = locals;
	const now = runtime.now();
	const userId = await holderOfSession(db.read, sessionHandle);
	const actor = userId && (await actorById(db.read, userId, now));
	if (!actor) return false;
	return hearable({ ...locals, actor, now }, id).then(
		() => true,
		() => false
	);
}

/** Sound and pictures are for our own pages: another site's page may not embed them. */
export function refuseOtherSites(request: Request) {
	const site = request.headers.get('sec-fetch-site');
	if (site === 'cross-site' || site === 'same-site') error(403, 'other-site');
}
