/** Months that are closed: the locks that stand, all there were, and what was frozen by them. */
import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import { frozenMonths, monthLocks, monthUnlocks } from '#lib/ledger/server/schema.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
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

/** The locks that close a month now, of these departments or of all; the newest first. */
export const standingLocks = (
	read: Reader,
	month: BusinessMonth,
	departmentIds?: readonly string[]
): Promise<MonthLock[]> =>
	locks(read)
		.where(
			and(
				eq(monthLocks.businessMonth, month),
				departmentIds && isAmong(monthLocks.departmentId, departmentIds),
				isNull(monthUnlocks.lockId)
			)
		)
		.orderBy(desc(monthLocks.edition));

/** The lock that closes a department's month now; undefined while it is open. */
export async function standingLock(
	read: Reader,
	{ month, departmentId }: DepartmentMonth
): Promise<MonthLock | undefined> {
	const [lock] = await standingLocks(read, month, [departmentId]);
	return lock;
}

/** Departments that have closed the month. */
export async function closedDepartments(read: Reader, month: BusinessMonth): Promise<Set<string>> {
	const standing = await standingLocks(read, month);
	return new Set(standing.map(({ departmentId }) => departmentId));
}

/** Every edition of a department's month, the first one first. */
export const editionsOf = (
	read: Reader,
	{ month, departmentId }: DepartmentMonth
): Promise<MonthLock[]> =>
	locks(read)
		.where(and(eq(monthLocks.businessMonth, month), eq(monthLocks.departmentId, departmentId)))
		.orderBy(asc(monthLocks.edition));

interface FrozenAgent {
	lockId: string;
	edition: number;
	at: Date;
	/** Canonical text. */
	figures: string;
	/** Of the figures. */
	sha256: string;
}

/** Agent → what was frozen of the month, while its lock stands; of these agents or of all. */
export async function frozenAgents(
	read: Reader,
	month: BusinessMonth,
	agentIds?: readonly string[]
): Promise<Map<string, FrozenAgent>> {
	const rows = await read
		.select({
			agentId: frozenMonths.agentId,
			lockId: frozenMonths.lockId,
			edition: monthLocks.edition,
			at: monthLocks.at,
			figures: frozenMonths.figures,
			sha256: frozenMonths.figuresSha256
		})
		.from(frozenMonths)
		.innerJoin(monthLocks, eq(monthLocks.id, frozenMonths.lockId))
		.leftJoin(monthUnlocks, eq(monthUnlocks.lockId, frozenMonths.lockId))
		.where(
			and(
				eq(frozenMonths.businessMonth, month),
				agentIds && isAmong(frozenMonths.agentId, agentIds),
				isNull(monthUnlocks.lockId)
			)
		)
		.orderBy(desc(monthLocks.edition));
	const frozen = new Map<string, FrozenAgent>();
	for (const { agentId, ...row } of rows) if (!frozen.has(agentId)) frozen.set(agentId, row);
	return frozen;
}
