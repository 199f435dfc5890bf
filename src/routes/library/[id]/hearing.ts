import { error } from '@sveltejs/kit';
import { clipById, mayHearClip, type Clip } from '#lib/coaching/server/library-list.ts';
import { heldAmong } from '#lib/custody/server/held.ts';

/** The passage, when the reader of this request may hear it now; what is withdrawn is gone for all but those it concerns. */
export async function hearableClip(locals: App.Locals, id: string): Promise<Clip> {
	const clip = await clipById(locals, id);
	if (!clip) error(404, 'clip-not-found');
	const held = await heldAmong(locals.db.read, [clip.recordingId]);
	if (clip.custody !== 'kept' || held.size > 0) error(410, 'clip-not-to-be-heard');
	if (!mayHearClip(locals.actor, clip)) error(403, 'clip-not-to-be-heard');
	return clip;
}
