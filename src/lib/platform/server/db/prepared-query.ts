import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Reader } from './client.ts';

interface Preparable<Rows> {
	prepare(name: string): { execute(values: Record<string, unknown>): Promise<Rows> };
}

type Values<Wanted extends Record<string, PgColumn>> = {
	[Name in keyof Wanted]: Wanted[Name]['_']['data'];
};

/**
 * A query that every request asks: its text is made once for each connection, not each time.
 * `wanted` names what is given when it is asked, each with a column of its type.
 */
export function preparedQuery<Wanted extends Record<string, PgColumn>, Rows>(
	wanted: Wanted,
	make: (read: Reader, given: { [Name in keyof Wanted]: SQL }) => Preparable<Rows>
): (read: Reader, values: Values<Wanted>) => Promise<Rows> {
	const made = new WeakMap<Reader, ReturnType<Preparable<Rows>['prepare']>>();
	const places = Object.entries(wanted).map(([name, column]) => [
		name,
		sql`${sql.param(sql.placeholder(name), column)}`
	]);
	const given = Object.fromEntries(places) as { [Name in keyof Wanted]: SQL };
	return async (read, values) => {
		let query = made.get(read);
		// Without a name PostgreSQL keeps nothing of it: a pooler may stand between.
		if (!query) made.set(read, (query = make(read, given).prepare('')));
		return query.execute(values);
	};
}
