/** Reads on sources and their items. */
import { eq, inArray } from 'drizzle-orm';
import { users } from '#lib/people/server/schema.ts';
import type { Reader } from '#lib/platform/server/db/client.ts';
import { calls, recordings } from '#lib/recordings/server/schema.ts';
import type { OutcomeFacts } from './outcome.ts';

/** The facts of stored recordings, by id, as an import tells them. */
export async function recordingFacts(
	db: Reader,
	ids: readonly string[]
): Promise<Map<string, OutcomeFacts>> {
	const facts = new Map<string, OutcomeFacts>();
	for (let from = 0; from < ids.length; from += 500) {
		const rows = await db
			.select({ recording: recordings, call: calls, staffNo: users.staffNo })
			.from(recordings)
			.innerJoin(calls, eq(calls.id, recordings.callId))
			.leftJoin(users, eq(users.id, recordings.agentId))
			.where(inArray(recordings.id, ids.slice(from, from + 500)));
		for (const { recording, call, staffNo } of rows)
			facts.set(recording.id, {
				sourceKey: call.sourceKey,
				direction: call.direction,
				kind: call.kind,
				queue: call.queue,
				timeBasis: call.timeBasis,
				timePrecisionMs: call.timePrecisionMs,
				utcOffsetMin: call.utcOffsetMin,
				attributes: call.attributes,
				key: recording.key,
				revision: recording.revision,
				startedAt: recording.startedAt.toISOString(),
				agent: agentOf(staffNo, call.attributes['agent.ref'] ?? null, recording),
				endpoint: recording.endpoint,
				customerMasked: recording.customerMasked,
				channelMap: recording.channelMap,
				container: recording.container,
				codec: recording.codec,
				sampleRate: recording.sampleRate,
				channels: recording.channels,
				durationMs: recording.durationMs,
				bytes: recording.bytes,
				verdict: recording.verdict,
				reason: recording.verdictReason
			});
	}
	return facts;
}

/** One who was found after the import is known by the telephone: the call's own facts stay as delivered. */
function agentOf(
	id: string | null,
	delivered: string | null,
	{ agentMethod, endpoint }: typeof recordings.$inferSelect
): OutcomeFacts['agent'] {
	if (agentMethod === 'none') return null;
	const method = agentMethod as NonNullable<OutcomeFacts['agent']>['method'];
	return { id, ref: delivered ?? (method === 'assignment' ? endpoint : null), method };
}
