/** What the pages of the listening library show. */
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { PageCursor } from '#lib/recordings/page-cursor.ts';
import { heardBy, playableRecording } from '#lib/recordings/server/playable.ts';
import { itemsOf, type FormText } from '#lib/rubric/form.ts';
import { publishedRubrics } from '#lib/rubric/server/queries.ts';
import { accept } from '#lib/shared/decision.ts';
import type { LibraryFilter } from '../library-filter.ts';
import { clipSubject } from './library.ts';
import { clipById, clipPage, mayHearClip, type Clip } from './library-list.ts';

/** The words of every rubric's items, as the newest version with them has them, by `RUBRIC:ITEM`. */
async function itemWords(read: Reader): Promise<Map<string, FormText>> {
	const words = new Map<string, FormText>();
	for (const { key, form } of await publishedRubrics(read))
		for (const item of itemsOf(form)) {
			const name = `${key}:${item.key}`;
			if (!words.has(name)) words.set(name, item.text);
		}
	return words;
}

/** `held` names recordings on which a legal hold stands: their passages are not heard. */
type Held = (recordingIds: readonly string[]) => Promise<ReadonlySet<string>>;

export async function libraryPage(
	context: Context,
	{ filter, after, held }: { filter: LibraryFilter; after: PageCursor | undefined; held: Held }
) {
	const { rows, next } = await clipPage(context, { filter, after });
	const words = await itemWords(context.db.read);
	const closed = await held(rows.map(({ recordingId }) => recordingId));
	return {
		rows: rows.map((clip) => ({
			...shown(clip, words),
			heard: !closed.has(clip.recordingId) && mayHearClip(context.actor, clip)
		})),
		next,
		items: [...words].map(([name, text]) => ({ name, text }))
	};
}

/** One passage with what the reader may do about it; undefined when it does not exist for them. */
export async function clipDetail(context: Context, clipId: string, held: Held) {
	const { db, actor } = context;
	const clip = await clipById(context, clipId);
	if (!clip) return undefined;
	const closed = await held([clip.recordingId]);
	return {
		...shown(clip, await itemWords(db.read)),
		heard: !closed.has(clip.recordingId) && mayHearClip(actor, clip),
		reason: clip.reason,
		consents: clip.consents,
		accepted: clip.accepted,
		mine: clip.agentId === actor.id,
		mayDecide: can(actor, 'clip.accept', clip) === 'allowed',
		/** The call it was cut from, for those who reach it. */
		recordingId: can(actor, 'recording.list', clip) === 'allowed' ? clip.recordingId : null
	};
}

const shown = (
	{ id, agent, fromMs, toMs, title, rubricKey, itemKey, proposer, proposedAt, state }: Clip,
	words: ReadonlyMap<string, FormText>
) => ({
	...{ id, agent, fromMs, toMs, title, proposer, proposedAt, state },
	item: words.get(`${rubricKey}:${itemKey}`) ?? null
});

/** The call of which a passage is to be proposed, with the items that it may be an example of. */
export async function proposalPage(context: Context, recordingId: string) {
	const { db, actor } = context;
	const subject = await clipSubject(db.read, context, recordingId);
	if (!subject.ok) return subject;
	const { recording, agentId, rubric } = subject.value;
	return accept({
		recording: (await playableRecording(db, recording.id))!,
		heard: await heardBy(db, recording.id, actor.id),
		startedAt: recording.startedAt,
		mine: agentId === actor.id,
		items: rubric ? itemsOf(rubric.form).map(({ key, text }) => ({ key, text })) : []
	});
}
