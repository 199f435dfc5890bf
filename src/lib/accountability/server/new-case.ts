/** What the form of a new case begins with: from findings, or empty. */
import { inScope, isEmptyScope, scopeOf } from '#lib/people/permissions.ts';
import { personPlaced } from '#lib/people/server/acting.ts';
import type { Context } from '#lib/people/server/context.ts';
import { addDays, businessDay, monthOfDay } from '#lib/shared/calendar.ts';
import { groundsText, type Ground } from '../ground.ts';
import { foundGrounds } from './grounds.ts';

const USUAL_DAYS = 14;

/** Undefined for somebody who opens none; findings about people out of reach are left out. */
export async function newCase({ db, actor, now, zone }: Context, asked: readonly Ground[]) {
	const scope = { ...scopeOf(actor, 'case.open'), agentId: null };
	if (isEmptyScope(scope)) return undefined;
	const today = businessDay(now, zone);
	const found = await foundGrounds(db.read, asked);
	const person = found[0] && (await personPlaced(db.read, { userId: found[0].personId }, now));
	const isReached = person !== undefined && inScope(scope, person);
	const grounds = isReached ? found.filter(({ personId }) => personId === person.agentId) : [];
	return {
		person: isReached ? { name: person.name, staffNo: person.staffNo } : null,
		grounds,
		groundsText: groundsText(grounds),
		month: grounds.find(({ month }) => month !== null)?.month ?? monthOfDay(today),
		deadlineDay: addDays(today, USUAL_DAYS)
	};
}
