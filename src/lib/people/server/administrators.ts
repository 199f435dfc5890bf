import type { Reader } from '../../platform/server/db/client.ts';
import { holdersOf } from './role-holders.ts';

/** How many people administer at `now`, besides `except`; disabled ones do not count. */
export async function countAdministrators(db: Reader, now: Date, except?: string): Promise<number> {
	const holders = await holdersOf(db, 'administrator', now);
	return holders.filter((id) => id !== except).length;
}
