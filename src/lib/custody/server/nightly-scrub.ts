/** The night's pass over the stored files, a slice for each slot: jobs follow one another, and none is held up for long. */
import { desc, eq } from 'drizzle-orm';
import { isDueTonight, WHOLE_SHARE } from '../scrub.ts';
import { scrubs } from './evidence-schema.ts';
import { PassTaken, type Scrub } from './scrub-progress.ts';
import { scrub, type Scrubbing } from './scrub.ts';

/** Well under the twenty seconds for which other jobs may wait: a large file is read to its end. */
const SLICE_MS = 15_000;

type Told = { idle: true } | Pick<Scrub, 'files' | 'bytes' | 'finishedAt'>;

/** Goes on with the night's pass, or begins one when the last began long enough ago; of every file. */
export async function scrubSlice(context: Scrubbing, budgetMs = SLICE_MS): Promise<Told> {
	const { db, actor, now } = context;
	const [last] = await db.read
		.select({ startedAt: scrubs.startedAt, finishedAt: scrubs.finishedAt })
		.from(scrubs)
		.where(eq(scrubs.begunBy, actor.id))
		.orderBy(desc(scrubs.startedAt), desc(scrubs.id))
		.limit(1);
	if (last?.finishedAt && !isDueTonight(last.startedAt, now)) return { idle: true };
	try {
		const { files, bytes, finishedAt } = (await scrub(context, { share: WHOLE_SHARE, budgetMs }))
			.scrub;
		return { files, bytes, finishedAt };
	} catch (error) {
		if (error instanceof PassTaken) return { idle: true };
		throw error;
	}
}
