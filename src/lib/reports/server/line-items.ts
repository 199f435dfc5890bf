import { eq } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import { reviews } from '#lib/reviews/server/schema.ts';
import { itemsOf, parseForm, type FormText } from '#lib/rubric/form.ts';
import { rubricVersions } from '#lib/rubric/server/schema.ts';

interface AboutItem {
	reviewId: string | null;
	itemKey: string | null;
}

/** Gives the words of a line's item, in the version that its review was scored by; null where it names none. */
export async function itemsOfReviews(
	read: Reader,
	lines: readonly AboutItem[]
): Promise<(line: AboutItem) => FormText | null> {
	const ids = [...new Set(lines.flatMap(({ reviewId }) => reviewId ?? []))];
	const rows = await read
		.select({ id: reviews.id, versionId: reviews.rubricVersionId })
		.from(reviews)
		.where(isAmong(reviews.id, ids));
	const versionOf = new Map(rows.map(({ id, versionId }) => [id, versionId]));
	const forms = await read
		.selectDistinct({ id: rubricVersions.id, form: rubricVersions.form })
		.from(rubricVersions)
		.innerJoin(reviews, eq(reviews.rubricVersionId, rubricVersions.id))
		.where(isAmong(reviews.id, ids));
	const items = new Map(
		forms.flatMap(({ id, form }) =>
			itemsOf(parseForm(JSON.parse(form))).map((item) => [`${id} ${item.key}`, item.text])
		)
	);
	return ({ reviewId, itemKey }) =>
		(reviewId && itemKey && items.get(`${versionOf.get(reviewId)} ${itemKey}`)) || null;
}
