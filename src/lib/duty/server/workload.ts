/** What a missed checking duty is in its agent's month: a line, taken back when the duty is excused (house rule M11). */
import { and, eq, gte, inArray, isNull, lt } from 'drizzle-orm';
import type { LedgerCause } from '#lib/ledger/entry.ts';
import type { Wanted } from '#lib/ledger/posting.ts';
import type { LedgerScribe } from '#lib/ledger/server/post.ts';
import { postMonths } from '#lib/ledger/server/post-months.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { draws } from '#lib/sampling/server/schema.ts';
import {
	addDays,
	businessDay,
	dayStart,
	daysOfMonth,
	monthOfDay,
	type BusinessMonth
} from '#lib/shared/calendar.ts';
import { excuses, missedDuties } from './schema.ts';

/** Posts the lines of missed checking duties of these people's months; a duty counts in the month in which it was due. */
export async function postWorkload(
	scribe: LedgerScribe,
	missed: readonly { reviewerId: string; at: Date }[],
	why: { cause: LedgerCause; reason?: string | undefined }
): Promise<void> {
	const { tx, zone } = scribe;
	const months = Map.groupBy(missed, ({ at }) => monthOfDay(businessDay(at, zone)));
	for (const [month, some] of months) {
		const agentIds = [...new Set(some.map(({ reviewerId }) => reviewerId))];
		const lines = await workloadLines(tx, { month, zone, agentIds });
		const agents = new Map(agentIds.map((id) => [id, lines.get(id) ?? []]));
		await postMonths(scribe, month, { ...why, kinds: ['workload'], agents });
	}
}

/** Posts the missed checking duties of a whole month. */
export async function postWorkloadOf(scribe: LedgerScribe, month: BusinessMonth): Promise<void> {
	const agents = await workloadLines(scribe.tx, { month, zone: scribe.zone });
	await postMonths(scribe, month, { kinds: ['workload'], cause: 'found', agents });
}

/** By agent: checking duties of a month that were left and not excused. */
async function workloadLines(
	read: Reader,
	{
		month,
		zone,
		agentIds
	}: { month: BusinessMonth; zone: string; agentIds?: readonly string[] | undefined }
): Promise<Map<string, Wanted[]>> {
	const { first, last } = daysOfMonth(month);
	const rows = await read
		.select({ id: missedDuties.id, agentId: missedDuties.reviewerId })
		.from(missedDuties)
		.innerJoin(draws, eq(draws.id, missedDuties.drawId))
		.leftJoin(excuses, eq(excuses.missedDutyId, missedDuties.id))
		.where(
			and(
				inArray(draws.kind, ['self-check', 'peer-check']),
				isNull(excuses.missedDutyId),
				gte(missedDuties.at, dayStart(first, zone)),
				lt(missedDuties.at, dayStart(addDays(last, 1), zone)),
				agentIds && inArray(missedDuties.reviewerId, [...agentIds])
			)
		);
	const byAgent = Map.groupBy(rows, ({ agentId }) => agentId);
	return new Map([...byAgent].map(([id, missed]) => [id, missed.map((duty) => lineOf(duty.id))]));
}

const lineOf = (missedDutyId: string): Wanted => ({
	lineKey: `workload:${missedDutyId}`,
	kind: 'workload',
	recordingId: null,
	callStartedAt: null,
	reviewId: null,
	itemKey: null,
	code: null,
	evidenceId: null,
	atMs: null,
	selfReported: false
});
