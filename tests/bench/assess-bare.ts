/** The driver itself, with nothing between: for making rows without their checks, and for the peer's statements. */
import { isPostgres } from '#lib/platform/server/db/dialect.ts';

export interface Bare {
	run: (statement: string) => Promise<void>;
	rows: (statement: string) => Promise<unknown[]>;
	/** After the rows are in: what an engine at rest has done by itself. */
	finish: () => Promise<void>;
	close: () => Promise<void>;
}

/** `making`: rows that name what is not there are let in. */
export const openBare = (url: string, { making = false } = {}): Promise<Bare> =>
	isPostgres ? postgres(url, making) : sqlite(url, making);

async function sqlite(url: string, making: boolean): Promise<Bare> {
	const { default: Database } = await import('better-sqlite3');
	const connection = new Database(url.replace(/^file:/, ''));
	connection.pragma('cache_size = -65536');
	connection.pragma('mmap_size = 1073741824');
	if (making) {
		connection.pragma('synchronous = OFF');
		connection.pragma('foreign_keys = OFF');
	}
	return {
		run: async (text) => void connection.exec(text),
		rows: async (text) => connection.prepare(text).all(),
		finish: async () => void connection.pragma('wal_checkpoint(TRUNCATE)'),
		close: async () => void connection.close()
	};
}

async function postgres(url: string, making: boolean): Promise<Bare> {
	const { default: pg } = await import('pg');
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	if (making) await client.query('set session_replication_role = replica');
	return {
		run: async (text) => void (await client.query(text)),
		rows: async (text) => (await client.query<object>(text)).rows,
		finish: async () => void (await client.query('vacuum analyze')),
		close: () => client.end()
	};
}
