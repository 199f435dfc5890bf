/** What a proposal of a passage is decided on. */
import { and, asc, between, eq } from 'drizzle-orm';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { calls, recordings } from '#lib/recordings/server/schema.ts';
import { callReports } from '#lib/reviews/server/report-schema.ts';
import { libraryClips } from './schema.ts';

interface RangeOf {
	recordingId: string;
	fromMs: number;
	toMs: number;
}

export const isProposed = async (read: Reader, { recordingId, fromMs, toMs }: RangeOf) =>
	(await read.$count(
		libraryClips,
		and(
			eq(libraryClips.recordingId, recordingId),
			eq(libraryClips.fromMs, fromMs),
			eq(libraryClips.toMs, toMs)
		)
	)) > 0;

/** The agent's own highlight inside the passage that may be used. */
export async function sharedHighlight(
	read: Reader,
	{ recordingId, fromMs, toMs, agentId }: RangeOf & { agentId: string }
) {
	const [report] = await read
		.select({ id: callReports.id, at: callReports.at })
		.from(callReports)
		.where(
			and(
				eq(callReports.recordingId, recordingId),
				eq(callReports.agentId, agentId),
				eq(callReports.reporterId, agentId),
				eq(callReports.shared, true),
				between(callReports.atMs, fromMs, toMs)
			)
		)
		.orderBy(asc(callReports.at), asc(callReports.id))
		.limit(1);
	return report;
}

/** The customer's number as delivered, so that it can be masked. */
export async function numberOf(read: Reader, recordingId: string): Promise<string | null> {
	const [row] = await read
		.select({ number: calls.customerNumber })
		.from(recordings)
		.innerJoin(calls, eq(calls.id, recordings.callId))
		.where(eq(recordings.id, recordingId));
	return row?.number ?? null;
}
