/** Months that are closed: the lock that stands, and all there were. */
import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import { frozenMonths, monthLocks, monthUnlocks } from '#lib/ledger/server/schema.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';

export interface DepartmentMonth {
	month: BusinessMonth;
	departmentId: string;
}

const columns = {
	id: monthLocks.id,
	month: monthLocks.businessMonth,
	departmentId: monthLocks.departmentId,
	edition: monthLocks.edition,
	figuresSha256: monthLocks.figuresSha256,
	penaltyTable: monthLocks.penaltyTable,
	scheme: monthLocks.scheme,
	at: monthLocks.at,
	by: users.name,
	unlockedAt: monthUnlocks.at,
	unlockReason: monthUnlocks.reason
};

const locks = (read: Reader) =>
	read
		.select(columns)
		.from(monthLocks)
		.innerJoin(users, eq(users.id, monthLocks.by))
		.leftJoin(monthUnlocks, eq(monthUnlocks.lockId, monthLocks.id));

export type MonthLock = Awaited<ReturnType<typeof locks>>[number];

/** The lock that closes a department's month now; undefined while it is open. */
export async function standingLock(
	read: Reader,
	{ month, departmentId }: DepartmentMonth
): Promise<MonthLock | undefined> {
	const [row] = await locks(read)
		.where(
			and(
				eq(monthLocks.businessMonth, month),
				eq(monthLocks.departmentId, departmentId),
				isNull(monthUnlocks.lockId)
			)
		)
		.orderBy(desc(monthLocks.edition))
		.limit(1);
	return row;
}

/** Every edition of a department's month, the first one first. */
export const editionsOf = (
	read: Reader,
	{ month, departmentId }: DepartmentMonth
): Promise<MonthLock[]> =>
	locks(read)
		.where(and(eq(monthLocks.businessMonth, month), eq(monthLocks.departmentId, departmentId)))
		.orderBy(asc(monthLocks.edition));

/** The figures of an agent's month as they were frozen, while its lock stands. */
export async function frozenFigures(read: Reader, agentId: string, month: BusinessMonth) {
	const [row] = await read
		.select({
			lockId: frozenMonths.lockId,
			figures: frozenMonths.figures,
			figuresSha256: frozenMonths.figuresSha256,
			lockedAt: monthLocks.at,
			edition: monthLocks.edition
		})
		.from(frozenMonths)
		.innerJoin(monthLocks, eq(monthLocks.id, frozenMonths.lockId))
		.leftJoin(monthUnlocks, eq(monthUnlocks.lockId, frozenMonths.lockId))
		.where(
			and(
				eq(frozenMonths.agentId, agentId),
				eq(frozenMonths.businessMonth, month),
				isNull(monthUnlocks.lockId)
			)
		);
	return row;
}
