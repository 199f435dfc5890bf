import { sql } from 'drizzle-orm';
import type { Config } from '../../platform/server/config.ts';
import type { Reader } from '../../platform/server/db/client.ts';
import { isPostgres } from '../../platform/server/db/dialect.ts';
import { keyWarnings } from './checkpoint-key.ts';

/**
 * Who could change the chain behind the program's back: whoever has the file, on SQLite; the role that
 * the program itself runs as (`role`); or only the owner of the database, which it is not (`owner`).
 */
export type ChainProtection = 'file' | 'role' | 'owner';

/** What the engine says of the rights of the role that is connected. */
export async function chainProtection(read: Reader): Promise<ChainProtection> {
	if (!isPostgres) return 'file';
	const [row] = await read.all<{ strong: boolean }>(sql`
		select bool_or(
			pg_has_role(current_user, tables.tableowner, 'member')
			or has_table_privilege(name, 'update') or has_table_privilege(name, 'delete')
			or has_table_privilege(name, 'truncate') or has_table_privilege(name, 'trigger')
		) as strong
		from pg_tables tables, lateral (select quote_ident(schemaname) || '.' || quote_ident(tablename)) as t(name)
		where tablename in ('audit_entries', 'audit_checkpoints', 'checkpoint_deliveries')
			and schemaname = current_schema()`);
	return row?.strong === false ? 'owner' : 'role';
}

/** What weakens the proof, for the log at the start. */
export async function chainWeaknesses(
	read: Reader,
	{ checkpointKey, dataDir, checkpointPlaces }: Config
): Promise<string[]> {
	return [
		...keyWarnings(checkpointKey, dataDir),
		...((await chainProtection(read)) === 'role' ? ['role-can-change-chain'] : []),
		...(checkpointPlaces.length < 2 ? ['fewer-than-two-places-outside'] : [])
	];
}
