/** Reads of drafts and of rubrics with all that became of them. */
import { asc, desc, eq } from 'drizzle-orm';
import { namesOf } from '#lib/people/server/names.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId } from '#lib/platform/server/ids.ts';
import type { FormText } from '../form.ts';
import { rubricDrafts, rubricRetirements, rubrics, rubricVersions } from './schema.ts';

/** An open draft by its id. */
export async function draftRow(db: Reader, draftId: string) {
	if (!isId(draftId)) return undefined;
	const [row] = await db.select().from(rubricDrafts).where(eq(rubricDrafts.id, draftId));
	return row;
}

/** True when the rubric is chosen no more. */
export async function isRetired(db: Reader, rubricId: string): Promise<boolean> {
	return (await db.$count(rubricRetirements, eq(rubricRetirements.rubricId, rubricId))) > 0;
}

/** The open drafts by key, with who wrote in them last. */
export async function openDrafts(db: Reader) {
	const rows = await db.select().from(rubricDrafts).orderBy(asc(rubricDrafts.key));
	const by = ({ editors, createdBy }: (typeof rows)[number]) => editors.at(-1) ?? createdBy;
	const names = await namesOf(db, rows.map(by));
	return rows.map((row) => ({
		id: row.id,
		rubricId: row.rubricId,
		key: row.key,
		title: (JSON.parse(row.form) as { title?: Partial<FormText> }).title ?? {},
		note: row.note,
		savedAt: row.savedAt,
		by: names[by(row)] ?? by(row)
	}));
}

/** A rubric with every version, the newest first, its open draft and its end; undefined for an unknown id. */
export async function rubricHistory(db: Reader, rubricId: string) {
	if (!isId(rubricId)) return undefined;
	const [rubric] = await db.select().from(rubrics).where(eq(rubrics.id, rubricId));
	if (!rubric) return undefined;
	const versions = await db
		.select({
			id: rubricVersions.id,
			version: rubricVersions.version,
			effectiveFrom: rubricVersions.effectiveFrom,
			publishedAt: rubricVersions.publishedAt,
			publishedBy: rubricVersions.publishedBy,
			editors: rubricVersions.editors,
			overrideReason: rubricVersions.overrideReason
		})
		.from(rubricVersions)
		.where(eq(rubricVersions.rubricId, rubricId))
		.orderBy(desc(rubricVersions.version));
	const [draft] = await db
		.select({ id: rubricDrafts.id })
		.from(rubricDrafts)
		.where(eq(rubricDrafts.rubricId, rubricId));
	const [retirement] = await db
		.select()
		.from(rubricRetirements)
		.where(eq(rubricRetirements.rubricId, rubricId));
	const people = versions.flatMap(({ publishedBy, editors }) => [publishedBy, ...(editors ?? [])]);
	const names = await namesOf(db, [...people, ...(retirement ? [retirement.by] : [])]);
	return { ...rubric, versions, draftId: draft?.id ?? null, retirement: retirement ?? null, names };
}

/** Every rubric that was ever published, by key: its newest version, whose it is and whether it ended. */
export async function rubricList(db: Reader) {
	const rows = await db
		.select({
			rubricId: rubrics.id,
			key: rubrics.key,
			version: rubricVersions.version,
			form: rubricVersions.form,
			effectiveFrom: rubricVersions.effectiveFrom,
			publishedAt: rubricVersions.publishedAt,
			publishedBy: rubricVersions.publishedBy,
			retiredAt: rubricRetirements.at
		})
		.from(rubricVersions)
		.innerJoin(rubrics, eq(rubrics.id, rubricVersions.rubricId))
		.leftJoin(rubricRetirements, eq(rubricRetirements.rubricId, rubrics.id))
		.orderBy(asc(rubrics.key), desc(rubricVersions.version));
	const newest = [...Map.groupBy(rows, ({ rubricId }) => rubricId).values()].map(([row]) => row!);
	const names = await namesOf(
		db,
		newest.map(({ publishedBy }) => publishedBy)
	);
	return { newest, names };
}
