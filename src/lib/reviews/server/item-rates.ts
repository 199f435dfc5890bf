/** Fail rates of items, counted by the database; each distinct answer is judged once by its own form. */
import { and, between, count, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Scope } from '#lib/people/permissions.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import { isNotRestricted } from '#lib/recordings/server/kept.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { itemsOf, parseForm } from '#lib/rubric/form.ts';
import { rubrics, rubricVersions } from '#lib/rubric/server/schema.ts';
import { monthOfDay, type BusinessDay } from '#lib/shared/calendar.ts';
import { itemRatesOf, judgedItems, type ItemRate, type JudgedVersion } from '../item-rates.ts';
import { newestRevision } from './revisions.ts';
import { reviewAnswers, reviews } from './schema.ts';
import { within } from './scope.ts';

export interface RatesOf {
	/** Days of the calls, both included. */
	from: BusinessDay;
	to: BusinessDay;
	/** By the call's team at the time. */
	scope: Scope;
	agentIds?: readonly string[] | undefined;
	groupBy: 'item' | 'item-agent' | 'item-week';
	rubricKey?: string | undefined;
	/** Of the rubrics that have it. */
	version?: number | undefined;
	itemKey?: string | undefined;
}

/** The condition that, of a call reviewed more than once, it is the review that decides: the one submitted last, at the same instant the one with the higher id. */
export const deciding = (): SQL => sql`not exists (
	select 1 from ${reviews} as newer where newer.recording_id = ${reviews.recordingId}
	and (newer.submitted_at, newer.id) > (${reviews.submittedAt}, ${reviews.id}))`;

/** Which items fail how often in the period; items that nobody answered are left out. */
export async function itemRates(read: Reader, of: RatesOf): Promise<ItemRate[]> {
	const versions = await judgedVersions(read, of);
	const keys = new Set([...versions.values()].flatMap(({ items }) => [...items.keys()]));
	const wanted = [...keys].filter((key) => of.itemKey === undefined || key === of.itemKey);
	if (wanted.length === 0) return [];
	const grouped = {
		versionId: reviews.rubricVersionId,
		itemKey: reviewAnswers.itemKey,
		answer: reviewAnswers.answer,
		rootCause: reviewAnswers.rootCause,
		...(of.groupBy === 'item-agent' && { agentId: reviews.agentId }),
		...(of.groupBy === 'item-week' && { day: recordings.businessDay })
	};
	const counts = await read
		.select({ ...grouped, n: count() })
		.from(reviews)
		.innerJoin(recordings, eq(recordings.id, reviews.recordingId))
		.innerJoin(reviewAnswers, eq(reviewAnswers.reviewId, reviews.id))
		.where(
			and(
				counted(of),
				inArray(reviews.rubricVersionId, [...versions.keys()]),
				inArray(reviewAnswers.itemKey, wanted)
			)
		)
		.groupBy(...Object.values(grouped));
	return itemRatesOf(counts, versions).sort(byItem);
}

/** The forms that the period was scored by. */
async function judgedVersions(read: Reader, of: RatesOf): Promise<Map<string, JudgedVersion>> {
	const used = read
		.select({ id: reviews.rubricVersionId })
		.from(reviews)
		.innerJoin(recordings, eq(recordings.id, reviews.recordingId))
		.where(counted(of));
	const rows = await read
		.select({ id: rubricVersions.id, form: rubricVersions.form, rubricKey: rubrics.key })
		.from(rubricVersions)
		.innerJoin(rubrics, eq(rubrics.id, rubricVersions.rubricId))
		.where(
			and(
				inArray(rubricVersions.id, used),
				of.rubricKey === undefined ? undefined : eq(rubrics.key, of.rubricKey),
				of.version === undefined ? undefined : eq(rubricVersions.version, of.version)
			)
		);
	return new Map(
		rows.map(({ id, form, rubricKey }) => [
			id,
			{ rubricKey, items: judgedItems(itemsOf(parseForm(JSON.parse(form)))) }
		])
	);
}

const counted = ({ from, to, scope, agentIds }: RatesOf): SQL | undefined =>
	and(
		between(reviews.businessMonth, monthOfDay(from), monthOfDay(to)),
		between(recordings.businessDay, from, to),
		within(scope),
		isNotRestricted,
		newestRevision(),
		deciding(),
		agentIds && isAmong(reviews.agentId, agentIds)
	);

const byItem = (a: ItemRate, b: ItemRate): number => {
	const [one, other] = [a, b].map(({ rubricKey, itemKey, agentId = '', week = 0 }) =>
		[rubricKey, itemKey, agentId, week].join(' ')
	);
	return one! < other! ? -1 : 1;
};
