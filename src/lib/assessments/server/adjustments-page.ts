/** Adjustments within the reader's reach, the newest first. */
import { and, asc, desc, eq, exists, inArray, not, or, sql, type SQL } from 'drizzle-orm';
import { ledgerEntries } from '#lib/ledger/server/schema.ts';
import { settingOfMonth } from '#lib/ledger/server/rules.ts';
import { can, isEmptyScope, scopeOf, type Scope } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { teams, users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { alias, isAmong } from '#lib/platform/server/db/dialect.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { pageOf, type PageCursor } from '#lib/recordings/page-cursor.ts';
import { older } from '#lib/recordings/server/older.ts';
import { businessDay, monthOfDay } from '#lib/shared/calendar.ts';
import { adjustmentState, headsNeeded } from '../adjustment.ts';
import type { AdjustmentFilter } from '../adjustment-filter.ts';
import { agentsOfMonth } from './month-facts-people.ts';
import { adjustmentDecisions, adjustments } from './schema.ts';

const proposers = alias(users, 'proposers');
const PAGE = 50;

export async function adjustmentPage(
	{ db: { read }, actor }: Context,
	{ filter, after }: { filter: AdjustmentFilter; after?: PageCursor | undefined }
) {
	const found = await read
		.select({
			id: adjustments.id,
			agentId: adjustments.agentId,
			agent: users.name,
			staffNo: users.staffNo,
			teamId: adjustments.teamId,
			departmentId: adjustments.departmentId,
			team: teams.name,
			month: adjustments.businessMonth,
			amountFen: adjustments.amountFen,
			pointsTenths: adjustments.pointsTenths,
			reason: adjustments.reason,
			by: proposers.name,
			byId: adjustments.by,
			at: adjustments.at
		})
		.from(adjustments)
		.innerJoin(users, eq(users.id, adjustments.agentId))
		.innerJoin(proposers, eq(proposers.id, adjustments.by))
		.leftJoin(teams, eq(teams.id, adjustments.teamId))
		.where(
			and(
				within(scopeOf(actor, 'assessment.read')),
				...narrowing(read, filter),
				older(adjustments.at, adjustments.id, after)
			)
		)
		.orderBy(desc(adjustments.at), desc(adjustments.id))
		.limit(PAGE + 1);
	const { rows, next } = pageOf(found, PAGE, ({ at }) => at);
	const votes = Map.groupBy(await votesOn(read, rows), ({ adjustmentId }) => adjustmentId);
	const thresholds = new Map<number, number>();
	for (const month of new Set(rows.map((row) => row.month)))
		thresholds.set(month, await settingOfMonth(read, 'ledger.two-heads-from-fen', month));
	return {
		rows: rows.map(({ teamId, departmentId, byId, ...row }) => {
			const own = votes.get(row.id) ?? [];
			const needed = headsNeeded(row.amountFen, thresholds.get(row.month)!);
			const state = adjustmentState(own, needed);
			const place = { agentId: row.agentId, teamId, departmentId };
			const mayDecide =
				(state === 'open' || state === 'half') &&
				byId !== actor.id &&
				!own.some(({ by }) => by === actor.id) &&
				can(actor, 'adjustment.decide', place) === 'allowed';
			return { ...row, state, needed, mayDecide, votes: own.map(told) };
		}),
		next
	};
}

type Vote = Awaited<ReturnType<typeof votesOn>>[number];
const told = ({ name, approved, reason, at }: Vote) => ({ name, approved, reason, at });

const votesOn = (read: Reader, rows: readonly { id: string }[]) =>
	read
		.select({
			adjustmentId: adjustmentDecisions.adjustmentId,
			byPerson: adjustmentDecisions.byPerson,
			by: adjustmentDecisions.by,
			name: users.name,
			approved: adjustmentDecisions.approved,
			reason: adjustmentDecisions.reason,
			at: adjustmentDecisions.at
		})
		.from(adjustmentDecisions)
		.innerJoin(users, eq(users.id, adjustmentDecisions.by))
		.where(
			isAmong(
				adjustmentDecisions.adjustmentId,
				rows.map(({ id }) => id)
			)
		)
		.orderBy(asc(adjustmentDecisions.at), asc(adjustmentDecisions.byPerson));

function within({ all, agentId, teamIds, departmentIds }: Scope): SQL | undefined {
	if (all) return undefined;
	return or(
		sql`1 = 0`,
		agentId ? eq(adjustments.agentId, agentId) : undefined,
		teamIds.length > 0 ? inArray(adjustments.teamId, teamIds) : undefined,
		departmentIds.length > 0 ? inArray(adjustments.departmentId, departmentIds) : undefined
	);
}

function narrowing(read: Reader, { state, team, month }: AdjustmentFilter): (SQL | undefined)[] {
	const rejected = exists(
		read
			.select({ one: sql`1` })
			.from(adjustmentDecisions)
			.where(
				and(
					eq(adjustmentDecisions.adjustmentId, adjustments.id),
					eq(adjustmentDecisions.approved, false)
				)
			)
	);
	// Approved by all who are needed: then it is a line, in its month or in the one that was open.
	const approved = exists(
		read
			.select({ one: sql`1` })
			.from(ledgerEntries)
			.where(
				and(
					eq(ledgerEntries.agentId, adjustments.agentId),
					sql`${ledgerEntries.lineKey} like '%adjustment:' || cast(${adjustments.id} as text)`
				)
			)
	);
	const states = {
		open: [not(rejected), not(approved)],
		approved: [approved],
		rejected: [rejected]
	};
	return [
		...(state ? states[state] : []),
		team === undefined ? undefined : isId(team) ? eq(adjustments.teamId, team) : sql`1 = 0`,
		month === undefined ? undefined : eq(adjustments.businessMonth, month)
	];
}

/** Whose months the reader may propose adjustments of now, and from which amount on two heads decide. */
export async function proposable(context: Context) {
	const { db, actor, now, zone } = context;
	const month = monthOfDay(businessDay(now, zone));
	const twoHeadsFromFen = await settingOfMonth(db.read, 'ledger.two-heads-from-fen', month);
	if (isEmptyScope({ ...scopeOf(actor, 'adjustment.propose'), agentId: null }))
		return { agents: [], twoHeadsFromFen };
	const assessed = await agentsOfMonth(db.read, { month, zone }, []);
	const agents = assessed.filter((agent) => can(actor, 'adjustment.propose', agent) === 'allowed');
	return {
		agents: agents.map(({ agentId, name, staffNo }) => ({ id: agentId, name, staffNo })),
		twoHeadsFromFen
	};
}
