/** The peer: the driver itself with prepared statements, and nothing between. */
import { isPostgres } from '#lib/platform/server/db/dialect.ts';

type Value = string | number | Date;

export interface Bare {
	run: (statement: string) => Promise<void>;
	/** 51 rows with the library's columns, newest first, that satisfy `where`. */
	page: (where: string, values: Value[]) => Promise<unknown[]>;
	/** The indexes of the recordings, taken away while rows are made: sorting beats inserting. */
	indexes: () => Promise<{ name: string; definition: string }[]>;
	/** After the rows are in: what an engine at rest has done by itself. */
	finish: () => Promise<void>;
	close: () => Promise<void>;
}

const statement = (where: string) => `select r.id, r.started_at, u.name, u.staff_no, t.name as team,
	r.direction, r.kind, r.duration_ms, r.queue, r.customer_masked, r.verdict, r.review_state
	from recordings r left join users u on u.id = r.agent_id left join teams t on t.id = r.team_id
	where r.current = ${isPostgres ? 'true' : '1'} and ${where}
	order by r.started_at desc, r.id desc limit 51`;

export const openBare = (url: string): Promise<Bare> => (isPostgres ? postgres(url) : sqlite(url));

async function sqlite(url: string): Promise<Bare> {
	const { default: Database } = await import('better-sqlite3');
	const connection = new Database(url.replace(/^file:/, ''));
	connection.pragma('cache_size = -65536');
	connection.pragma('mmap_size = 1073741824');
	connection.pragma('synchronous = OFF');
	const prepared = new Map<string, ReturnType<typeof connection.prepare>>();
	return {
		run: async (text) => void connection.exec(text),
		async page(where, values) {
			const query = prepared.get(where) ?? connection.prepare(statement(where));
			prepared.set(where, query);
			return query.all(values.map((value) => (value instanceof Date ? value.getTime() : value)));
		},
		indexes: async () =>
			connection
				.prepare(
					"select name, sql as definition from sqlite_master where type = 'index' and tbl_name = 'recordings' and sql is not null"
				)
				.all() as { name: string; definition: string }[],
		finish: async () => void connection.pragma('wal_checkpoint(TRUNCATE)'),
		close: async () => void connection.close()
	};
}

async function postgres(url: string): Promise<Bare> {
	const { default: pg } = await import('pg');
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const names = new Map<string, string>();
	return {
		run: async (text) => void (await client.query(text)),
		async page(where, values) {
			let n = 0;
			const name = names.get(where) ?? `page${names.size}`;
			names.set(where, name);
			const text = statement(where).replace(/\?/g, () => `$${++n}`);
			return (await client.query<object>({ name, text, values })).rows;
		},
		indexes: async () =>
			(
				await client.query<{ name: string; definition: string }>(
					"select indexname as name, indexdef as definition from pg_indexes where tablename = 'recordings' and indexname not like '%_pkey'"
				)
			).rows,
		finish: async () => void (await client.query('vacuum analyze')),
		close: () => client.end()
	};
}
