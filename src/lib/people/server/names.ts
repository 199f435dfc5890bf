import { inArray } from 'drizzle-orm';
import type { Reader } from '../../platform/server/db/client.ts';
import { isId } from '../../platform/server/ids.ts';
import { users } from './schema.ts';

/** Names of people by id; whatever is no person's id is left out. */
export async function namesOf(db: Reader, ids: string[]): Promise<Record<string, string>> {
	const wanted = [...new Set(ids)].filter(isId);
	if (wanted.length === 0) return {};
	const rows = await db
		.select({ id: users.id, name: users.name })
		.from(users)
		.where(inArray(users.id, wanted));
	return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
