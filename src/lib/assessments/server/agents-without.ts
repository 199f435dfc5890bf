import { and, eq } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import type { monthSignatures, monthTalks } from './schema.ts';

/** Those of the agents of whose month there is no row: no talk noted, nothing signed or objected to. */
export async function agentsWithout(
	read: Reader,
	rows: typeof monthTalks | typeof monthSignatures,
	{ month, agentIds }: { month: BusinessMonth; agentIds: readonly string[] }
): Promise<string[]> {
	const having = await read
		.selectDistinct({ agentId: rows.agentId })
		.from(rows)
		.where(and(eq(rows.businessMonth, month), isAmong(rows.agentId, agentIds)));
	const has = new Set(having.map(({ agentId }) => agentId));
	return agentIds.filter((id) => !has.has(id));
}
