/** A reviewer at one call: saves the draft again and again, then submits; also as a process of its own, which tells what it was told. */
import * as path from 'node:path';
import type { Context } from '#lib/people/server/context.ts';
import { actorById } from '#lib/people/server/actors.ts';
import type { DraftContent } from '#lib/reviews/draft.ts';
import { saveDraft } from '#lib/reviews/server/drafts.ts';
import { submitReview } from '#lib/reviews/server/submit.ts';
import { openRuntime } from '#src/runtime.ts';
import { aReviewContent } from '../fixtures/reviews.ts';

export const SAVES = 6;

/** What the draft holds from its nth save on. */
export const contentAt = (save: number): DraftContent =>
	aReviewContent({}, { comment: `Heard ${save} times`, spentMs: 1000 * save });

/** Goes on after the save that was told last, as a page does whose answer was lost: it sends the same once more. */
export async function sit(
	context: Context,
	{ recordingId, told, tell }: { recordingId: string; told: number; tell: (line: string) => void }
): Promise<{ reviewId: string; rawTenths: number | null }> {
	for (let save = told + 1; save <= SAVES; save++) {
		const request = { recordingId, version: save - 1, content: contentAt(save) };
		const saved = await saveDraft(context, request);
		const stands = saved.ok ? saved.value.version : saved.facts?.version;
		// Refused as stale, it was kept the first time.
		if (stands !== save) throw new Error(`save ${save}: ${JSON.stringify(saved)}`);
		tell(`saved ${save}`);
	}
	const content = contentAt(SAVES);
	const sent = await submitReview(context, { recordingId, version: SAVES, content });
	if (!sent.ok) throw new Error(`submit: ${JSON.stringify(sent)}`);
	const { reviewId, score } = sent.value;
	tell(`submitted ${reviewId}`);
	return { reviewId, rawTenths: score.rawTenths };
}

if (process.argv[1] && import.meta.filename === path.resolve(process.argv[1])) {
	const runtime = await openRuntime(process.env, { part: 'command-line' });
	const [userId, recordingId] = process.argv.slice(2) as [string, string];
	const actor = await actorById(runtime.db.read, userId, runtime.now());
	await sit(runtime.context(actor), {
		recordingId,
		told: 0,
		tell: (line) => process.stdout.write(`${line}\n`)
	});
	await runtime.close();
}
