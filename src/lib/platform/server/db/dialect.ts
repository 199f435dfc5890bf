/**
 * One column vocabulary for two engines. The types are always PostgreSQL's, the stricter
 * and asynchronous one; when the database is a file, SQLite's builders stand in at run time.
 * Schemas import only from here; drizzle-kit loads this without SvelteKit, hence process.env
 * and relative imports.
 */
import * as pg from 'drizzle-orm/pg-core';
import * as lite from 'drizzle-orm/sqlite-core';
import { sql, type SQL } from 'drizzle-orm';

export const isPostgres = /^postgres(ql)?:\/\//.test(process.env.DATABASE_URL ?? '');

const pick = <P>(postgres: P, sqlite: unknown): P => (isPostgres ? postgres : (sqlite as P));

export const table = pick(pg.pgTable, lite.sqliteTable);
export const index = pick(pg.index, lite.index);
export const uniqueIndex = pick(pg.uniqueIndex, lite.uniqueIndex);
export const primaryKey = pick(pg.primaryKey, lite.primaryKey);
export const foreignKey = pick(pg.foreignKey, lite.foreignKey);
export const unique = pick(pg.unique, lite.unique);
export const check = pick(pg.check, lite.check);
export const alias = pick(pg.alias, lite.alias);

/** App-made UUIDv7 (see ids.ts): native uuid on PostgreSQL, text on SQLite, string in JavaScript. */
export const id = <Name extends string>(name: Name) => pick(pg.uuid(name), lite.text(name));
export const text = pick(pg.text, lite.text);
export const int = <Name extends string>(name: Name) => pick(pg.integer(name), lite.integer(name));
/** Whole numbers to 2^53 − 1: bytes, sequence numbers, totals of money. */
export const big = <Name extends string>(name: Name) =>
	pick(pg.bigint(name, { mode: 'number' }), lite.integer(name));
export const real = <Name extends string>(name: Name) =>
	pick(pg.doublePrecision(name), lite.real(name));
export const bool = <Name extends string>(name: Name) =>
	pick(pg.boolean(name), lite.integer(name, { mode: 'boolean' }));
/** An instant to the millisecond: timestamptz(3) or integer milliseconds; Date in JavaScript. */
export const instant = <Name extends string>(name: Name) =>
	pick(
		pg.timestamp(name, { withTimezone: true, precision: 3, mode: 'date' }),
		lite.integer(name, { mode: 'timestamp_ms' })
	);
/** Bytes as a Buffer: bytea or BLOB. */
const pgBytes = pg.customType<{ data: Buffer }>({ dataType: () => 'bytea' });
export const bytes = <Name extends string>(name: Name) =>
	pick(pgBytes(name), lite.blob(name, { mode: 'buffer' }));
/** A structured value; never hashed from here (jsonb reorders keys). */
export const json = <Name extends string>(name: Name) =>
	pick(pg.jsonb(name), lite.text(name, { mode: 'json' }));

/** `excluded.column` inside an upsert. */
export const excluded = <Column extends pg.PgColumn>(column: Column): SQL<Column['_']['data']> =>
	sql`excluded.${sql.identifier(column.name)}`;

/**
 * A column that a query narrows by without choosing its index for it. SQLite keeps no figures on
 * what columns hold and would take any index; PostgreSQL does and needs no telling.
 */
export const unindexed = (column: pg.PgColumn): SQL =>
	isPostgres ? sql`${column}` : sql`+${column}`;

/**
 * That the row with this `id`, which the query joins by `column`, fulfils `condition`: the way to find few
 * rows of a long table by an index that begins with `column`. SQLite keeps no figures and takes that index
 * for a list of ids only; PostgreSQL plans eight joins at a time, and the condition has to stand on one.
 */
export const joinedWhere = (column: pg.PgColumn, id: pg.PgColumn, condition: SQL): SQL =>
	isPostgres ? condition : sql`${column} in (select ${id} from ${id.table} where ${condition})`;

/** True for rows whose id is one of `ids`, given as one parameter: there may be thousands. */
export const isAmong = (column: pg.PgColumn, ids: readonly string[]): SQL =>
	isPostgres
		? sql`${column} = any(${arrayOf(ids)}::uuid[])`
		: sql`${column} in (select value from json_each(${JSON.stringify(ids)}))`;

/** Of each column, by its name here: a column of its type, and the values of all rows. */
type Lists = Record<string, readonly [type: pg.PgColumn, values: readonly (string | number)[]]>;

/** Rows to select from, given as one list for each column, all equally long: there may be thousands. */
export function given(lists: Lists): SQL {
	const columns = Object.entries(lists);
	const names = columns.map(([name]) => sql.identifier(name));
	if (isPostgres) {
		const arrays = columns.map(
			([, [type, values]]) => sql`${arrayOf(values)}::${sql.raw(type.getSQLType())}[]`
		);
		return sql`unnest(${sql.join(arrays, sql`, `)}) as given(${sql.join(names, sql`, `)})`;
	}
	const fields = names.map((name, place) => sql`value ->> ${sql.raw(`${place}`)} as ${name}`);
	const rows = columns[0]![1][1].map((_, row) => columns.map(([, [, values]]) => values[row]));
	return sql`(select ${sql.join(fields, sql`, `)} from json_each(${JSON.stringify(rows)})) as given`;
}

/** The text of a PostgreSQL array, of values as they are bound; the driver's own takes far longer to make. */
export const arrayOf = (values: readonly unknown[]): string => `{${values.map(elementOf).join()}}`;

const SPECIAL = /["\\]/;

function elementOf(value: unknown): string {
	if (value === null || value === undefined) return 'NULL';
	if (typeof value === 'number' || typeof value === 'boolean') return `${value}`;
	const text = Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : (value as string);
	// To look is far cheaper than to replace, and hardly a text has such a character.
	return `"${SPECIAL.test(text) ? text.replaceAll(/["\\]/g, '\\$&') : text}"`;
}

/** The group's values as one text with commas between them; several lists of a query are in the same order. */
export const listOf = (value: pg.PgColumn | SQL): SQL<string> =>
	isPostgres ? sql`string_agg((${value})::text, ',')` : sql`group_concat(${value})`;

/** An instant's milliseconds since 1970. */
export const epochMs = (column: pg.PgColumn): SQL =>
	isPostgres ? sql`(extract(epoch from ${column}) * 1000)::bigint` : sql`${column}`;
