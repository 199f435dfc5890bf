/** Making a hand-over for leave, and ending one early: open tasks go along with their drafts. */
import { eq } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { notify } from '#lib/notifications/server/notify.ts';
import { may } from '#lib/people/permissions.ts';
import { isSystem, type Actor } from '#lib/people/role.ts';
import { actorById } from '#lib/people/server/actors.ts';
import type { Context } from '#lib/people/server/context.ts';
import { teams } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isId, newId } from '#lib/platform/server/ids.ts';
import { handOvers } from './schema.ts';
import { businessDay, dayText } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { decideHandOver, type HandOver, type HandOverRefusal } from '../hand-over.ts';
import { cleanWords, realCharacters } from '#lib/shared/words.ts';
import { giveBack, moveDue, type Moved } from './hand-over-tasks.ts';
import { standingBetween } from './hand-overs.ts';
import { headsDepartment } from './office.ts';

interface MakeHandOver extends HandOver {
	/** At least two letters or digits. */
	reason: string;
}

type MakeHandOverRefusal =
	| 'not-found'
	| 'not-allowed'
	| 'no-such-person'
	| 'may-not-check'
	| 'words-missing'
	| HandOverRefusal;

/**
 * Hands a lead's or head's checking over to a deputy for days from today on: own duty, or a lead's
 * by the head. Open tasks due on these days move at once; draws made on them go to the deputy.
 */
export function handOver(
	context: Context,
	{ userId, deputyId, firstDay, lastDay, reason }: MakeHandOver
): Promise<Decision<Moved, MakeHandOverRefusal>> {
	const { db, actor, now, zone } = context;
	return db.tx(async (tx): Promise<Decision<Moved, MakeHandOverRefusal>> => {
		const refusal = await whyNotHandOver(tx, context, userId);
		if (refusal) return refuse(refusal);
		const deputy = await actorById(tx, deputyId, now);
		if (!deputy) return refuse('no-such-person');
		if (!deputy.grants.some(({ role }) => hearing.has(role))) return refuse('may-not-check');
		const words = cleanWords(reason);
		if (realCharacters(words) < 2) return refuse('words-missing', { characters: 2 });
		const wanted = { userId, deputyId, firstDay, lastDay };
		const today = businessDay(now, zone);
		const standing = await standingBetween(tx, firstDay, lastDay);
		const decision = decideHandOver(wanted, { today, standing });
		if (!decision.ok) return decision;

		const id = newId(now);
		const row = { id, ...wanted, reason: words, by: actor.id, at: now, endedAt: null };
		await tx.insert(handOvers).values(row);
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'hand-over.made', subject: `hand-over:${id}`, facts: { ...wanted } }
		);
		const moved = await moveDue(tx, context, row, [...standing, row]);
		await notify(tx, now, {
			kind: 'tasks-handed-over',
			to: [deputyId],
			path: '/hand-overs',
			facts: { count: moved.moved, way: 'leave', from: dayText(firstDay), to: dayText(lastDay) }
		});
		return accept({ handOverId: id, ...moved });
	});
}

const hearing = new Set<string>(['agent', 'team-lead', 'department-head']);

/** Why `actor` may not hand over the duty of `userId`, or end such a hand-over. */
async function whyNotHandOver(
	db: Reader,
	{ actor, now }: Pick<Context, 'actor' | 'now'>,
	userId: string
): Promise<'not-found' | 'not-allowed' | undefined> {
	if (!may(actor, 'hand-over.manage') || isSystem(actor)) return 'not-allowed';
	if (userId === actor.id) return undefined;
	const absent = isId(userId) ? await actorById(db, userId, now) : undefined;
	return absent && (await isHeadOf(db, actor, absent)) ? undefined : 'not-found';
}

/** Whether `actor` heads the department in which `absent` leads a team or is a head. */
export async function isHeadOf(db: Reader, actor: Actor, absent: Actor): Promise<boolean> {
	for (const { role, teamId, departmentId } of absent.grants) {
		if (role === 'department-head' && headsDepartment(actor, departmentId)) return true;
		if (role !== 'team-lead' || !teamId) continue;
		const [team] = await db
			.select({ departmentId: teams.departmentId })
			.from(teams)
			.where(eq(teams.id, teamId));
		if (headsDepartment(actor, team?.departmentId ?? null)) return true;
	}
	return false;
}

type EndHandOverRefusal = 'not-found' | 'not-allowed' | 'already-ended';

/**
 * Ends a hand-over before its last day, by who is away or by the head. Open tasks that it moved
 * and that are not due yet go back. One whose days are over has ended by itself.
 */
export function endHandOver(
	context: Context,
	id: string
): Promise<Decision<{ returned: number }, EndHandOverRefusal>> {
	const { db, actor, now, zone } = context;
	return db.tx(async (tx): Promise<Decision<{ returned: number }, EndHandOverRefusal>> => {
		const [row] = isId(id) ? await tx.select().from(handOvers).where(eq(handOvers.id, id)) : [];
		if (!row) return refuse('not-found');
		const refusal = await whyNotHandOver(tx, context, row.userId);
		if (refusal)
			return refuse(refusal === 'not-found' && row.deputyId === actor.id ? 'not-allowed' : refusal);
		if (row.endedAt || row.lastDay < businessDay(now, zone)) return refuse('already-ended');

		await tx.update(handOvers).set({ endedAt: now }).where(eq(handOvers.id, id));
		const facts = { userId: row.userId, deputyId: row.deputyId };
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'hand-over.ended', subject: `hand-over:${id}`, facts }
		);
		const returned = await giveBack(tx, context, row);
		await notify(tx, now, {
			kind: 'tasks-handed-over',
			to: [row.deputyId],
			path: '/hand-overs',
			facts: { count: returned, way: 'returned' }
		});
		return accept({ returned });
	});
}
