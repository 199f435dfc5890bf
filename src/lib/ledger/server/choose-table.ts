/** Choosing the price table of severe items from a month on, and the tables there have been. */
import { and, desc, eq, isNull } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { may } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { businessDay, monthOfDay, type BusinessMonth } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { decidePenaltyTable, type ChoiceRefusal, type PenaltyChoice } from '../penalty-choice.ts';
import { readingOf } from '../readings.ts';
import { penaltyTableFor } from './penalty-tables.ts';
import { priceAgain } from './post-months.ts';
import { standingLines } from './queries.ts';
import { monthLocks, monthUnlocks, penaltyTables } from './schema.ts';

/** Makes a further version of the table; the current month's items are priced again when it is of it. */
export function choosePenaltyTable(
	context: Context,
	choice: PenaltyChoice
): Promise<Decision<{ version: number }, 'not-allowed' | ChoiceRefusal>> {
	const { db, actor, now, zone } = context;
	return db.tx(
		async (tx): Promise<Decision<{ version: number }, 'not-allowed' | ChoiceRefusal>> => {
			if (!may(actor, 'scheme.manage')) return refuse('not-allowed');
			const current = monthOfDay(businessDay(now, zone));
			const decision = decidePenaltyTable(choice, {
				current,
				closed: await isClosedSomewhere(tx, choice.from),
				confirmed: await isConfirmedSomewhere(tx, choice.from),
				inForce: (await penaltyTableFor(tx, choice.from)).steps
			});
			if (!decision.ok) return decision;

			const { steps, reason } = decision.value;
			const [newest] = await tx
				.select({ version: penaltyTables.version })
				.from(penaltyTables)
				.orderBy(desc(penaltyTables.version))
				.limit(1);
			const row = {
				...{ id: newId(now), version: (newest?.version ?? 1) + 1, effectiveFrom: choice.from },
				...{ steps, createdAt: now, createdBy: actor.id }
			};
			await tx.insert(penaltyTables).values(row);
			const { id, version, effectiveFrom } = row;
			await appendAudit(
				{ tx, actor, now },
				{
					kind: 'penalty-table.versioned',
					subject: `penalty-table:${id}`,
					reason,
					facts: { version, effectiveFrom, steps, reading: readingOf(steps) ?? null }
				}
			);
			if (choice.from === current) await priceAgain({ tx, ...context }, current);
			return accept({ version });
		}
	);
}

/** All versions, the newest first. */
export async function penaltyVersions(read: Reader) {
	const rows = await read
		.select({
			version: penaltyTables.version,
			effectiveFrom: penaltyTables.effectiveFrom,
			steps: penaltyTables.steps,
			at: penaltyTables.createdAt,
			by: users.name
		})
		.from(penaltyTables)
		.leftJoin(users, eq(users.id, penaltyTables.createdBy))
		.orderBy(desc(penaltyTables.version));
	return rows.map((row) => ({ ...row, reading: readingOf(row.steps) ?? null }));
}

async function isClosedSomewhere(read: Reader, month: BusinessMonth): Promise<boolean> {
	const [row] = await read
		.select({ id: monthLocks.id })
		.from(monthLocks)
		.leftJoin(monthUnlocks, eq(monthUnlocks.lockId, monthLocks.id))
		.where(and(eq(monthLocks.businessMonth, month), isNull(monthUnlocks.lockId)))
		.limit(1);
	return row !== undefined;
}

const isConfirmedSomewhere = async (read: Reader, month: BusinessMonth): Promise<boolean> =>
	(await standingLines(read, { month })).some(
		({ kind, state }) => kind === 'severe-item' && state === 'confirmed'
	);
