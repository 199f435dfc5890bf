/** How one line of somebody's month came to be. */
import { asc, eq } from 'drizzle-orm';
import { lineHistory, lockOf } from '#lib/ledger/server/queries.ts';
import { ledgerEntries } from '#lib/ledger/server/schema.ts';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import { users } from '#lib/people/server/schema.ts';
import { isAmong } from '#lib/platform/server/db/dialect.ts';
import { isId } from '#lib/platform/server/ids.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { visibleLines, withItems } from './ledger-rows.ts';
import { placeInMonth } from './place.ts';

/** Undefined for a line that is unknown, or that the reader does not see. */
export async function linePage(
	context: Context,
	of: { agentId: string; month: BusinessMonth; lineKey: string }
) {
	const { db, actor, zone } = context;
	const agent = await placeInMonth(db.read, { ...of, zone });
	if (!agent || can(actor, 'assessment.read', agent) !== 'allowed') return undefined;
	const history = await lineHistory(db.read, of);
	const seen = await withItems(db.read, await visibleLines(context, history.slice(-1)));
	const [line] = seen;
	if (!line) return undefined;
	const names = await db.read
		.select({ id: users.id, name: users.name })
		.from(users)
		.where(isAmong(users.id, [...new Set(history.map(({ by }) => by).filter(isId))]));
	const nameOf = new Map(names.map(({ id, name }) => [id, name]));
	const [pointed] = line.pointsTo
		? await db.read
				.select({ month: ledgerEntries.businessMonth, lineKey: ledgerEntries.lineKey })
				.from(ledgerEntries)
				.where(eq(ledgerEntries.id, line.pointsTo))
		: [];
	// What the line came to be elsewhere once its month was closed.
	const made = await db.read
		.select({ month: ledgerEntries.businessMonth, lineKey: ledgerEntries.lineKey })
		.from(ledgerEntries)
		.where(
			isAmong(
				ledgerEntries.pointsTo,
				history.map(({ id }) => id)
			)
		)
		.orderBy(asc(ledgerEntries.businessMonth), asc(ledgerEntries.seq));
	return {
		agent,
		line,
		closed: (await lockOf(db.read, of.agentId, of.month)) !== undefined,
		pointed: pointed ?? null,
		made: [...new Map(made.map((one) => [`${one.month} ${one.lineKey}`, one])).values()],
		history: history.map(({ id, seq, state, nth, amountFen, pointsTenths, ...entry }) => ({
			...{ id, seq, state, nth, amountFen, pointsTenths, cause: entry.cause, reason: entry.reason },
			...{ at: entry.at, by: nameOf.get(entry.by) ?? null, ruleVersion: entry.ruleVersion }
		}))
	};
}
