import { id, int, instant, json, table, text } from './dialect.ts';

/** One row: on PostgreSQL every writing transaction locks it first, so writers follow one another as on SQLite. */
export const writerLock = table('writer_lock', { id: int('id').primaryKey() });

/** Secrets the program makes for itself once, such as the key behind the draws' seeds. */
export const secrets = table('secrets', {
	name: text('name').primaryKey(),
	value: text('value').notNull(),
	createdAt: instant('created_at').notNull()
});

/** Settings by name, append-only; the newest row of a name that has begun is in force. */
export const settings = table('settings', {
	id: id('id').primaryKey(),
	name: text('name').notNull(),
	value: json('value').$type<unknown>().notNull(),
	effectiveFrom: instant('effective_from').notNull(),
	setBy: text('set_by').notNull(),
	setAt: instant('set_at').notNull()
});
