/** Showing one customer's number whole, to whom the policy allows it and with their reason. */
import { and, eq, gte, lt } from 'drizzle-orm';
import { appendAudit } from '#lib/audit/server/append.ts';
import { can, type Verdict } from '#lib/people/permissions.ts';
import { actorById } from '#lib/people/server/actors.ts';
import type { Context } from '#lib/people/server/context.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { settingInForce } from '#lib/platform/server/db/settings.ts';
import { isId, newId } from '#lib/platform/server/ids.ts';
import { addDays, businessDay, dayStart, type BusinessDay } from '#lib/shared/calendar.ts';
import { accept, refuse, type Decision } from '#lib/shared/decision.ts';
import { FEWEST_REASON, isReason } from '#lib/shared/reason.ts';
import { cleanWords } from '#lib/shared/words.ts';
import { BUDGET_SETTING, budgetOf } from '../unmasking.ts';
import { orderPhoneOf } from '../work-order.ts';
import { existsFor } from './kept.ts';
import { calls, recordings } from './schema.ts';
import { unmaskings } from './unmasking-schema.ts';

type UnmaskRefusal = 'not-found' | 'not-allowed' | 'no-number' | 'reason-missing' | 'budget-spent';

interface WholeNumber {
	/** As delivered with the call; null where none was. */
	number: string | null;
	/** The telephone in the work order that followed; null where there is none. */
	orderPhone: string | null;
}

type Who = Pick<Context, 'actor' | 'now'>;

/** What is masked of the recording's call, and whether `actor` may read it; undefined when it does not exist for them. */
export async function maskedNumber(read: Reader, { actor, now }: Who, recordingId: string) {
	if (!isId(recordingId)) return undefined;
	const [row] = await read
		.select({
			agentId: recordings.agentId,
			teamId: recordings.teamId,
			departmentId: recordings.departmentId,
			custody: recordings.custody,
			masked: recordings.customerMasked,
			number: calls.customerNumber,
			attributes: calls.attributes
		})
		.from(recordings)
		.innerJoin(calls, eq(calls.id, recordings.callId))
		.where(eq(recordings.id, recordingId));
	if (!row || !(await existsFor(read, { actor, now }, row.custody))) return undefined;
	const verdict: Verdict = can(actor, 'recording.unmask', row);
	const orderPhone = orderPhoneOf(row.attributes);
	return { verdict, masked: row.masked, whole: { number: row.number, orderPhone } };
}

/**
 * The number of one call, whole. Each time is a row and an entry with the reason; the entry holds
 * no number. Refused when the person has read as many in this business day as the setting allows.
 */
export function unmaskNumber(
	{ db, actor, now, zone }: Context,
	{ recordingId, reason: typed }: { recordingId: string; reason: string }
): Promise<Decision<WholeNumber, UnmaskRefusal>> {
	return db.tx(async (tx): Promise<Decision<WholeNumber, UnmaskRefusal>> => {
		const acting = await actorById(tx, actor.id, now);
		const found = acting && (await maskedNumber(tx, { actor: acting, now }, recordingId));
		if (!acting || !found || found.verdict === 'hidden') return refuse('not-found');
		if (found.verdict === 'forbidden') return refuse('not-allowed');
		const { number, orderPhone } = found.whole;
		if (!number && !orderPhone) return refuse('no-number');
		const reason = cleanWords(typed);
		if (!isReason(reason)) return refuse('reason-missing', { characters: FEWEST_REASON });
		const budget = budgetOf(await settingInForce(tx, BUDGET_SETTING, now));
		const spent = await tx.$count(
			unmaskings,
			and(eq(unmaskings.userId, acting.id), onDay(businessDay(now, zone), zone))
		);
		if (spent >= budget) return refuse('budget-spent', { budget });
		const id = newId(now);
		await tx.insert(unmaskings).values({ id, recordingId, userId: acting.id, reason, at: now });
		await appendAudit(
			{ tx, actor: acting, now },
			{
				kind: 'number.unmasked',
				subject: `recording:${recordingId}`,
				reason,
				facts: { spent: spent + 1, budget }
			}
		);
		return accept(found.whole);
	});
}

const onDay = (day: BusinessDay, zone: string) =>
	and(gte(unmaskings.at, dayStart(day, zone)), lt(unmaskings.at, dayStart(addDays(day, 1), zone)));
