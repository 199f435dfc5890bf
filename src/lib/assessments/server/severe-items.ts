/** The severe items of a month that a head confirms, with what waits to make good one of a closed month. */
import { and, desc, eq, like, notInArray, or, sql, type SQL } from 'drizzle-orm';
import { priceOf } from '#lib/ledger/penalty.ts';
import { AFTER } from '#lib/ledger/posting.ts';
import { penaltyTableFor } from '#lib/ledger/server/penalty-tables.ts';
import { ledgerEntries } from '#lib/ledger/server/schema.ts';
import { scopeOf } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { teams, users } from '#lib/people/server/schema.ts';
import { alias } from '#lib/platform/server/db/dialect.ts';
import { isId } from '#lib/platform/server/ids.ts';
import { pageOf, type PageCursor } from '#lib/recordings/page-cursor.ts';
import { isNotRestricted } from '#lib/recordings/server/kept.ts';
import { older } from '#lib/recordings/server/older.ts';
import { recordings } from '#lib/recordings/server/schema.ts';
import { scopeCondition } from '#lib/recordings/server/scope-condition.ts';
import { notOpen } from '#lib/reviews/server/hidden-calls.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { MOST_CONFIRMED } from '../confirm.ts';
import type { SevereFilter } from '../severe-filter.ts';

const later = alias(ledgerEntries, 'later_entries');

interface Wanted {
	month: BusinessMonth;
	filter: SevereFilter;
	after?: PageCursor | undefined;
}

/** A page, the newest call first. Own calls, and those on which own work of the reader is open, are left out. */
export async function severePage(context: Context, { month, filter, after }: Wanted) {
	const { db, actor, now } = context;
	const { read } = db;
	const { callStartedAt: at, id } = ledgerEntries;
	const mine = [actor.id, ...(actor.accounts ?? [])];
	const superseded = read
		.select({ one: sql`1` })
		.from(later)
		.where(
			and(
				eq(later.agentId, ledgerEntries.agentId),
				eq(later.businessMonth, ledgerEntries.businessMonth),
				eq(later.lineKey, ledgerEntries.lineKey),
				sql`${later.seq} > ${ledgerEntries.seq}`
			)
		);
	const found = await read
		.select({
			id,
			lineKey: ledgerEntries.lineKey,
			agentId: ledgerEntries.agentId,
			agent: users.name,
			staffNo: users.staffNo,
			team: teams.name,
			recordingId: recordings.id,
			reviewId: ledgerEntries.reviewId,
			callStartedAt: at,
			code: ledgerEntries.code,
			atMs: ledgerEntries.atMs,
			state: ledgerEntries.state,
			nth: ledgerEntries.nth,
			amountFen: ledgerEntries.amountFen,
			selfReported: ledgerEntries.selfReported
		})
		.from(ledgerEntries)
		.innerJoin(users, eq(users.id, ledgerEntries.agentId))
		.innerJoin(recordings, eq(recordings.id, ledgerEntries.recordingId))
		.leftJoin(teams, eq(teams.id, recordings.teamId))
		.where(
			and(
				eq(ledgerEntries.businessMonth, month),
				or(
					eq(ledgerEntries.kind, 'severe-item'),
					like(ledgerEntries.lineKey, `${AFTER}%:severe:%`)
				),
				eq(ledgerEntries.state, filter.state),
				sql`not exists ${superseded}`,
				scopeCondition({ ...scopeOf(actor, 'severe-item.confirm'), agentId: null }),
				notInArray(ledgerEntries.agentId, mine),
				isNotRestricted,
				notOpen(read, { actor, now }, recordings.id),
				ofTeam(filter.team),
				older(at, id, after)
			)
		)
		.orderBy(desc(at), desc(id))
		.limit(MOST_CONFIRMED + 1);
	const { steps } = await penaltyTableFor(read, month);
	const first = priceOf(steps, 1);
	return pageOf(
		found.map((row) => ({
			...row,
			callStartedAt: row.callStartedAt!,
			// What it costs for being beyond the first steps of the table.
			extraFen: row.nth === null || row.selfReported ? 0 : row.amountFen - first
		})),
		MOST_CONFIRMED,
		(row) => row.callStartedAt
	);
}

const ofTeam = (team: string | undefined): SQL | undefined =>
	team === undefined ? undefined : isId(team) ? eq(recordings.teamId, team) : sql`1 = 0`;
