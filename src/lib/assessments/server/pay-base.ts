/** The pay base of an agent: entered by a head, read by heads alone. */
import { and, desc, eq, lte } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { can } from '#lib/people/permissions.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { MOST_BASE } from '../pay-base.ts';
import { placeInMonth } from './place.ts';
import { payBases } from './schema.ts';

type PayRefusal = 'not-found' | 'not-allowed' | 'amount-invalid' | 'nothing-changed';

/** Enters it from a month on; what was entered before stays in the table. */
export function enterPayBase(
	{ db, actor, now, zone }: Context,
	given: { agentId: string; month: BusinessMonth; amountFen: number | undefined }
): Promise<Decision<undefined, PayRefusal>> {
	const { agentId, month, amountFen } = given;
	return db.tx(async (tx): Promise<Decision<undefined, PayRefusal>> => {
		const place = await placeInMonth(tx, { month, zone, agentId });
		if (!place || can(actor, 'assessment.read', place) !== 'allowed') return refuse('not-found');
		if (can(actor, 'adjustment.decide', place) !== 'allowed') return refuse('not-allowed');
		if (amountFen === undefined || amountFen <= 0 || amountFen > MOST_BASE)
			return refuse('amount-invalid');
		if (amountFen === (await payBaseOf(tx, agentId, month))) return refuse('nothing-changed');
		const id = newId(now);
		const row = { id, agentId, effectiveFrom: month, amountFen, by: actor.id, at: now };
		await tx.insert(payBases).values(row);
		// What somebody earns stands in the table alone.
		const facts = { payBase: id, from: month };
		await appendAudit(
			{ tx, actor, now },
			{ kind: 'pay-base.set', subject: `user:${agentId}`, facts }
		);
		return accept(undefined);
	});
}

/** What holds in a month, fen; undefined when nothing was entered. */
export async function payBaseOf(
	read: Reader,
	agentId: string,
	month: BusinessMonth
): Promise<number | undefined> {
	const [row] = await read
		.select({ amountFen: payBases.amountFen })
		.from(payBases)
		.where(and(eq(payBases.agentId, agentId), lte(payBases.effectiveFrom, month)))
		.orderBy(desc(payBases.effectiveFrom), desc(payBases.at), desc(payBases.id))
		.limit(1);
	return row?.amountFen;
}
