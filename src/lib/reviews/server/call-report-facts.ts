/** What agents reported of their own calls by themselves, as the month reads it. */
import { and, eq, inArray, isNull, min, or } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import type { BusinessMonth } from '#lib/shared/calendar.ts';
import { callReports } from './report-schema.ts';
import { selfChecks } from './schema.ts';

interface ReportsOf {
	/** Month of the calls. */
	month: BusinessMonth;
	/** Everybody when left out. */
	agentIds?: readonly string[] | undefined;
}

/**
 * When the agent first reported a problem in the own call, by recording id: a report, or a
 * self-check that found one. Whether that was before a review is for who asks.
 */
export async function selfReported(
	read: Reader,
	{ month, agentIds }: ReportsOf
): Promise<Map<string, Date>> {
	const reported = await read
		.select({ recordingId: callReports.recordingId, at: min(callReports.at) })
		.from(callReports)
		.where(
			and(
				eq(callReports.businessMonth, month),
				eq(callReports.kind, 'problem'),
				eq(callReports.reporterId, callReports.agentId),
				agentIds && inArray(callReports.agentId, [...agentIds])
			)
		)
		.groupBy(callReports.recordingId);
	const checked = await read
		.select({ recordingId: selfChecks.recordingId, at: min(selfChecks.at) })
		.from(selfChecks)
		.where(
			and(
				eq(selfChecks.businessMonth, month),
				eq(selfChecks.result, 'problem'),
				// Rows from before there were peer checks name no checker.
				or(isNull(selfChecks.checkerId), eq(selfChecks.checkerId, selfChecks.agentId)),
				agentIds && inArray(selfChecks.agentId, [...agentIds])
			)
		)
		.groupBy(selfChecks.recordingId);
	const first = new Map<string, Date>();
	for (const { recordingId, at } of [...reported, ...checked]) {
		const before = first.get(recordingId);
		if (at && (!before || at < before)) first.set(recordingId, at);
	}
	return first;
}
