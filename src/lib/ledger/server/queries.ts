/** The ledger as it stands, and how its lines came to be. */
import { and, asc, desc, eq, gte, inArray, isNull, like } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import type { AfterLine } from '../after-close.ts';
import { byPlace } from '../entry.ts';
import { AFTER, type StandingLine } from '../posting.ts';
import { frozenMonths, ledgerEntries, monthLocks, monthUnlocks } from './schema.ts';

type LedgerEntry = typeof ledgerEntries.$inferSelect;

/** A line as it stands in somebody's month. */
export type PlacedLine = AfterLine & { agentId: string };

/** The lines of a month, cancelled ones too, in the order in which a month shows them. */
export async function standingLines(
	read: Reader,
	{ month, agentIds }: { month: BusinessMonth; agentIds?: readonly string[] | undefined }
): Promise<PlacedLine[]> {
	if (agentIds?.length === 0) return [];
	const ofAgents = agentIds && inArray(ledgerEntries.agentId, [...agentIds]);
	const entries = await read
		.select()
		.from(ledgerEntries)
		.where(and(eq(ledgerEntries.businessMonth, month), ofAgents))
		.orderBy(asc(ledgerEntries.seq));
	return folded(entries).sort(byPlace);
}

/** What makes good lines of closed months, as it stands in whichever months. */
export const afterLines = async (read: Reader, agentId: string): Promise<PlacedLine[]> =>
	folded(
		await read
			.select()
			.from(ledgerEntries)
			.where(and(eq(ledgerEntries.agentId, agentId), like(ledgerEntries.lineKey, `${AFTER}%`)))
			.orderBy(asc(ledgerEntries.seq), asc(ledgerEntries.id))
	);

/** All entries of one line, the first one first. */
export const lineHistory = (
	read: Reader,
	line: { agentId: string; month: BusinessMonth; lineKey: string }
): Promise<LedgerEntry[]> =>
	read
		.select()
		.from(ledgerEntries)
		.where(
			and(
				eq(ledgerEntries.agentId, line.agentId),
				eq(ledgerEntries.businessMonth, line.month),
				eq(ledgerEntries.lineKey, line.lineKey)
			)
		)
		.orderBy(asc(ledgerEntries.seq));

interface MonthLock {
	lockId: string;
	edition: number;
	at: Date;
	by: string;
}

/** The lock that closes an agent's month; undefined while it is open, also when it was opened again. */
export async function lockOf(
	read: Reader,
	agentId: string,
	month: BusinessMonth
): Promise<MonthLock | undefined> {
	const [row] = await read
		.select({
			lockId: monthLocks.id,
			edition: monthLocks.edition,
			at: monthLocks.at,
			by: monthLocks.by
		})
		.from(frozenMonths)
		.innerJoin(monthLocks, eq(monthLocks.id, frozenMonths.lockId))
		.leftJoin(monthUnlocks, eq(monthUnlocks.lockId, monthLocks.id))
		.where(
			and(
				eq(frozenMonths.agentId, agentId),
				eq(frozenMonths.businessMonth, month),
				isNull(monthUnlocks.lockId)
			)
		)
		.orderBy(desc(monthLocks.edition))
		.limit(1);
	return row;
}

/** The agent's closed months from `from` on. */
export async function closedMonths(
	read: Reader,
	agentId: string,
	from: BusinessMonth
): Promise<Set<BusinessMonth>> {
	const rows = await read
		.select({ month: frozenMonths.businessMonth })
		.from(frozenMonths)
		.leftJoin(monthUnlocks, eq(monthUnlocks.lockId, frozenMonths.lockId))
		.where(
			and(
				eq(frozenMonths.agentId, agentId),
				gte(frozenMonths.businessMonth, from),
				isNull(monthUnlocks.lockId)
			)
		);
	return new Set(rows.map(({ month }) => month));
}

/** Agents whose month is closed. */
export async function agentsClosedIn(read: Reader, month: BusinessMonth): Promise<Set<string>> {
	const rows = await read
		.select({ agentId: frozenMonths.agentId })
		.from(frozenMonths)
		.leftJoin(monthUnlocks, eq(monthUnlocks.lockId, frozenMonths.lockId))
		.where(and(eq(frozenMonths.businessMonth, month), isNull(monthUnlocks.lockId)));
	return new Set(rows.map(({ agentId }) => agentId));
}

/** Agents for whom another month holds what makes good a line of this one. */
export async function agentsMadeGoodFor(read: Reader, month: BusinessMonth): Promise<Set<string>> {
	const rows = await read
		.selectDistinct({ agentId: ledgerEntries.agentId })
		.from(ledgerEntries)
		.where(
			and(
				gte(ledgerEntries.businessMonth, month),
				like(ledgerEntries.lineKey, `${AFTER}${month}:%`)
			)
		);
	return new Set(rows.map(({ agentId }) => agentId));
}

/** Entries to lines: of each line the newest, with the state in which it last was without a dispute. */
function folded(entries: readonly LedgerEntry[]): PlacedLine[] {
	const lines = new Map<string, PlacedLine>();
	for (const { id, ...entry } of entries) {
		const key = `${entry.agentId} ${entry.businessMonth} ${entry.lineKey}`;
		const before = lines.get(key);
		if (before && before.seq > entry.seq) continue;
		const settled: StandingLine['settled'] =
			entry.state === 'disputed' ? (before?.settled ?? 'provisional') : entry.state;
		lines.set(key, { ...entry, entryId: id, settled });
	}
	return [...lines.values()];
}
