/** The reviews behind a fail rate, as a condition: those that item-rates.ts counts, or counts as failed. */
import { and, eq, exists, gte, inArray, lte, or, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { isFailed, NOT_APPLICABLE } from '#lib/rubric/answer.ts';
import { itemsOf, parseForm } from '#lib/rubric/form.ts';
import { rubrics, rubricVersions } from '#lib/rubric/server/schema.ts';
import { monthOfDay } from '#lib/shared/calendar.ts';
import type { ItemFilter, RateFilter } from '../item-filter.ts';
import { judgedItems } from '../item-rates.ts';
import { deciding } from './item-rates.ts';
import { reviewAnswers, reviews } from './schema.ts';

export async function behindRate(read: Reader, filter: RateFilter): Promise<SQL | undefined> {
	const { item, from, to, team, department } = filter;
	const place = (column: PgColumn, id: string | undefined) =>
		id === undefined ? undefined : isId(id) ? eq(column, id) : none;
	const when = and(
		from === undefined ? undefined : gte(reviews.businessMonth, monthOfDay(from)),
		to === undefined ? undefined : lte(reviews.businessMonth, monthOfDay(to))
	);
	return and(
		when,
		from === undefined ? undefined : gte(recordings.businessDay, from),
		to === undefined ? undefined : lte(recordings.businessDay, to),
		place(recordings.teamId, team),
		place(recordings.departmentId, department),
		item && (await answered(read, item, when))
	);
}

const none = sql`1 = 0`;

async function answered(read: Reader, item: ItemFilter, when: SQL | undefined): Promise<SQL> {
	const given = await answersGiven(read, item, when);
	const wanted = given.filter(({ counts, failed }) => (item.answer === 'failed' ? failed : counts));
	if (wanted.length === 0) return none;
	const byVersion = [...Map.groupBy(wanted, ({ versionId }) => versionId)];
	const matching = byVersion.map(([versionId, answers]) =>
		and(
			eq(reviews.rubricVersionId, versionId),
			inArray(
				reviewAnswers.answer,
				answers.map(({ answer }) => answer)
			)
		)
	);
	const answer = read
		.select({ one: sql`1` })
		.from(reviewAnswers)
		.where(
			and(
				eq(reviewAnswers.reviewId, reviews.id),
				eq(reviewAnswers.itemKey, item.itemKey),
				item.cause === undefined ? undefined : eq(reviewAnswers.rootCause, item.cause),
				or(...matching)
			)
		);
	return and(deciding(), exists(answer))!;
}

/** The different answers that the item was given, each judged by the form of its version. */
async function answersGiven(read: Reader, { rubricKey, itemKey, version }: ItemFilter, when?: SQL) {
	const versions = await read
		.select({ id: rubricVersions.id, form: rubricVersions.form })
		.from(rubricVersions)
		.innerJoin(rubrics, eq(rubrics.id, rubricVersions.rubricId))
		.where(
			and(
				eq(rubrics.key, rubricKey),
				version === undefined ? undefined : eq(rubricVersions.version, version)
			)
		);
	const items = new Map(
		versions.map(({ id, form }) => [
			id,
			judgedItems(itemsOf(parseForm(JSON.parse(form)))).get(itemKey)
		])
	);
	const known = [...items].flatMap(([id, item]) => (item ? [id] : []));
	if (known.length === 0) return [];
	const given = await read
		.selectDistinct({ versionId: reviews.rubricVersionId, answer: reviewAnswers.answer })
		.from(reviews)
		.innerJoin(reviewAnswers, eq(reviewAnswers.reviewId, reviews.id))
		.where(and(when, inArray(reviews.rubricVersionId, known), eq(reviewAnswers.itemKey, itemKey)));
	return given.map(({ versionId, answer }) => ({
		versionId,
		answer,
		counts: answer !== NOT_APPLICABLE,
		failed: isFailed(items.get(versionId)!, answer)
	}));
}
