import { id, instant, int, table, text, uniqueIndex } from '../../platform/server/db/dialect.ts';

export const rubrics = table('rubrics', {
	id: id('id').primaryKey(),
	/** Stable name, such as `report` or `call-back`. */
	key: text('key').notNull().unique(),
	/** The kind of call it is chosen for. */
	callKind: text('call_kind').notNull().unique(),
	createdAt: instant('created_at').notNull()
});

/** Published versions: append-only. `form` is canonical JSON text, checked by rubric/form.ts on reading. */
export const rubricVersions = table(
	'rubric_versions',
	{
		id: id('id').primaryKey(),
		rubricId: id('rubric_id')
			.notNull()
			.references(() => rubrics.id),
		version: int('version').notNull(),
		form: text('form').notNull(),
		formSha256: text('form_sha256').notNull(),
		publishedAt: instant('published_at').notNull(),
		publishedBy: text('published_by').notNull()
	},
	(t) => [uniqueIndex('rubric_versions_version').on(t.rubricId, t.version)]
);
