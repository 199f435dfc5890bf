import { and, asc, desc, eq } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import type { CallKind } from '#lib/recordings/call.ts';
import { parseForm, type Form } from '../form.ts';
import { rubrics, rubricVersions } from './schema.ts';

export interface PublishedRubric {
	rubricId: string;
	/** Stable name, such as `report`. */
	key: string;
	versionId: string;
	version: number;
	form: Form;
	publishedAt: Date;
}

/** The newest published version for a kind of call; `other` calls are scored as incoming reports. */
export async function rubricForCallKind(
	db: Reader,
	kind: CallKind
): Promise<PublishedRubric | undefined> {
	const callKind = kind === 'other' ? 'report' : kind;
	const [row] = await versions(db).where(eq(rubrics.callKind, callKind)).limit(1);
	return row && published(row);
}

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
