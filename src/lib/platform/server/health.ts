import { sql } from 'drizzle-orm';
import type { Db } from './db/client.ts';

/** True when the database answers; says nothing of what is in it. */
export const isHealthy = async (db: Db): Promise<boolean> => {
	try {
		return (await db.read.all(sql`select 1 as one`)).length === 1;
	} catch {
		return false;
	}
};
