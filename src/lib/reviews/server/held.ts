/** What a submitted review holds, written and read as one. */
import { eq } from 'drizzle-orm';
import type { Reader, Writer } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { Held } from '../revision.ts';
import { reviewContent } from './detail.ts';
import { evidence, reviewAnswers, reviews } from './schema.ts';

/** Writes the answers and passages of a review whose row stands; its words are the row's own. */
export async function insertHeld(
	tx: Writer,
	reviewId: string,
	{ answers, passages }: Held,
	now: Date
): Promise<void> {
	if (answers.length > 0)
		await tx.insert(reviewAnswers).values(answers.map((given) => ({ reviewId, ...given })));
	if (passages.length > 0)
		await tx
			.insert(evidence)
			.values(passages.map((passage) => ({ id: newId(now), reviewId, ...passage })));
}

/** What a review holds, private words included: for its readers among the reviewers only. */
export async function heldBy(read: Reader, reviewId: string): Promise<Held> {
	const [row] = await read
		.select({ comment: reviews.comment })
		.from(reviews)
		.where(eq(reviews.id, reviewId));
	const content = await reviewContent(read, reviewId, { withPrivate: true });
	const { answers, passages, privateComment } = content;
	return {
		comment: row?.comment ?? '',
		privateComment,
		answers,
		passages: passages.map(({ kind, itemKey, fromMs, toMs, note, private: own }) => ({
			...{ kind, itemKey, fromMs, toMs, note },
			private: own
		}))
	};
}
