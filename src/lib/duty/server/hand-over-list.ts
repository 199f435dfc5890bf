/** Hand-overs as their page lists them, and for whom one may be made. */
import { and, desc, eq, inArray, lt, or, type SQL } from 'drizzle-orm';
import { may } from '#lib/people/permissions.ts';
import type { Actor } from '#lib/people/role.ts';
import { actorById } from '#lib/people/server/actors.ts';
import type { Context } from '#lib/people/server/context.ts';
import { roleGrants, teams, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { handOvers } from './schema.ts';
import { businessDay } from '#lib/shared/calendar.ts';
import { isHeadOf } from './hand-over.ts';
import { receivers, type Receiver } from './task-pages.ts';

const deputies = alias(users, 'deputies');
const PAGE = 50;

/** Own ones, those of which the reader is the deputy, and of heads all of their departments; newest first. */
export async function handOverPage(context: Context, before: string | null) {
	const { db, actor, now, zone } = context;
	const today = businessDay(now, zone);
	const found = await db.read
		.select({
			id: handOvers.id,
			userId: handOvers.userId,
			name: users.name,
			deputy: deputies.name,
			firstDay: handOvers.firstDay,
			lastDay: handOvers.lastDay,
			reason: handOvers.reason,
			endedAt: handOvers.endedAt
		})
		.from(handOvers)
		.innerJoin(users, eq(users.id, handOvers.userId))
		.innerJoin(deputies, eq(deputies.id, handOvers.deputyId))
		.where(
			and(
				or(
					eq(handOvers.userId, actor.id),
					eq(handOvers.deputyId, actor.id),
					ofDepartments(db.read, actor)
				),
				before && isId(before) ? lt(handOvers.id, before) : undefined
			)
		)
		.orderBy(desc(handOvers.id))
		.limit(PAGE + 1);
	const rows = [];
	for (const { userId, ...row } of found.slice(0, PAGE)) {
		const running = row.endedAt === null && row.lastDay >= today;
		const ends = running && (await mayEnd(context, userId));
		const state: 'planned' | 'running' | 'over' | 'ended' = row.endedAt
			? 'ended'
			: !running
				? 'over'
				: row.firstDay > today
					? 'planned'
					: 'running';
		rows.push({ ...row, state, ends });
	}
	return { rows, next: found.length > PAGE ? rows.at(-1)!.id : null };
}

async function mayEnd({ db, actor, now }: Context, userId: string): Promise<boolean> {
	if (!may(actor, 'hand-over.manage')) return false;
	if (userId === actor.id) return true;
	const absent = await actorById(db.read, userId, now);
	return absent !== undefined && isHeadOf(db.read, actor, absent);
}

/** Hand-overs of whoever leads or led a team, or heads or headed, in a department of the reader. */
function ofDepartments(db: Reader, actor: Actor): SQL | undefined {
	const headed = actor.grants.flatMap(({ role, departmentId }) =>
		role === 'department-head' && departmentId ? [departmentId] : []
	);
	if (headed.length === 0) return undefined;
	const own = db.select({ id: teams.id }).from(teams).where(inArray(teams.departmentId, headed));
	const people = db
		.select({ id: roleGrants.userId })
		.from(roleGrants)
		.where(or(inArray(roleGrants.teamId, own), inArray(roleGrants.departmentId, headed)));
	return inArray(handOvers.userId, people);
}

/** Whose duty the reader may hand over: the own one first, of heads those of their leads and fellow heads. */
export async function absentees({ db, actor, now }: Context): Promise<Receiver[]> {
	const { leads, heads } = await receivers(db.read, now);
	const all = new Map([...leads, ...heads].map((person) => [person.id, person]));
	const reached: Receiver[] = [];
	for (const person of all.values()) {
		if (person.id === actor.id) continue;
		const other = await actorById(db.read, person.id, now);
		if (other && (await isHeadOf(db.read, actor, other))) reached.push(person);
	}
	const self = all.get(actor.id);
	return self ? [self, ...reached] : reached;
}
