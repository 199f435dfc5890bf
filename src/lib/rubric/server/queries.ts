import { and, asc, desc, eq, inArray, isNull, lte, or } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import type { CallKind } from '#lib/recordings/call.ts';
import type { BusinessDay } from '#lib/shared/calendar.ts';
import { rubricOrder, scoredAs, type Place } from '../choice.ts';
import { parseForm, type Form } from '../form.ts';
import { rubricChoices, rubricRetirements, rubrics, rubricVersions } from './schema.ts';

export interface PublishedRubric {
	rubricId: string;
	/** Stable name, such as `report`. */
	key: string;
	versionId: string;
	version: number;
	form: Form;
	publishedAt: Date;
}

/** A call as far as the choice of its rubric needs it. */
interface ScoredCall extends Place {
	businessDay: BusinessDay;
}

/**
 * The version that scores a call reviewed now: of the rubric chosen closest to its place, else of
 * the oldest of its kind, the newest version that had begun on the day of the call. Retired rubrics
 * and those without such a version are passed over. Reviews and drafts keep the version they began with.
 */
export async function rubricFor(
	db: Reader,
	call: ScoredCall
): Promise<PublishedRubric | undefined> {
	const choices = await db
		.select()
		.from(rubricChoices)
		.where(inArray(rubricChoices.callKind, scoredAs(call.callKind)));
	for (const rubricId of rubricOrder(choices, await standingRubrics(db), call)) {
		const [row] = await versions(db)
			.where(and(eq(rubrics.id, rubricId), begunBy(call.businessDay)))
			.limit(1);
		if (row) return published(row);
	}
	return undefined;
}

/** The rubrics that are not retired, the oldest first. */
export const standingRubrics = (db: Reader) =>
	db
		.select({ id: rubrics.id, key: rubrics.key, callKind: rubrics.callKind })
		.from(rubrics)
		.leftJoin(rubricRetirements, eq(rubricRetirements.rubricId, rubrics.id))
		.where(isNull(rubricRetirements.rubricId))
		.orderBy(asc(rubrics.createdAt), asc(rubrics.id));

/** The newest form of each standing rubric for a kind of call, the oldest rubric first. */
export async function newestForms(db: Reader, kind: CallKind): Promise<Form[]> {
	const forms: Form[] = [];
	for (const { id, callKind } of await standingRubrics(db)) {
		const rubric = callKind === kind ? await publishedRubric(db, id) : undefined;
		if (rubric) forms.push(rubric.form);
	}
	return forms;
}

const begunBy = (day: BusinessDay) =>
	or(isNull(rubricVersions.effectiveFrom), lte(rubricVersions.effectiveFrom, day));

/** One published version by its id: what a review pins. */
export async function rubricVersion(
	db: Reader,
	versionId: string
): Promise<PublishedRubric | undefined> {
	if (!isId(versionId)) return undefined;
	const [row] = await versions(db).where(eq(rubricVersions.id, versionId)).limit(1);
	return row && published(row);
}

/** A rubric's published version, the newest unless `version` is given. */
export async function publishedRubric(
	db: Reader,
	rubricId: string,
	version?: number
): Promise<PublishedRubric | undefined> {
	if (!isId(rubricId)) return undefined;
	const [row] = await versions(db)
		.where(
			and(
				eq(rubrics.id, rubricId),
				version === undefined ? undefined : eq(rubricVersions.version, version)
			)
		)
		.limit(1);
	return row && published(row);
}

/** Every published version, by the rubric's key and then the newest first. */
export async function publishedRubrics(db: Reader): Promise<PublishedRubric[]> {
	return (await versions(db)).map(published);
}

const versions = (db: Reader) =>
	db
		.select({
			rubricId: rubrics.id,
			key: rubrics.key,
			versionId: rubricVersions.id,
			version: rubricVersions.version,
			form: rubricVersions.form,
			publishedAt: rubricVersions.publishedAt
		})
		.from(rubricVersions)
		.innerJoin(rubrics, eq(rubrics.id, rubricVersions.rubricId))
		.orderBy(asc(rubrics.key), desc(rubricVersions.version));

const published = (row: Omit<PublishedRubric, 'form'> & { form: string }): PublishedRubric => ({
	...row,
	form: parseForm(JSON.parse(row.form))
});
