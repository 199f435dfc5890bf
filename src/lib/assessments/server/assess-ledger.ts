/** What the ledger says of a month, in sums: what is confirmed of each agent. */
import { and, eq, sql } from 'drizzle-orm';
import { ledgerEntries } from '#lib/ledger/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { among, by, type MonthOf } from './month-facts.ts';

export interface LedgerSums {
	/** Confirmed severe items. */
	severeFen: number;
	/** Everything confirmed. */
	fen: number;
	/** Points of everything confirmed, tenths; above zero they are given. */
	tenths: number;
}

export async function ledgerOfMonth(
	read: Reader,
	{ month, agentIds, asOf }: MonthOf
): Promise<Map<string, LedgerSums>> {
	const standing = read
		.select({
			agentId: ledgerEntries.agentId,
			kind: ledgerEntries.kind,
			state: ledgerEntries.state,
			amountFen: ledgerEntries.amountFen,
			pointsTenths: ledgerEntries.pointsTenths,
			nth: sql<number>`row_number() over (partition by ${ledgerEntries.agentId}, ${ledgerEntries.lineKey}
				order by ${ledgerEntries.seq} desc)`.as('nth')
		})
		.from(ledgerEntries)
		.where(
			and(
				eq(ledgerEntries.businessMonth, month),
				among(ledgerEntries.agentId, agentIds),
				by(ledgerEntries.at, asOf)
			)
		)
		.as('standing');
	const { amountFen, pointsTenths } = standing;
	const rows = await read
		.select({
			agentId: standing.agentId,
			severeFen:
				sql`sum(case when ${standing.kind} = 'severe-item' then ${amountFen} else 0 end)`.mapWith(
					Number
				),
			fen: sql`sum(${amountFen})`.mapWith(Number),
			tenths: sql`sum(${pointsTenths})`.mapWith(Number)
		})
		.from(standing)
		.where(and(eq(standing.nth, 1), eq(standing.state, 'confirmed')))
		.groupBy(standing.agentId);
	return new Map(rows.map(({ agentId, ...sums }) => [agentId, sums]));
}
