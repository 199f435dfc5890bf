/** The versioned price tables of severe items. */
import { desc, lte } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import type { Context } from '#lib/people/server/context.ts';
import { isSystem } from '#lib/people/role.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { standardSteps, type PenaltyStep } from '../penalty.ts';
import { penaltyTables } from './schema.ts';

export interface PenaltyTable {
	version: number;
	steps: PenaltyStep[];
}

/** Version 1 holds from the beginning, so that earlier months are priced too. */
const standard = { version: 1, effectiveFrom: 197_001, steps: standardSteps };

/** Makes version 1 unless there is a table. Any number of times. */
export async function ensureStandardPenaltyTable({ db, actor, now }: Context): Promise<void> {
	if ((await db.read.$count(penaltyTables)) > 0) return;
	await db.tx(async (tx) => {
		const id = newId(now);
		const createdBy = isSystem(actor) ? null : actor.id;
		const made = await tx
			.insert(penaltyTables)
			.values({ id, ...standard, createdAt: now, createdBy })
			.onConflictDoNothing()
			.returning({ id: penaltyTables.id });
		if (made.length === 0) return;
		const facts = { version: standard.version, steps: standard.steps };
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'penalty-table.versioned', subject: `penalty-table:${id}`, facts }
		);
	});
}

/** The table that prices `month`: the newest whose first month has come; the standard one before any was made. */
export async function penaltyTableFor(db: Reader, month: BusinessMonth): Promise<PenaltyTable> {
	const [row] = await db
		.select({ version: penaltyTables.version, steps: penaltyTables.steps })
		.from(penaltyTables)
		.where(lte(penaltyTables.effectiveFrom, month))
		.orderBy(desc(penaltyTables.version))
		.limit(1);
	return row ?? { version: standard.version, steps: standard.steps };
}
