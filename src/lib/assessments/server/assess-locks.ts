/** Which months are closed, for many agents at once. */
import { and, desc, eq, isNull } from 'drizzle-orm';
import { frozenMonths, monthLocks, monthUnlocks } from '#lib/ledger/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';

/** Departments that have closed the month. */
export async function closedDepartments(read: Reader, month: BusinessMonth): Promise<Set<string>> {
	const rows = await read
		.select({ id: monthLocks.departmentId })
		.from(monthLocks)
		.leftJoin(monthUnlocks, eq(monthUnlocks.lockId, monthLocks.id))
		.where(and(eq(monthLocks.businessMonth, month), isNull(monthUnlocks.lockId)));
	return new Set(rows.map(({ id }) => id));
}

export interface FrozenAgent {
	lockId: string;
	at: Date;
	/** Canonical text. */
	figures: string;
}

/** Agent → what was frozen of the month, while its lock stands. */
export async function frozenAgents(
	read: Reader,
	month: BusinessMonth
): Promise<Map<string, FrozenAgent>> {
	const rows = await read
		.select({
			agentId: frozenMonths.agentId,
			lockId: frozenMonths.lockId,
			at: monthLocks.at,
			figures: frozenMonths.figures
		})
		.from(frozenMonths)
		.innerJoin(monthLocks, eq(monthLocks.id, frozenMonths.lockId))
		.leftJoin(monthUnlocks, eq(monthUnlocks.lockId, frozenMonths.lockId))
		.where(and(eq(frozenMonths.businessMonth, month), isNull(monthUnlocks.lockId)))
		.orderBy(desc(monthLocks.edition));
	const frozen = new Map<string, FrozenAgent>();
	for (const { agentId, ...row } of rows) if (!frozen.has(agentId)) frozen.set(agentId, row);
	return frozen;
}
