import type { Db } from '../../platform/server/db/client.ts';
import type { Actor } from '../role.ts';

/** What every command is given: where, who, when. `zone` is the centre's time zone. */
export interface Context {
	db: Db;
	actor: Actor;
	now: Date;
	zone: string;
}
