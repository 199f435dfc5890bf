/** Lines of the ledger as a reader may see them: nothing of a call that does not exist for them, or that they still judge themselves. */
import { and } from 'drizzle-orm';
import type { LineFacts } from '#lib/ledger/entry.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { notLeading } from '#lib/reviews/server/hidden-calls.ts';
import { formsOf } from '#lib/reviews/server/month-facts.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import { reachedBy } from '#lib/reviews/server/scope.ts';
import { itemsOf, type FormText } from '#lib/rubric/form.ts';

/** Those of the lines that the reader may see; what has no call is seen by whoever sees the month. */
export async function visibleLines<Row extends LineFacts>(
	{ db: { read }, actor, now }: Context,
	lines: readonly Row[]
): Promise<Row[]> {
	const ids = [...new Set(lines.flatMap(({ recordingId }) => recordingId ?? []))];
	const rows = await read
		.select({ id: recordings.id })
		.from(recordings)
		.where(
			and(
				isAmong(recordings.id, ids),
				reachedBy(actor),
				await notLeading(read, { actor, now }, recordings.id)
			)
		);
	const visible = new Set(rows.map(({ id }) => id));
	return lines.filter(({ recordingId }) => recordingId === null || visible.has(recordingId));
}

/** Each line with the words of its criterion, as the rubric of its review has them. */
export async function withItems<Row extends LineFacts>(
	read: Reader,
	lines: readonly Row[]
): Promise<(Row & { item: FormText | null })[]> {
	const ids = [...new Set(lines.flatMap(({ reviewId }) => reviewId ?? []))];
	const pinned = await read
		.select({ id: reviews.id, versionId: reviews.rubricVersionId })
		.from(reviews)
		.where(isAmong(reviews.id, ids));
	const versionOf = new Map(pinned.map(({ id, versionId }) => [id, versionId]));
	const forms = await formsOf(read, [...new Set(versionOf.values())]);
	const items = new Map<string, FormText>(
		[...forms].flatMap(([versionId, form]) =>
			itemsOf(form).map((item) => [`${versionId} ${item.key}`, item.text] as const)
		)
	);
	return lines.map((line) => {
		const key = `${versionOf.get(line.reviewId ?? '')} ${line.itemKey}`;
		return { ...line, item: items.get(key) ?? null };
	});
}
