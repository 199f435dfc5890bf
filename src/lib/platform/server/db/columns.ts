/** Which columns a bulk insert names, and what it binds: both engines' `insertMany`. */
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { InsertMany } from './client.ts';

export interface Target {
	/** Quoted. */
	table: string;
	/** Property in a row, and quoted name in the table. */
	columns: { key: string; name: string; type: string; encode: (value: unknown) => unknown }[];
}

/** Those columns of `table` that `row` gives; a column that it leaves out takes its default. */
export function targetOf(table: PgTable, row: Record<string, unknown>): Target {
	return {
		table: quoted(getTableName(table)),
		columns: Object.entries(getTableColumns(table))
			.filter(([key]) => row[key] !== undefined)
			.map(([key, column]) => ({
				key,
				name: column.name,
				type: column.getSQLType(),
				encode: (value) => (value === null ? null : column.mapToDriverValue(value))
			}))
	};
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const columnList = ({ columns }: Target): string =>
	columns.map(({ name }) => quoted(name)).join(', ');

/** The end of the statement. */
export const conflictClause = ({ leaveStanding }: InsertMany = {}): string =>
	leaveStanding ? ' on conflict do nothing' : '';
