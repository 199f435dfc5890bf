/** The drivers themselves: to make the rows, and to read a period's candidate rows with a prepared statement. */
import { isPostgres } from '#lib/platform/server/db/dialect.ts';

export interface Bare {
	engine: 'sqlite' | 'postgres';
	/** An instant in the past, as SQL. */
	longAgo: string;
	run(text: string): Promise<void>;
	/** The rows of a period with the columns that the ready plans ask for, as arrays. */
	rows(first: number, last: number): Promise<unknown[][]>;
	/** Runs `work` on the table without its indexes and keys, quickly and unsafely; then puts them back. */
	withoutIndexes(table: string, work: () => Promise<void>): Promise<void>;
	close(): Promise<void>;
}

const reading = (range: string) =>
	`select agent_id, id, team_id, department_id, duration_ms, verdict, current
	from recordings where business_day ${range}`;

export const openBare = (url: string): Promise<Bare> =>
	isPostgres ? openPostgres(url) : openSqlite(url);

async function openSqlite(url: string): Promise<Bare> {
	const { default: Database } = await import('better-sqlite3');
	const connection = new Database(url.replace(/^file:/, ''));
	connection.pragma('cache_size = -65536');
	connection.pragma('mmap_size = 1073741824');
	return {
		engine: 'sqlite',
		longAgo: '0',
		run: async (text) => void connection.exec(text),
		rows: async (first, last) =>
			(first === last
				? connection.prepare(reading('= ?')).raw().all(first)
				: connection.prepare(reading('between ? and ?')).raw().all(first, last)) as unknown[][],
		async withoutIndexes(table, work) {
			const indexes = connection
				.prepare(
					"select name, sql from sqlite_master where type = 'index' and tbl_name = ? and sql is not null"
				)
				.all(table) as { name: string; sql: string }[];
			// From WAL the way to no journal leads over DELETE.
			for (const mode of ['DELETE', 'OFF']) connection.pragma(`journal_mode = ${mode}`);
			for (const pragma of ['synchronous = OFF', 'foreign_keys = OFF']) connection.pragma(pragma);
			connection.pragma('cache_size = -1048576');
			for (const { name } of indexes) connection.exec(`drop index ${name}`);
			connection.exec('begin');
			await work();
			connection.exec('commit');
			for (const { sql } of indexes) connection.exec(sql);
			connection.pragma('cache_size = -65536');
			connection.pragma('journal_mode = WAL');
		},
		close: async () => void connection.close()
	};
}

async function openPostgres(url: string): Promise<Bare> {
	const { default: pg } = await import('pg');
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const run = async (text: string) => void (await client.query(text));
	return {
		engine: 'postgres',
		longAgo: `'2020-01-01T00:00:00Z'`,
		run,
		async rows(first, last) {
			const one = first === last;
			const { rows } = await client.query<unknown[]>({
				name: one ? 'day' : 'days',
				text: reading(one ? '= $1' : 'between $1 and $2'),
				values: one ? [first] : [first, last],
				rowMode: 'array'
			});
			return rows;
		},
		async withoutIndexes(table, work) {
			const { rows } = await client.query<{ name: string; text: string }>(
				`select indexname as name, indexdef as text from pg_indexes
				where tablename = $1 and indexname not like '%pkey'`,
				[table]
			);
			// Also leaves foreign keys unchecked.
			await run('set session_replication_role = replica');
			await run(`set maintenance_work_mem = '1GB'`);
			for (const { name } of rows) await run(`drop index "${name}"`);
			await run('begin');
			await work();
			await run('commit');
			for (const { text } of rows) await run(text);
			await run('vacuum analyze');
		},
		close: () => client.end()
	};
}
